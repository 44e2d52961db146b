using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Personnel;

/// <summary>
/// A delivered extract becomes the facts of its source, or is refused whole (<see cref="ImportDecider"/>). Whoever must leave at once by it
/// is planned for at once, before anybody reads the whole directory.
/// </summary>
public static partial class ImportHr
{
    private sealed record Seen(DateTimeOffset ChangedAt, string Content);

    private sealed record Decided(SourceState? State, HrSnapshot? Facts, ImportDecision Decision);

    private sealed record KeptDelivery(
        string Snapshot,
        string? Basis,
        SourceState? Before,
        IReadOnlyDictionary<EmployeeId, IReadOnlyList<DateOnly>>? ChangedByHand,
        IReadOnlyList<EmployeeId>? HeldBack
    );

    /// <summary>Imports, or with <paramref name="checkOnly"/> only says what would come of it.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who delivers.</param>
    /// <param name="profile">How the source writes.</param>
    /// <param name="content">The file, which can be read from its beginning as often as wanted; it is left open.</param>
    /// <param name="asOf">The day it speaks of.</param>
    /// <param name="delivery">The file in the inbox; null when somebody imports by hand, which counts as delivered now.</param>
    /// <param name="checkOnly">Writes nothing.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<ImportResult> RunAsync(
        Workspace workspace,
        Actor actor,
        MappingProfile profile,
        Stream content,
        DateOnly asOf,
        Delivery? delivery,
        bool checkOnly,
        CancellationToken ct
    )
    {
        if (workspace.Policy.Sources.All(s => s.Id != profile.Source))
            return Task.FromResult<ImportResult>(NoSuchSource(workspace, profile.Source));
        if (!workspace.AreProfilesAgreed && !checkOnly)
            return Task.FromResult<ImportResult>(new ImportResult.Refused(profile.Source, [ImportList.ProfilesDiffer], [], []));
        var (read, hash) = ExtractReader.Read(content, profile, asOf);
        return TakeAsync(workspace, actor, profile.Source, read, hash, delivery, checkOnly, ct);
    }

    /// <summary>The same of a small file.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who delivers.</param>
    /// <param name="profile">How the source writes.</param>
    /// <param name="content">The file.</param>
    /// <param name="asOf">The day it speaks of.</param>
    /// <param name="delivery">The file in the inbox; null when somebody imports by hand, which counts as delivered now.</param>
    /// <param name="checkOnly">Writes nothing.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<ImportResult> RunAsync(
        Workspace workspace,
        Actor actor,
        MappingProfile profile,
        byte[] content,
        DateOnly asOf,
        Delivery? delivery,
        bool checkOnly,
        CancellationToken ct
    ) => RunAsync(workspace, actor, profile, new MemoryStream(content, writable: false), asOf, delivery, checkOnly, ct);

    private static async Task<ImportResult> TakeAsync(
        Workspace workspace,
        Actor actor,
        SourceId source,
        ExtractRead read,
        string hash,
        Delivery? delivery,
        bool checkOnly,
        CancellationToken ct,
        NodePart? part = null
    )
    {
        var (deliveredAt, units) = (delivery?.ChangedAt ?? workspace.Now, workspace.Policy.OrgChart);
        var seen = delivery is null ? null : new Seen(delivery.ChangedAt, hash);

        async Task<Decided> DecideAsync()
        {
            if (part is not null && await part.IsLateAsync(ct))
                return new Decided(null, null, new ImportDecision.Seen());
            var state = await StateAsync(workspace, source, ct);
            var facts = await Statements.SnapshotAsync(workspace, source, ct);
            var isSeen =
                seen is not null && await PartitionCommit.ReadAsync<Seen>(workspace, Scopes.Personnel, SeenRow(delivery!), ct) == seen;
            var decision = read is ExtractRead.Read whole
                ? ImportDecider.Decide(
                    whole.Extract,
                    new SourceBefore(facts, state?.DeliveredAt, isSeen),
                    deliveredAt,
                    workspace.Today,
                    workspace.Policy.Limits
                )
                : new ImportDecision.Refused([]);
            return new Decided(state, facts, decision);
        }

        var before = checkOnly ? null : await OrdersTakenBack.BeforeAsync(workspace, actor, ct);
        IReadOnlyCollection<EmployeeId> spokenOf = [];
        IReadOnlyList<EmployeeId> stops = [];
        var (_, _, done) = checkOnly
            ? await DecideAsync()
            : await PersonnelCommit.RunAsync(
                workspace,
                DecideAsync,
                async d =>
                {
                    stops = [];
                    if (d.Decision is not ImportDecision.Accepted taken)
                        return null;
                    stops = StopTakenBack.In(workspace, d.Facts, taken.Snapshot.Workers);
                    var (kept, basis) = await workspace.Kept.KeepAsync(taken.Snapshot, d.State?.Kept, ct);
                    return new KeptDelivery(
                        kept,
                        basis,
                        await WithdrawDelivery.BeforeAsync(workspace, d.State, d.Facts, ct),
                        actor is Actor.Employee ? SuppliedByHand.Changed(d.Facts, taken.Snapshot) : null,
                        SourceState.HeldBackOf(read)
                    );
                },
                async (commit, decided, kept) =>
                {
                    Write(commit, workspace.Now, decided, kept, deliveredAt);
                    if (kept is not null || decided.Decision is ImportDecision.Repeated)
                        await SuppliedByHand.SupersedeAsync(workspace, commit, actor, Row(source), ct);
                    if (seen is not null && decided.Decision is ImportDecision.Accepted or ImportDecision.Repeated)
                        commit.Put(SeenRow(delivery!), seen);
                    if (kept?.ChangedByHand is { } changed)
                    {
                        spokenOf = [.. changed.Keys];
                        var ends = SuppliedByHand.EndsOf(((ImportDecision.Accepted)decided.Decision).Snapshot, changed);
                        var days = changed.Values.SelectMany(d => d);
                        SuppliedByHand.Note(commit, workspace, actor, Row(source), spokenOf, days, ends: ends);
                    }
                    // After a backup was put back the directory is newer than any file that says nothing new: all of it is one's word.
                    if (kept is not null && await RestoredStore.OnAsync(workspace, ct) is not null)
                        SuppliedByHand.Note(commit, workspace, actor, Row(source) + "|restored", null, []);
                    Tell(commit, actor, ImportResult.Of(source, read, decided.Decision, units), source, hash, kept);
                    // Repeated by hand it leaves no trace; only of a file of the inbox an older one may still be on its way.
                    var writes = decided.Decision switch
                    {
                        ImportDecision.Seen => false,
                        ImportDecision.Repeated => seen is not null,
                        _ => true,
                    };
                    return (writes, decided);
                },
                ct
            );
        await StopTakenBack.TellAsync(workspace, actor, source, stops, ct);
        await OrdersTakenBack.TellAsync(workspace, actor, before, spokenOf, ct);
        if (done is ImportDecision.Accepted accepted && !checkOnly)
        {
            await AskForUrgentPlansAsync(workspace, accepted, ct);
            await FileIncidents.TakenOverAsync(workspace, actor, source, accepted.Snapshot.AsOf, IsWhole(read), ct);
        }
        if (done is ImportDecision.Repeated && !checkOnly)
        {
            await RestoredStore.RepeatedAsync(workspace, actor, source, ct);
            // A file that was mended by putting the former one back says nothing new, and is no longer at fault.
            if (read is ExtractRead.Read { Extract.AsOf: var asOf })
                await FileIncidents.TakenOverAsync(workspace, actor, source, asOf, IsWhole(read), ct);
        }
        return ImportResult.Of(source, read, done, units);
    }

    /// <summary>What is known of a source, or null.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="source">The source.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<SourceState?> StateAsync(Workspace workspace, SourceId source, CancellationToken ct) =>
        PartitionCommit.ReadAsync<SourceState>(workspace, Scopes.Personnel, Row(source), ct);

    private static bool IsWhole(ExtractRead read) => read is not ExtractRead.Read { Rejected.Count: > 0 };

    internal const string RowPrefix = "source:";
    private const string SeenPrefix = "seen:";

    internal static string Row(SourceId source) => RowPrefix + source;

    /// <summary>Forgets which files were read long ago: one that is told of again is older than what is in force.</summary>
    internal static Task<int> ForgetSeenAsync(Workspace workspace, CancellationToken ct) =>
        SweepRows.RemoveAsync(
            workspace,
            Scopes.Personnel,
            SeenPrefix,
            SeenPrefix + "~",
            r => PartitionCommit.Parse<Seen>(r).ChangedAt < workspace.KeptSince,
            ct
        );

    private static string SeenRow(Delivery delivery) =>
        $"{SeenPrefix}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(delivery.Name)))}";

    private static void Write(PartitionCommit commit, DateTimeOffset now, Decided decided, KeptDelivery? kept, DateTimeOffset deliveredAt)
    {
        switch (decided.Decision)
        {
            case ImportDecision.Accepted({ } facts, _, _):
                commit.Put(
                    Row(facts.Source),
                    new SourceState(
                        facts.Source,
                        facts.AsOf,
                        facts.ContentHash,
                        facts.Digest,
                        kept!.Snapshot,
                        now,
                        facts.Workers.Count,
                        deliveredAt,
                        kept.Before,
                        kept.HeldBack
                    )
                );
                break;
            case ImportDecision.Repeated(var at):
                commit.Put(Row(decided.State!.Source), decided.State with { DeliveredAt = at });
                break;
        }
    }

    /// <summary>
    /// Killed before this, the repeated message finds the file imported; the plan for everybody, which follows each import, then finds who
    /// must leave. It also tells people when they are too many.
    /// </summary>
    private static async Task AskForUrgentPlansAsync(Workspace workspace, ImportDecision.Accepted accepted, CancellationToken ct)
    {
        if (UrgentLeavers.Of(accepted.LeavingAtOnce, workspace.Policy.Limits) is UrgentLeavers.OneByOne(var workers))
            foreach (var worker in workers)
                await TakeStatements.AskForPlanAsync(workspace, worker, ct);
    }

    private static ImportResult.Refused NoSuchSource(Workspace workspace, SourceId source) =>
        new(source, [Wording.Of("Table.no-such-source", source, workspace.Policy.Sources.Select(s => s.Id))], [], []);

    private static void Tell(PartitionCommit commit, Actor actor, ImportResult result, SourceId source, string file, KeptDelivery? kept)
    {
        var body = new FactBody().Add("file", file);
        if (result is ImportResult.Accepted accepted)
            commit.Tell(
                FactKind.HrAccepted,
                actor,
                source.Value,
                body.Add("asOf", accepted.AsOf)
                    .Add("workers", accepted.Workers)
                    .Add("rejected", accepted.Rejected.Count)
                    .Add("heldBack", accepted.HeldBack.Count)
                    .Add("findings", accepted.Findings.Count)
                    .Add("kept", kept?.Snapshot)
                    .Add("basis", kept?.Basis)
            );
        else if (result is ImportResult.Refused refused)
            commit.Tell(
                FactKind.HrRefused,
                actor,
                source.Value,
                body.Add("reasons", refused.Reasons)
                    .Add(
                        "limits",
                        refused.Refusals.Select(r =>
                            new FactBody().Add("code", r.Code).Add("number", $"{r.Number}").Add("limit", $"{r.Limit}")
                        )
                    )
            );
    }
}
