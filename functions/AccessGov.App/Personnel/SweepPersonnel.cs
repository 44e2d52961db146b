using System.Globalization;
using AccessGov.App.Failures;
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
        if (!await IsDueAsync(workspace, ct) || await OverAsync(workspace, ct) is not { } over)
            return 0;
        // Which ones, too: later somebody asks whether a file was swept, or taken away.
        var list = over.Count == 0 ? null : await workspace.Kept.KeepAsync(over.ConvertAll(o => o.Value), ct);
        if (list is not null)
            await TellAsync(workspace, actor, over.Count, list, ct);
        var removed = 0;
        foreach (var path in over)
            removed += await RemoveAsync(workspace, path, ct) ? 1 : 0;
        await ImportHr.ForgetSeenAsync(workspace, ct);
        await SweepRows.PutAsync(workspace, Row, new Mark(MonthOf(workspace)), ct);
        return removed;
    }

    /// <summary>One that may not be removed (a lock of the account, a folder of somebody else) stays: the next month tries again.</summary>
    private static async Task<bool> RemoveAsync(Workspace workspace, DropPath path, CancellationToken ct)
    {
        try
        {
            return await workspace.Files.DeleteOlderAsync(DropContainer.Kept, path, workspace.KeptSince, ct);
        }
        catch (OutsideFailureException e) when (e.Kind is OutsideFailure.Permanent)
        {
            return false;
        }
    }

    /// <summary>Until when what was stated may be gone: by the policy's days, and by what was swept when they were fewer.</summary>
    /// <param name="workspace">The tenant's stores, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<DateTimeOffset> SweptUntilAsync(Workspace workspace, CancellationToken ct)
    {
        var until = workspace.KeptSince;
        await foreach (var row in PartitionCommit.FactsAsync(workspace, Scopes.Sweeps, "", ct))
            if (
                FactText.Read(row.Json.Span) is { } fact
                && fact.Kind == FactKind.KeptSwept
                && DateTimeOffset.TryParse(fact.BodyText("since"), CultureInfo.InvariantCulture, out var since)
                && since > until
            )
                until = since;
        return until;
    }

    /// <summary>True where it has not been done in this month.</summary>
    /// <param name="workspace">The tenant's stores and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<bool> IsDueAsync(Workspace workspace, CancellationToken ct) =>
        // A clock that is behind removes nothing; of one that is ahead the night knows (SweepStore).
        (await PartitionCommit.ReadAsync<Mark>(workspace, Scopes.Sweeps, Row, ct))?.Month != MonthOf(workspace)
        && !(await LatestDay.FindAsync(workspace, ct) > workspace.Today);

    private static string MonthOf(Workspace workspace) => $"{workspace.Today:yyyy-MM}";

    /// <summary>Deliveries of days before go: a month's whole file together with all that is different from it.</summary>
    internal static DateOnly FirstKept(Workspace workspace)
    {
        var day = DateOnly.FromDateTime(workspace.Local(workspace.KeptSince).DateTime);
        return new DateOnly(day.Year, day.Month, 1);
    }

    private static Task<bool> TellAsync(Workspace workspace, Actor actor, int files, string list, CancellationToken ct) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Sweeps, ct);
                var body = new FactBody()
                    .Add("before", FirstKept(workspace))
                    .Add("since", workspace.KeptSince)
                    .Add("files", files)
                    .Add("days", workspace.Policy.Timing.KeepDays)
                    .Add("kept", list);
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
                await TakeOutWhatIsNamedAsync(workspace, scope, old, ct);
        var over = new List<DropPath>();
        foreach (var hash in old.Left)
            // Nothing but what HR told goes; plans, policies and answers explain what was decided.
            if (await workspace.Kept.PersonnelDayAsync(hash, ct) < FirstKept(workspace))
                over.Add(DropPath.OfHash(hash));
        return over;
    }

    private static async Task TakeOutWhatIsNamedAsync(Workspace workspace, string scope, NamedHashes old, CancellationToken ct)
    {
        var (replaced, withdrawn) = (new Replaced(workspace.KeptSince), new List<string>());
        await foreach (var row in workspace.Records.RangeAsync(new(workspace.Tenant, scope), "", null, ct))
            if (scope != Scopes.Personnel || !PartitionCommit.IsFact(row.Row) || FactText.Read(row.Json.Span) is not { } fact)
                old.TakeOut(row);
            else if (!Told.Contains(fact.Kind))
                old.TakeOut(row);
            else
            {
                foreach (var hash in replaced.Needed(fact))
                    old.TakeOut(hash);
                if (fact.Kind == FactKind.HrWithdrawn)
                    withdrawn.AddRange(Replaced.Named(fact));
            }
        foreach (var hash in replaced.Left)
            old.TakeOut(hash);
        // A withdrawal does not name what the facts that it goes back to are different from.
        foreach (var hash in withdrawn)
            if (await workspace.Kept.BasisOfAsync(hash, ct) is { } basis)
                old.TakeOut(basis);
    }

    /// <summary>What stays, whatever its age, and what it is different from.</summary>
    private static async Task<bool> TakeOutWhatIsInForceAsync(Workspace workspace, NamedHashes old, CancellationToken ct)
    {
        var partition = new PartitionKey(workspace.Tenant, Scopes.Personnel);
        await foreach (var row in workspace.Records.RangeAsync(partition, ImportHr.RowPrefix, ImportHr.RowPrefix + "~", ct))
            for (var state = PartitionCommit.Parse<SourceState>(row); state is not null; state = state.Before)
            {
                var basis = await workspace.Kept.BasisOfAsync(state.Kept, ct);
                if (
                    !await workspace.Kept.IsWholeAsync(state.Kept, ct)
                    || (basis is not null && !await workspace.Kept.IsWholeAsync(basis, ct))
                )
                    return false;
                old.TakeOut(state.Kept);
                if (basis is not null)
                    old.TakeOut(basis);
            }
        return true;
    }

    /// <summary>
    /// The facts that name what HR told, in their order. Days count from when it was replaced, not from when it came: what was in force for
    /// a year and was replaced yesterday is as young as yesterday.
    /// </summary>
    private sealed class Replaced(DateTimeOffset since)
    {
        private readonly Dictionary<string, Queue<string[]>> last = new(StringComparer.Ordinal);

        /// <summary>What a fact says is needed: its own content and what it replaced, where it is young.</summary>
        public string[] Needed(Fact fact)
        {
            if (fact.Kind == FactKind.HrStatementRefused)
                return fact.At < since ? [] : Named(fact);
            var before = last.TryGetValue(fact.Subject, out var known) ? known : last[fact.Subject] = [];
            if (fact.At >= since)
            {
                string[] needed = [.. before.SelectMany(b => b), .. Named(fact)];
                before.Clear();
                return needed;
            }
            before.Enqueue(Named(fact));
            // What a delivery replaces is what a withdrawal goes back to, until the one after that.
            if (before.Count > (fact.Kind == FactKind.HrStated ? 1 : 2))
                before.Dequeue();
            return [];
        }

        /// <summary>Of each source the last ones, whatever their age. A statement in force has a row that names it.</summary>
        public IEnumerable<string> Left => last.Where(l => l.Value.Count > 1).SelectMany(l => l.Value).SelectMany(b => b);

        public static string[] Named(Fact fact) =>
            [.. new[] { fact.BodyText("kept"), fact.BodyText("basis"), fact.BodyText("withdrawn") }.OfType<string>()];
    }
}
