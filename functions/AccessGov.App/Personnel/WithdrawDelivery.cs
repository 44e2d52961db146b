using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel;

/// <summary>
/// Takes back what a source should not have said: its last delivery, or what it has said of days that have not come. What it said before
/// is in force again, statements of single persons included, so that nobody whom HR has stopped meanwhile comes back.
/// </summary>
public static class WithdrawDelivery
{
    /// <summary>What a withdrawal did.</summary>
    /// <param name="From">The day that the withdrawn delivery spoke of; null when the delivery stays.</param>
    /// <param name="To">The day that the facts in force speak of now; null when the source has never delivered.</param>
    /// <param name="Workers">How many people it has now.</param>
    /// <param name="Statements">How many statements of single persons, of days to come, were taken back.</param>
    public sealed record Done(DateOnly? From, DateOnly? To, int Workers, int Statements);

    private sealed record Decided(SourceState? State, HrSnapshot? Facts, SourceState? Back, IReadOnlyList<StoredRecord> Statements);

    private sealed record FormerState(
        SourceState State,
        IReadOnlyDictionary<EmployeeId, IReadOnlyList<DateOnly>> Changed,
        IReadOnlyList<DateOnly> Ends
    )
    {
        public static FormerState Of(SourceState state, HrSnapshot? known, HrSnapshot facts)
        {
            var changed = SuppliedByHand.Changed(known, facts);
            return new FormerState(state, changed, [.. SuppliedByHand.EndsOf(facts, changed)]);
        }
    }

    /// <summary>Withdraws.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who does it by hand; the record names them.</param>
    /// <param name="source">Whose words.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null when nothing is known that could be put back; nothing was changed.</returns>
    public static async Task<Done?> RunAsync(Workspace workspace, Actor actor, SourceId source, CancellationToken ct)
    {
        var before = await OrdersTakenBack.BeforeAsync(workspace, actor, ct);
        var done = await CommitAsync(workspace, actor, source, ct);
        if (done is not null)
            await OrdersTakenBack.TellAsync(workspace, actor, before, null, ct);
        return done;
    }

    private static Task<Done?> CommitAsync(Workspace workspace, Actor actor, SourceId source, CancellationToken ct) =>
        PersonnelCommit.RunAsync(
            workspace,
            () => DecideAsync(workspace, source, ct),
            d => NotInTheFutureAsync(workspace, d.Facts, d.Back, ct),
            (commit, decided, back) =>
            {
                var written = Write(commit, actor, source, decided, back?.State);
                // Whoever puts facts back by hand is an author of what follows from them.
                if (written.Writes)
                {
                    SuppliedByHand.Note(
                        commit,
                        workspace,
                        actor,
                        ImportHr.Row(source),
                        decided.Statements.Count > 0 ? null : back?.Changed.Keys.ToArray(),
                        back?.Changed.Values.SelectMany(d => d) ?? [],
                        ends: back?.Ends
                    );
                }
                return Task.FromResult(written);
            },
            ct
        );

    /// <summary>What is to be put back when a delivery that is taken now is withdrawn: all that the source said until then.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="state">What is known of the source; null when it has not delivered.</param>
    /// <param name="facts">Everything it says; null when it never spoke.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal static async Task<SourceState?> BeforeAsync(Workspace workspace, SourceState? state, HrSnapshot? facts, CancellationToken ct)
    {
        if (state is null || facts is not { IsWhole: true })
            return null;
        if (facts.Digest == state.Digest)
            return state with { Before = null };
        var stated = await Statements.OfAsync(workspace, state.Source, ct).Select(s => s.Stated.Statement.On).ToListAsync(ct);
        return await WithAsync(workspace, state, facts, stated.Max(), ct);
    }

