using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Emergency;

/// <summary>
/// What facts tell of sealed accounts: who asked, who agreed, what is open, what awaits its review. Facts decide and rows only repeat them:
/// whoever writes a row opens nothing by it, and whoever removes one keeps nothing open.
/// </summary>
public sealed class EmergencyBook
{
    internal const string WishPrefix = "wish:";
    internal const string OpeningPrefix = "opening:";
    private readonly Dictionary<string, EmergencyWish> wishes = new(StringComparer.Ordinal);
    private readonly List<EmergencyOpening> openings = [];
    private readonly List<string> unfounded = [];

    private EmergencyBook() { }

    /// <summary>What is asked for, by the account's name; lapsed wishes among them.</summary>
    public IReadOnlyDictionary<string, EmergencyWish> Wishes => wishes;

    /// <summary>Every opening, oldest first.</summary>
    public IReadOnlyList<EmergencyOpening> Openings => openings;

    /// <summary>The latest instant of which a fact tells.</summary>
    public DateTimeOffset Latest { get; private set; }

    /// <summary>Rows of which facts speak without those that must come before: an opening to which nobody agreed.</summary>
    internal IReadOnlyList<string> Unfounded => unfounded;

    /// <summary>Reads it.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<EmergencyBook> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return workspace
            .Memory.Of(() => new OncePerVersion<EmergencyBook>(Scopes.Emergency, w => FoldAsync(w, CancellationToken.None)))
            .OfAsync(workspace, ct);
    }

    /// <summary>The same without what this process remembers: the store may have been written beside its ledger.</summary>
    internal static Task<EmergencyBook> ReadAnewAsync(Workspace workspace, CancellationToken ct) => FoldAsync(workspace, ct);

    /// <summary>What an account is called here: a directory compares names without case.</summary>
    /// <param name="userPrincipalName">Its sign-in name.</param>
    public static string NameOf(string userPrincipalName)
    {
        ArgumentNullException.ThrowIfNull(userPrincipalName);
        return userPrincipalName.Trim().ToLowerInvariant();
    }

    /// <summary>The opening of this id; null for none.</summary>
    /// <param name="id">Its id.</param>
    public EmergencyOpening? Find(string id) => openings.Find(o => o.Id == id);

    /// <summary>Rows that do not repeat what facts tell, by their names: put in, altered, taken away, or without foundation.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<IReadOnlyList<string>> StraysAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var strays = new SortedSet<string>(unfounded, StringComparer.Ordinal);
        await HoldAsync(wishes.Values.ToDictionary(w => EmergencyRows.Of(w)), WishPrefix);
        await HoldAsync(openings.ToDictionary(EmergencyRows.Of), OpeningPrefix);
        return [.. strays];

        async Task HoldAsync<T>(Dictionary<string, T> told, string prefix)
            where T : class
        {
            await foreach (var row in workspace.Records.RangeAsync(new(workspace.Tenant, Scopes.Emergency), prefix, prefix + "~", ct))
                if (!told.Remove(row.Row, out var value) || !value.Equals(Parsed<T>(row)))
                    strays.Add(row.Row);
            strays.UnionWith(told.Keys);
        }
    }

    private static T? Parsed<T>(StoredRecord row)
        where T : class
    {
        try
        {
            return PartitionCommit.Parse<T>(row);
        }
        catch (DamagedException)
        {
            return null;
        }
    }

    private static async Task<EmergencyBook> FoldAsync(Workspace workspace, CancellationToken ct)
    {
        var book = new EmergencyBook();
        await foreach (var record in PartitionCommit.FactsAsync(workspace, Scopes.Emergency, "", ct))
            try
            {
                book.Take(FactText.Read(record.Json.Span));
            }
            catch (FormatException)
            {
                // No fact any more: where facts are compared it is named.
                book.unfounded.Add(record.Row);
            }
        return book;
    }

    private void Take(Fact fact)
    {
        Latest = fact.At > Latest ? fact.At : Latest;
        if (fact.Kind == FactKind.EmergencyAsked)
            Asked(fact);
        else if (fact.Kind == FactKind.EmergencyWithdrawn)
            wishes.Remove(fact.Subject);
        else if (fact.BodyText("opening") is not { } id)
            return;
        else if (fact.Kind == FactKind.EmergencyAgreed)
            Agreed(fact, id);
        else if (openings.FindIndex(o => o.Id == id) is >= 0 and var at && Next(openings[at], fact) is { } next)
            openings[at] = next;
        else
            unfounded.Add(OpeningPrefix + id);
    }

    private void Asked(Fact fact)
    {
        if (fact.Actor is Actor.Employee { Id: var by } && fact.BodyNumber("hours") is { } hours)
            wishes[fact.Subject] = new EmergencyWish(fact.Subject, by, fact.ToldAt, (int)hours, fact.BodyText("reason") ?? "");
    }

    /// <summary>Only what one asked, as it was asked, and another agreed to in time, for no longer than that, is an opening.</summary>
    private void Agreed(Fact fact, string id)
    {
        var at = fact.ToldAt;
        if (
            wishes.Remove(fact.Subject, out var wish)
            && fact.Actor is Actor.Employee { Id: var by }
            && by != wish.By
            && EmergencyDecider.Stands(wish, at)
            && Guid.TryParse(fact.BodyText("account"), out var account)
            && Find(id) is null
            && openings.All(o => o.IsOver || o.Account != wish.Account)
        )
            openings.Add(new EmergencyOpening(id, wish.Account, account, wish, by, at, at.AddHours(wish.Hours)));
        else
            unfounded.Add(OpeningPrefix + id);
    }

    private static EmergencyOpening? Next(EmergencyOpening opening, Fact fact)
    {
        var at = fact.ToldAt;
        if (fact.Kind == FactKind.EmergencyOpened && opening is { IsOver: false, OpenedAt: null })
            return opening with { OpenedAt = at };
        if (fact.Kind == FactKind.EmergencyFailed && opening is { IsOver: false, OpenedAt: null })
            return opening with { FailedAt = at };
        if (fact.Kind == FactKind.EmergencyClosing && opening is { IsOver: false })
            return opening with { ClosingAt = at, ClosingBy = fact.Actor.ToString() };
        if (fact.Kind == FactKind.EmergencyEnded && opening is { IsOver: false, ClosingAt: not null })
            return opening with { EndedAt = at };
        return
            fact.Kind == FactKind.EmergencyReviewed
            && opening is { IsOver: true, AwaitsReview: true }
            && fact.Actor is Actor.Employee { Id: var by }
            && by != opening.Wish.By
            && by != opening.AgreedBy
            ? opening with
            {
                ReviewedAt = at,
                ReviewedBy = by,
                Result = fact.BodyText("result"),
            }
            : null;
    }
}
