using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Adopting;

/// <summary>
/// Holds marked pairs against personnel and directory as they are now. One fault refuses the list: half of it taken over would be a list
/// that nobody has seen.
/// </summary>
public static class PairCheck
{
    /// <summary>Every fault, by row.</summary>
    /// <param name="pairs">The marked pairs.</param>
    /// <param name="desired">What should be.</param>
    /// <param name="snapshot">The directory, read completely.</param>
    /// <param name="fold">Makes two writings of one name the same: width, kana, spaces.</param>
    public static IReadOnlyList<PairFault> Faults(
        IReadOnlyList<ChosenPair> pairs,
        DesiredState desired,
        DirectorySnapshot snapshot,
        Func<string, string> fold
    )
    {
        ArgumentNullException.ThrowIfNull(fold);
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(snapshot);
        var rules = new Eligibility(desired, snapshot);
        var wanted = pairs.Select(p => p.Account).ToHashSet();
        var accounts = snapshot.Accounts.Where(a => wanted.Contains(a.ObjectId)).ToDictionary(a => a.ObjectId);
        var (workers, taken) = (new Dictionary<EmployeeId, int>(), new Dictionary<Guid, int>());
        var faults = new List<PairFault>();
        foreach (var pair in pairs)
        {
            if (!workers.TryAdd(pair.Worker, pair.Row))
                faults.Add(OfWorker(pair, "worker-twice", $"{workers[pair.Worker]}"));
            if (!taken.TryAdd(pair.Account, pair.Row))
                faults.Add(OfAccount(pair, "account-twice", $"{taken[pair.Account]}"));
            if (WorkerFault(pair, desired, snapshot, rules, fold) is { } worker)
                faults.Add(worker);
            if (AccountFault(pair, accounts.GetValueOrDefault(pair.Account), rules) is { } account)
                faults.Add(account);
        }
        return faults;
    }

    private static PairFault? WorkerFault(
        ChosenPair pair,
        DesiredState desired,
        DirectorySnapshot snapshot,
        Eligibility rules,
        Func<string, string> fold
    )
    {
        if (desired.Facts.Roster.Find(pair.Worker) is not { } worker)
            return OfWorker(pair, desired.IsHeldBack(pair.Worker) ? "worker-undecided" : "worker-unknown", pair.Worker.Value);
        if (snapshot.IndexOf(pair.Worker) is var index and >= 0)
            return OfWorker(pair, "worker-has-account", snapshot.Accounts[index].UserPrincipalName);
        if (desired.ChosenFor(pair.Worker) is { } chosen && !IsOf(chosen, pair))
            return OfWorker(pair, "worker-chosen", chosen.UserPrincipalName);
        if (pair.Name.Length > 0 && fold(pair.Name) != fold(worker.DisplayName))
            return new PairFault(pair.Row, PairColumns.Name, "person-differs", worker.DisplayName);
        return rules.IsDue(desired.Of(worker)) ? null : OfWorker(pair, "worker-not-due", pair.Worker.Value);
    }

    private static PairFault? AccountFault(ChosenPair pair, DirectoryAccount? account, Eligibility rules)
    {
        if (account is null)
            return OfAccount(pair, "account-unknown", pair.Account.ToString());
        if (!account.UserPrincipalName.Equals(pair.UserPrincipalName, StringComparison.OrdinalIgnoreCase))
            return new PairFault(pair.Row, PairColumns.UserPrincipalName, "name-differs", account.UserPrincipalName);
        if (account.EmployeeId is { } number)
            return OfAccount(pair, "account-numbered", number.Value);
        return rules.WhyNot(account) switch
        {
            null => null,
            // The same list once more changes nothing.
            LeftOut.Chosen => rules.ChosenFor(account.ObjectId) is { } other && other != pair.Worker
                ? OfAccount(pair, "account-chosen", other.Value)
                : null,
            { } why => OfAccount(pair, $"account-{LeftOutCodes.Of(why)}", account.OtherNumber ?? account.UserPrincipalName),
        };
    }

    private static bool IsOf(ChosenAccount chosen, ChosenPair pair) =>
        chosen.Account == pair.Account && chosen.UserPrincipalName.Equals(pair.UserPrincipalName, StringComparison.OrdinalIgnoreCase);

    private static PairFault OfWorker(ChosenPair pair, string code, string value) => new(pair.Row, PairColumns.Number, code, value);

    private static PairFault OfAccount(ChosenPair pair, string code, string value) => new(pair.Row, PairColumns.ObjectId, code, value);
}
