using AccessGov.App.Audit;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Watching;

/// <summary>
/// Reads the figures. Remembers what can no longer change, so that a reading costs what has happened since the one before.
/// </summary>
internal sealed class GaugeReader(Workspace workspace, IReadOnlyList<QueueName> queues)
{
    private const int MostPlans = 500;
    private readonly Dictionary<PlanId, PlanState> ended = [];
    private IReadOnlyDictionary<(string, string), DateTimeOffset> factsAt = GaugeReading.Nothing.FactsAt;
    private ETag? factsVersion;

    /// <summary>Reads everything.</summary>
    public async Task<GaugeReading> ReadAsync(CancellationToken ct)
    {
        await ReadFactsAsync(ct);
        var (actions, waiting) = await PlansAsync(ct);
        var incidents = (await IncidentLog.ListAsync(workspace, ct))
            .Where(f => f.IsOpen)
            .CountBy(f => f.Code)
            .ToDictionary(f => f.Key, f => (long)f.Value);
        var messages = new Dictionary<string, long>();
        foreach (var queue in queues)
            messages[queue.Value] = await workspace.Queue.PeekCountAsync(queue, ct);
        var record = await RecordStanding.ReadAsync(workspace, ct);
        return new GaugeReading(
            workspace.Clock.GetUtcNow(),
            factsAt,
            actions,
            waiting,
            incidents,
            messages,
            record.NotSigned,
            record.Latest?.At
        );
    }

    private async Task ReadFactsAsync(CancellationToken ct)
    {
        var version = await PartitionCommit.VersionAsync(workspace, Scopes.Personnel, ct);
        if (version == factsVersion)
            return;
        var facts = new Dictionary<(string, string), DateTimeOffset>();
        foreach (var source in workspace.Policy.Sources)
        {
            if (await ImportHr.StateAsync(workspace, source.Id, ct) is { } state)
                facts[(source.Id.Value, "delivery")] = state.AcceptedAt;
            await foreach (var (_, stated) in Statements.OfAsync(workspace, source.Id, ct))
                if (!facts.TryGetValue((source.Id.Value, "statement"), out var known) || known < stated.AcceptedAt)
                    facts[(source.Id.Value, "statement")] = stated.AcceptedAt;
        }
        (factsAt, factsVersion) = (facts, version);
    }

    private async Task<(Dictionary<string, long> Actions, long Waiting)> PlansAsync(CancellationToken ct)
    {
        var actions = new Dictionary<string, long> { [WorkQueues.ApplyChunk.Value] = 0, [WorkQueues.ApplyUrgent.Value] = 0 };
        var others = new List<PlanState>();
        // What is older was neither approved nor begun in time, or was applied long ago; the nightly run tells of the rest.
        var recent = await PlanList.SinceAsync(workspace, workspace.Now - workspace.PlanValidFor - TimeSpan.FromDays(1), ct);
        foreach (var gone in ended.Keys.Except(recent).ToArray())
            ended.Remove(gone);
        foreach (var id in recent.AsEnumerable().Reverse().Where(id => !ended.ContainsKey(id)).Take(MostPlans).ToArray())
        {
            if (await PlanList.StateAsync(workspace, id, ct) is not { } state)
                continue;
            switch (state)
            {
                case { Status: PlanStatus.Applied or PlanStatus.Rejected } or { Actions: 0 } or { Verdict: Verdict.Refused }:
                    ended.Add(id, state);
                    continue;
                case { Status: PlanStatus.Approved or PlanStatus.Applying }:
                    actions[(state.IsUrgent ? WorkQueues.ApplyUrgent : WorkQueues.ApplyChunk).Value] += state.Unapplied();
                    break;
            }
            others.Add(state);
        }
        // What has ended overtakes what still waits.
        return (actions, PlanList.Waiting(workspace, [.. ended.Values, .. others]).Count);
    }
}
