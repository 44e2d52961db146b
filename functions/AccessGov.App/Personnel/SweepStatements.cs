using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel;

/// <summary>
/// Keeps the personnel partition small: statements that a later delivery has overtaken go, statements that no delivery overtook for a
/// week become part of the source's facts, event ids are forgotten after a month. What was said stays kept, and in the audit chain.
/// </summary>
public static class SweepStatements
{
    /// <summary>An extract may be a day or two old when it arrives; after a week it would be refused as old anyway.</summary>
    private const int FoldAfterDays = 7;

    /// <summary>Longer than any sender repeats itself; a repetition after that is judged anew and changes nothing either.</summary>
    private static readonly TimeSpan ForgetEventsAfter = TimeSpan.FromDays(30);

    /// <summary>Sweeps every source that has delivered.</summary>
    /// <param name="workspace">The tenant's stores and clock.</param>
    /// <param name="actor">On whose behalf; goes into the record when something is folded.</param>
    /// <param name="ct">Stops between two commits; the next run goes on.</param>
    /// <returns>Ends with the last source.</returns>
    public static async Task RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        foreach (var source in workspace.Policy.Sources)
            if (await ImportHr.StateAsync(workspace, source.Id, ct) is not null)
                await SweepAsync(workspace, actor, source.Id, ct);
        var forget = workspace.Now - ForgetEventsAfter;
        await RemoveAsync(workspace, Statements.EventPrefix, r => PartitionCommit.Parse<Statements.Event>(r).At < forget, ct);
    }

    private static async Task SweepAsync(Workspace workspace, Actor actor, SourceId source, CancellationToken ct)
    {
        var old = await Statements
            .OfAsync(workspace, source, ct)
            .Select(s => s.Stated)
            .Where(s => s.Statement.On <= workspace.Today.AddDays(-FoldAfterDays))
            .ToListAsync(ct);
        if (old.Count > 0)
            await FoldAsync(workspace, actor, source, old.ConvertAll(o => o.Statement), ct);
        var asOf = (await ImportHr.StateAsync(workspace, source, ct))!.AsOf;
        var folded = old.Select(o => o.EventId).ToHashSet(StringComparer.Ordinal);
        await RemoveAsync(workspace, $"{Statements.PersonPrefix}{source}:", IsOver, ct);

        bool IsOver(StoredRecord record)
        {
            var stated = PartitionCommit.Parse<Statements.Stated>(record);
            return stated.Statement.On < asOf || folded.Contains(stated.EventId);
        }
    }

    /// <summary>
    /// Says that a source has now spoken of everybody: from then on it counts as delivered, and whoever it did not name is none of its
    /// people. Of a source that never delivers an extract it is said again after a backup of the store was put back.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="source">The source.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>How many people it has; null when it never spoke, has delivered an extract, or nothing asks for it.</returns>
    public static async Task<int?> DeclareWholeAsync(Workspace workspace, Actor actor, SourceId source, CancellationToken ct)
    {
        if (await ImportHr.StateAsync(workspace, source, ct) is { } state)
            return state.ContentHash.Length == 0 && await RestoredStore.RepeatedAsync(workspace, actor, source, ct) ? state.Workers : null;
        var all = await Statements.OfAsync(workspace, source, ct).Select(s => s.Stated.Statement).ToListAsync(ct);
        if (all.Count == 0)
            return null;
        await FoldAsync(workspace, actor, source, all, ct);
        return all.Count;
    }

    private static Task<bool> FoldAsync(
        Workspace workspace,
        Actor actor,
        SourceId source,
        List<PersonStatement> statements,
        CancellationToken ct
    ) =>
        PersonnelCommit.RunAsync(
            workspace,
            async () =>
            {
                var state = await ImportHr.StateAsync(workspace, source, ct);
                var latest = statements.Max(s => s.On);
                var delivered = state is null ? HrSnapshot.Silent(source, latest) : await workspace.Kept.SnapshotAsync(state.Kept, ct);
                var folded = delivered.With(statements);
                return ReferenceEquals(folded, delivered)
                    ? null
                    : new Folded(
                        folded.AsDelivered(latest > delivered.AsOf ? latest : delivered.AsOf),
                        state,
                        await WithdrawDelivery.BeforeWithAsync(workspace, state?.Before, statements, ct)
                    );
            },
            async folded =>
                folded is null
                    ? default((string Hash, string? Basis))
                    : await workspace.Kept.KeepAsync(folded.Facts, folded.State?.Kept, ct),
            (commit, folded, kept) =>
            {
                if (folded is not null)
                {
                    // Folding is no delivery: since when the source has been heard stays what it was.
                    Write(commit, actor, folded, kept, folded.State?.AcceptedAt ?? workspace.Now, statements.Count);
                    SuppliedByHand.Note(commit, workspace, actor, ImportHr.Row(source), null, []);
                }
                return Task.FromResult((folded is not null, folded is not null));
            },
            ct
        );

    private static void Write(
        PartitionCommit commit,
        Actor actor,
        Folded folded,
        (string Hash, string? Basis) kept,
        DateTimeOffset acceptedAt,
        int statements
    )
    {
        var facts = folded.Facts;
        commit
            .Put(
                ImportHr.Row(facts.Source),
                new SourceState(
                    facts.Source,
                    facts.AsOf,
                    facts.ContentHash,
                    facts.Digest,
                    kept.Hash,
                    acceptedAt,
                    facts.Workers.Count,
                    folded.State?.DeliveredAt,
                    folded.Before
                )
            )
            .Tell(
                FactKind.HrAccepted,
                actor,
                facts.Source.Value,
                new FactBody()
                    .Add("asOf", facts.AsOf)
                    .Add("workers", facts.Workers.Count)
                    .Add("statements", statements)
                    .Add("kept", kept.Hash)
                    .Add("basis", kept.Basis)
            );
    }

    /// <summary>
    /// A source's facts with statements that are no longer told apart, its state until now, and what a withdrawal would put back.
    /// </summary>
    private sealed record Folded(HrSnapshot Facts, SourceState? State, SourceState? Before);

    /// <summary>Removes rows that are over, as many a commit as fit.</summary>
    private static async Task RemoveAsync(Workspace workspace, string prefix, Func<StoredRecord, bool> isOver, CancellationToken ct)
    {
        bool isMoreLeft;
        do isMoreLeft = await PersonnelCommit.RunAsync(workspace, commit => RemoveOnceAsync(workspace, commit, prefix, isOver, ct), ct);
        while (isMoreLeft);
    }

    private static async Task<(bool Writes, bool IsMoreLeft)> RemoveOnceAsync(
        Workspace workspace,
        PartitionCommit commit,
        string prefix,
        Func<StoredRecord, bool> isOver,
        CancellationToken ct
    )
    {
        var over = await workspace
            .Records.RangeAsync(new(workspace.Tenant, Scopes.Personnel), prefix, prefix + "~", ct)
            .Where(isOver)
            .Take(PartitionCommit.Room)
            .ToListAsync(ct);
        foreach (var record in over)
            commit.Remove(record);
        return (over.Count > 0, over.Count == PartitionCommit.Room);
    }
}