    /// <summary>The same with statements that are no longer told apart from the facts in force.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="before">What was to be put back until now.</param>
    /// <param name="statements">Statements of the source.</param>
    /// <param name="ct">Cancels the operation.</param>
    internal static async Task<SourceState?> BeforeWithAsync(
        Workspace workspace,
        SourceState? before,
        IReadOnlyList<PersonStatement> statements,
        CancellationToken ct
    )
    {
        if (before is null)
            return null;
        var facts = (await workspace.Kept.SnapshotAsync(before.Kept, ct)).With(statements);
        return facts.Digest == before.Digest ? before : await WithAsync(workspace, before, facts, statements.Max(s => s.On), ct);
    }

    private static async Task<SourceState> WithAsync(
        Workspace workspace,
        SourceState state,
        HrSnapshot facts,
        DateOnly latest,
        CancellationToken ct
    )
    {
        var whole = facts.AsDelivered(latest > facts.AsOf ? latest : facts.AsOf);
        return state with
        {
            AsOf = whole.AsOf,
            Digest = whole.Digest,
            Kept = (await workspace.Kept.KeepAsync(whole, state.Kept, ct)).Hash,
            Workers = whole.Workers.Count,
            Before = null,
        };
    }

    private static async Task<Decided> DecideAsync(Workspace workspace, SourceId source, CancellationToken ct)
    {
        var state = await ImportHr.StateAsync(workspace, source, ct);
        var prefix = $"{Statements.PersonPrefix}{source}:";
        var future = await workspace
            .Records.RangeAsync(new(workspace.Tenant, Scopes.Personnel), prefix, prefix + "~", ct)
            .Where(r => LiesInTheFuture(workspace, PartitionCommit.Parse<Statements.Stated>(r)))
            .Take(PartitionCommit.Room - 2)
            .ToListAsync(ct);
        var isFuture = state?.AsOf > workspace.Today;
        // A delivery of a day to come, of a store that knows of none before it, stays with the day on which it came.
        var back =
            isFuture ? state!.Before ?? state
            : future.Count == 0 ? state?.Before
            : null;
        return new Decided(state, await Statements.SnapshotAsync(workspace, source, ct), back, future);
    }

    private static bool LiesInTheFuture(Workspace workspace, Statements.Stated stated) =>
        stated.Statement.On > workspace.Today || stated.OccurredAt > workspace.Now + SignedOnce.Window;

    private static async Task<FormerState?> NotInTheFutureAsync(
        Workspace workspace,
        HrSnapshot? known,
        SourceState? back,
        CancellationToken ct
    )
    {
        if (back is null)
            return null;
        var kept = await workspace.Kept.SnapshotAsync(back.Kept, ct);
        if (back.AsOf <= workspace.Today)
            return FormerState.Of(back, known, kept);
        var came = DateOnly.FromDateTime(workspace.Local(back.AcceptedAt).DateTime);
        var facts = kept.SpeakingOf(came < workspace.Today ? came : workspace.Today);
        return FormerState.Of(
            back with
            {
                AsOf = facts.AsOf,
                Digest = facts.Digest,
                Kept = await workspace.Kept.KeepAsync(facts, ct),
                DeliveredAt = back.DeliveredAt < workspace.Now ? back.DeliveredAt : null,
                Before = null,
            },
            known,
            facts
        );
    }

    private static (bool Writes, Done? Result) Write(
        PartitionCommit commit,
        Actor actor,
        SourceId source,
        Decided decided,
        SourceState? back
    )
    {
        if (back is null && decided.Statements.Count == 0)
            return (false, null);
        if (back is not null)
            commit.Put(ImportHr.Row(source), back);
        foreach (var record in decided.Statements)
            commit.Remove(record);
        var now = back ?? decided.State;
        var done = new Done(back is null ? null : decided.State!.AsOf, now?.AsOf, now?.Workers ?? 0, decided.Statements.Count);
        commit.Tell(
            FactKind.HrWithdrawn,
            actor,
            source.Value,
            new FactBody()
                .Add("from", done.From)
                .Add("to", done.To)
                .Add("workers", done.Workers)
                .Add("statements", done.Statements)
                .Add("withdrawn", back is null ? null : decided.State!.Kept)
                .Add("kept", now?.Kept)
        );
        return (true, done);
    }
}
