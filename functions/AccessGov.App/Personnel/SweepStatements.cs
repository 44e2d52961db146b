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

    /// <summary>Sweeps every source.</summary>
    public static async Task RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        foreach (var source in workspace.Policy.Sources)
        {
            if (await ImportHr.StateAsync(workspace, source.Id, ct) is null)
                continue;
            var old = await Statements
                .OfAsync(workspace, source.Id, ct)
                .Where(s => s.Stated.Statement.On <= workspace.Today.AddDays(-FoldAfterDays))
                .ToListAsync(ct);
            if (old.Count > 0)
                await FoldAsync(workspace, actor, source.Id, old.ConvertAll(o => o.Stated.Statement), ct);
            var asOf = (await ImportHr.StateAsync(workspace, source.Id, ct))!.AsOf;
            var folded = old.Select(o => o.Stated.EventId).ToHashSet(StringComparer.Ordinal);
            await RemoveAsync(
                workspace,
                Statements.PersonPrefix + source.Id + ":",
                r =>
                    PartitionCommit.Parse<Statements.Stated>(r) is var stated
                    && (stated.Statement.On < asOf || folded.Contains(stated.EventId)),
                ct
            );
        }
        var forget = workspace.Now - ForgetEventsAfter;
        await RemoveAsync(workspace, Statements.EventPrefix, r => PartitionCommit.Parse<Statements.Event>(r).At < forget, ct);
    }

    /// <summary>
    /// Says that a source has now spoken of everybody: from then on it counts as delivered, and whoever it did not name is none of its
    /// people.
    /// </summary>
    /// <returns>How many people it has; null when it never spoke, or has delivered an extract.</returns>
    public static async Task<int?> DeclareWholeAsync(Workspace workspace, Actor actor, SourceId source, CancellationToken ct)
    {
        if (await ImportHr.StateAsync(workspace, source, ct) is not null)
            return null;
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
        OptimisticCommit.RunAsync(
            async () =>
            {
                var ledger = await PartitionCommit.OpenAsync(workspace, Scopes.Personnel, ct);
                var state = await ImportHr.StateAsync(workspace, source, ct);
                var delivered = state is null
                    ? HrSnapshot.Silent(source, statements.Max(s => s.On))
                    : await workspace.Kept.SnapshotAsync(state.Kept, ct);
                var folded = delivered.With(statements);
                if (ReferenceEquals(folded, delivered))
                    return (null, false);
                folded = folded.AsDelivered(statements.Max(s => s.On) is var latest && latest > delivered.AsOf ? latest : delivered.AsOf);
                var kept = await workspace.Kept.KeepAsync(folded, ct);
                ledger
                    .Put(
                        ImportHr.Row(source),
                        new SourceState(
                            source,
                            folded.AsOf,
                            folded.ContentHash,
                            folded.Digest,
                            kept,
                            workspace.Now,
                            folded.Workers.Count,
                            state?.DeliveredAt
                        )
                    )
                    .Tell(
                        FactKind.HrAccepted,
                        actor,
                        source.Value,
                        new FactBody()
                            .Add("asOf", folded.AsOf)
                            .Add("workers", folded.Workers.Count)
                            .Add("statements", statements.Count)
                            .Add("kept", kept)
                    );
                return (ledger, true);
            },
            ct
        );

    private static async Task RemoveAsync(Workspace workspace, string prefix, Func<StoredRecord, bool> isOver, CancellationToken ct)
    {
        while (
            await OptimisticCommit.RunAsync(
                async () =>
                {
                    var ledger = await PartitionCommit.OpenAsync(workspace, Scopes.Personnel, ct);
                    var over = await workspace
                        .Records.RangeAsync(new(workspace.Tenant, Scopes.Personnel), prefix, prefix + "~", ct)
                        .Where(isOver)
                        .Take(PartitionCommit.Room)
                        .ToListAsync(ct);
                    foreach (var record in over)
                        ledger.Remove(record);
                    return (over.Count == 0 ? null : ledger, over.Count == PartitionCommit.Room);
                },
                ct
            )
        ) { }
    }
}
