using AccessGov.App.Personnel.Persons;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel;

/// <summary>
/// Removes what HR told and has told otherwise since, after the policy's <c>keep-days</c>: whole deliveries, what was stated of single
/// persons, and which files were read. A file stays, whatever its age, while a row of the store names it, or something in force is
/// different from it; the record's own facts count so many days. Once a month. What is removed is told before it goes, so that a kill in
/// between loses nothing and removes nothing in silence.
/// </summary>
internal static class SweepPersonnel
{
    private const string Row = "personnel";

    private static readonly FactKind[] Told = [FactKind.HrAccepted, FactKind.HrStated, FactKind.HrStatementRefused, FactKind.HrWithdrawn];

    private sealed record Mark(string Month);

    /// <summary>Removes, when it has not been done in this month.</summary>
    /// <param name="workspace">The tenant's stores, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>How many files went.</returns>
    public static async Task<int> RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        var month = $"{workspace.Today:yyyy-MM}";
        var mark = await PartitionCommit.ReadAsync<Mark>(workspace, Scopes.Sweeps, Row, ct);
        // A clock that is behind removes nothing; of one that is ahead the night knows (SweepStore).
        if (mark?.Month == month || await LatestDay.FindAsync(workspace, ct) > workspace.Today)
            return 0;
        if (await OverAsync(workspace, ct) is not { } over)
            return 0;
        if (over.Count > 0)
            await TellAsync(workspace, actor, over.Count, ct);
        var removed = 0;
        foreach (var path in over)
            removed += await workspace.Files.DeleteOlderAsync(DropContainer.Kept, path, workspace.KeptSince, ct) ? 1 : 0;
        await ImportHr.ForgetSeenAsync(workspace, ct);
        foreach (var source in workspace.Policy.Sources)
            await SweepProfiles.RunAsync(workspace, source.Id, ct);
        await SweepRows.PutAsync(workspace, Row, new Mark(month), ct);
        return removed;
    }

    /// <summary>Deliveries of days before go: a month's whole file together with all that is different from it.</summary>
    internal static DateOnly FirstKept(Workspace workspace)
    {
        var day = DateOnly.FromDateTime(workspace.Local(workspace.KeptSince).DateTime);
        return new DateOnly(day.Year, day.Month, 1);
    }

    private static Task<bool> TellAsync(Workspace workspace, Actor actor, int files, CancellationToken ct) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Sweeps, ct);
                var body = new FactBody()
                    .Add("before", FirstKept(workspace))
                    .Add("files", files)
                    .Add("days", workspace.Policy.Timing.KeepDays);
                commit.Tell(FactKind.KeptSwept, actor, Row, body);
                return ((PartitionCommit?)commit, true);
            },
            ct
        );

    /// <summary>Files that go; null where something in force cannot be read, and then all of it stays.</summary>
    private static async Task<List<DropPath>?> OverAsync(Workspace workspace, CancellationToken ct)
    {
        var old = new NamedHashes();
        await foreach (var entry in workspace.Files.ListAsync(DropContainer.Kept, "", ct))
            if (entry is DropEntry.Ready file && file.ChangedAt < workspace.KeptSince)
                old.Add(file.Path);
        if (old.Count == 0)
            return [];
        if (!await TakeOutWhatIsInForceAsync(workspace, old, ct))
            return null;
        await foreach (var scope in workspace.Records.PartitionsAsync(workspace.Tenant, "", ct))
            // These repeat what facts of other partitions say.
            if (scope is not (Scopes.Chain or Scopes.Log))
                await foreach (var row in workspace.Records.RangeAsync(new(workspace.Tenant, scope), "", null, ct))
                    if (scope != Scopes.Personnel || !IsOver(workspace, row))
                        old.TakeOut(row);
        var over = new List<DropPath>();
        foreach (var hash in old.Left)
            // Nothing but what HR told goes; plans, policies and answers explain what was decided.
            if (await workspace.Kept.PersonnelDayAsync(hash, ct) < FirstKept(workspace))
                over.Add(DropPath.OfHash(hash));
        return over;
    }

    private static bool IsOver(Workspace workspace, StoredRecord row)
    {
        if (!PartitionCommit.IsFact(row.Row))
            return false;
        var fact = FactText.Read(row.Json.Span);
        return fact.At < workspace.KeptSince && Told.Contains(fact.Kind);
    }

    /// <summary>What stays, whatever its age, and what it is different from.</summary>
    private static async Task<bool> TakeOutWhatIsInForceAsync(Workspace workspace, NamedHashes old, CancellationToken ct)
    {
        var partition = new PartitionKey(workspace.Tenant, Scopes.Personnel);
        await foreach (var row in workspace.Records.RangeAsync(partition, ImportHr.RowPrefix, ImportHr.RowPrefix + "~", ct))
            for (var state = PartitionCommit.Parse<SourceState>(row); state is not null; state = state.Before)
            {
                if (!await workspace.Kept.IsWholeAsync(state.Kept, ct))
                    return false;
                if (await workspace.Kept.BasisOfAsync(state.Kept, ct) is { } basis)
                    old.TakeOut(basis);
            }
        return true;
    }
}
