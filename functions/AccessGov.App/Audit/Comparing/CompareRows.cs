using AccessGov.App.Governance;
using AccessGov.App.Personnel;
using AccessGov.App.Transfers;
using AccessGov.App.Work;
using AccessGov.Core.Audit;

namespace AccessGov.App.Audit.Comparing;

/// <summary>
/// Holds rows that say what is in force against the facts that put it there: decisions of two people, personnel facts of a source, lists,
/// holds. A row that no fact tells of is a difference as much as one that is gone or says something else.
/// </summary>
internal static class CompareRows
{
    private const int Attempts = 5;

    /// <summary>One kind of rows: in which partition, how their names begin, and what a difference is called.</summary>
    /// <param name="Prefix">How their names begin.</param>
    /// <param name="Code">What a difference is called.</param>
    /// <param name="OnlyBinds">True for rows that only forbid: one that no fact tells of is of a version that told none.</param>
    private sealed record Kind(string Prefix, string Code, bool OnlyBinds = false);

    /// <summary>One partition: its kinds of rows, and what takes its facts.</summary>
    private sealed record Part(string Scope, Kind[] Kinds, Action<ToldRows, Fact> Take);

    private static readonly Part[] Parts =
    [
        new(
            Scopes.Decisions,
            [
                // Not everything that begins like this was decided by people: that a first plan was completed is no decision.
                .. DecisionKindCodes.All.All.Select(d => new Kind(TwoPeople.InForcePrefix + d.Code, StoreDifference.DecisionUnrecorded)),
                new(TwoPeople.ProposedPrefix, StoreDifference.DecisionUnrecorded),
                new(KeyModels.Row, StoreDifference.DecisionUnrecorded),
            ],
            (told, fact) => told.Decision(fact)
        ),
        new(
            Scopes.Personnel,
            [
                new(ImportHr.RowPrefix, StoreDifference.PersonnelDiffer),
                new(ImportList.AnnouncementPrefix, StoreDifference.PersonnelDiffer),
                new(ImportList.Keys, StoreDifference.PersonnelDiffer),
                new(ImportList.Trainings, StoreDifference.PersonnelDiffer),
                new(ImportList.Contracts, StoreDifference.PersonnelDiffer),
                new(ChosenAccounts.Row, StoreDifference.PersonnelDiffer),
                new(Holds.Prefix, StoreDifference.HoldDiffers),
                new(RestoredStore.Row, StoreDifference.RestoredDiffers),
                new(SuppliedByHand.Prefix, StoreDifference.SuppliedDiffers, OnlyBinds: true),
            ],
            (told, fact) => told.Personnel(fact)
        ),
        new(
            Scopes.Keys,
            [new(SuppliedByHand.Prefix, StoreDifference.SuppliedDiffers, OnlyBinds: true)],
            (told, fact) => told.Supplied(fact)
        ),
        new(
            Scopes.Requests,
            [new(SuppliedByHand.Prefix, StoreDifference.SuppliedDiffers, OnlyBinds: true)],
            (told, fact) => told.Supplied(fact)
        ),
        new(
            Scopes.Transfers,
            [.. TransferBook.Prefixes.Select(p => new Kind(p, StoreDifference.TransferDiffers))],
            (told, fact) => told.Transfer(fact)
        ),
    ];

    public static async Task<IReadOnlyList<StoreDifference>> RunAsync(Workspace workspace, CancellationToken ct)
    {
        var found = new List<StoreDifference>();
        foreach (var part in Parts)
            found.AddRange(await BetweenCommitsAsync(workspace, part.Scope, () => OneAsync(workspace, part, ct), ct));
        return found;
    }

    /// <summary>Facts and rows are two readings: what was committed between them is no difference.</summary>
    internal static async Task<IReadOnlyList<StoreDifference>> BetweenCommitsAsync(
        Workspace workspace,
        string scope,
        Func<Task<IReadOnlyList<StoreDifference>>> compare,
        CancellationToken ct
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = await PartitionCommit.VersionAsync(workspace, scope, ct);
            var found = await compare();
            if (found.Count == 0 || attempt == Attempts || await PartitionCommit.VersionAsync(workspace, scope, ct) == before)
                return found;
        }
    }

    private static async Task<IReadOnlyList<StoreDifference>> OneAsync(Workspace workspace, Part part, CancellationToken ct)
    {
        var told = new ToldRows();
        await foreach (var record in PartitionCommit.FactsAsync(workspace, part.Scope, "", ct))
            if (ComparePlans.Parsed(record.Json) is { } fact)
                part.Take(told, fact);
        var found = new List<StoreDifference>();
        foreach (var (prefix, code, onlyBinds) in part.Kinds)
        {
            var missing = told.Rows.Keys.Where(row => row.StartsWith(prefix, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
            await foreach (var record in workspace.Records.RangeAsync(new(workspace.Tenant, part.Scope), prefix, prefix + "~", ct))
                if (missing.Remove(record.Row) ? !told.Rows[record.Row].Fits(record.Json) : !onlyBinds)
                    found.Add(new StoreDifference(code, part.Scope, record.Row));
            found.AddRange(missing.Order(StringComparer.Ordinal).Select(row => new StoreDifference(code, part.Scope, row)));
        }
        return found;
    }
}
