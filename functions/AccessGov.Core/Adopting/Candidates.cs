using System.Buffers;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Adopting;

/// <summary>Which accounts without a number may be whose.</summary>
/// <param name="Pairs">By worker, the strongest likeness first.</param>
/// <param name="WorkersWithout">Workers without an account whom no account looks like.</param>
/// <param name="AccountsWithout">Accounts without a number that look like nobody's.</param>
/// <param name="LeftOut">How many accounts without a number are offered to nobody, by why.</param>
/// <param name="MissingSources">Sources that told nothing: their people may be whom an account belongs to, and are not offered.</param>
public sealed record Candidates(
    IReadOnlyList<Candidate> Pairs,
    IReadOnlyList<EmployeeId> WorkersWithout,
    IReadOnlyList<DirectoryAccount> AccountsWithout,
    IReadOnlyDictionary<LeftOut, int> LeftOut,
    IReadOnlyList<SourceId> MissingSources
)
{
    // What follows a name on many a display name: 鈴木 一郎（税務課）, Suzuki / tax.
    private static readonly SearchValues<char> AfterName = SearchValues.Create("(（[［【/／|｜@＠");

    /// <summary>Looks for them.</summary>
    /// <param name="desired">What should be.</param>
    /// <param name="snapshot">The directory, read completely.</param>
    /// <param name="fold">Makes two writings of one name the same: width, kana, spaces.</param>
    public static Candidates Find(DesiredState desired, DirectorySnapshot snapshot, Func<string, string> fold)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(fold);
        var rules = new Eligibility(desired, snapshot);
        var (open, leftOut) = (new List<DirectoryAccount>(), new SortedDictionary<LeftOut, int>());
        foreach (var account in snapshot.Accounts.TakeWhile(a => a.EmployeeId is null))
            if (rules.WhyNot(account) is { } why)
                leftOut[why] = leftOut.GetValueOrDefault(why) + 1;
            else
                open.Add(account);
        var byNumber = open.ToLookup(a => NumberForm.Fold(LocalPart(a)), StringComparer.Ordinal);
        var byName = open.Where(a => NameOf(a, fold).Length > 0).ToLookup(a => NameOf(a, fold), StringComparer.Ordinal);
        var workers = desired.Workers.Where(d => rules.IsWithoutAccount(d) && desired.ChosenFor(d.Worker.Id) is null).ToArray();
        var found = workers
            .SelectMany(desire =>
                byNumber[NumberForm.Fold(desire.Worker.Id.Value)]
                    .Concat(byName[fold(desire.Worker.DisplayName)])
                    .DistinctBy(a => a.ObjectId)
                    .Select(account => (Worker: desire, Account: account, Why: Why(desire, account, rules, fold)))
            )
            .ToArray();
        var ofWorker = found.CountBy(f => f.Worker.Worker.Id).ToDictionary();
        var ofAccount = found.CountBy(f => f.Account.ObjectId).ToDictionary();
        return new Candidates(
            [
                .. found
                    .OrderBy(f => f.Worker.Worker.Id)
                    .ThenBy(f => f.Why[0])
                    .ThenByDescending(f => f.Why.Length)
                    .ThenBy(f => f.Account.UserPrincipalName, StringComparer.Ordinal)
                    .Select(f => new Candidate(
                        f.Worker,
                        f.Account,
                        f.Why,
                        ofWorker[f.Worker.Worker.Id] - 1,
                        ofAccount[f.Account.ObjectId] - 1
                    )),
            ],
            [.. workers.Select(w => w.Worker.Id).Where(id => !ofWorker.ContainsKey(id))],
            [.. open.Where(a => !ofAccount.ContainsKey(a.ObjectId))],
            leftOut,
            [.. desired.Facts.Roster.MissingSources]
        );
    }

    private static Likeness[] Why(WorkerDesire desire, DirectoryAccount account, Eligibility rules, Func<string, string> fold)
    {
        var why = new List<Likeness>();
        if (account.UserPrincipalName.Equals(rules.PolicyNameOf(desire.Worker.Id), StringComparison.OrdinalIgnoreCase))
            why.Add(Likeness.PolicyName);
        else if (NumberForm.Fold(LocalPart(account)) == NumberForm.Fold(desire.Worker.Id.Value))
            why.Add(Likeness.Number);
        if (NameOf(account, fold) is { Length: > 0 } name && name == fold(desire.Worker.DisplayName))
            why.Add(Likeness.Name);
        var unit = fold(account.Attributes.Department);
        if (unit.Length > 0 && unit == fold(desire.Attributes!.Department))
            why.Add(Likeness.Unit);
        return [.. why];
    }

    private static string NameOf(DirectoryAccount account, Func<string, string> fold)
    {
        var name = account.Attributes.DisplayName;
        var end = name.AsSpan().IndexOfAny(AfterName);
        return fold(end > 0 ? name[..end] : name);
    }

    private static string LocalPart(DirectoryAccount account) => account.UserPrincipalName.Split('@')[0];
}
