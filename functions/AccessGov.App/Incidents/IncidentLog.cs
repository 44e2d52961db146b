using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Incidents;

/// <summary>Keeps findings for people: <c>accessgov findings</c>.</summary>
public static class IncidentLog
{
    private const string Scope = "findings";
    private const string Prefix = "open|";
    private static readonly FactKind Met = FactKind.Parse("finding-met");
    private static readonly FactKind Retried = FactKind.Parse("finding-retried");

    /// <summary>Adds a finding; one that is there already is counted.</summary>
    public static Task AddAsync(Workspace workspace, Actor actor, Incident finding, CancellationToken ct) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                var id = IdOf(finding);
                var ledger = await PartitionCommit.OpenAsync(workspace, Scope, ct);
                var known = await PartitionCommit.ReadAsync<Incident>(workspace, Scope, Prefix + id, ct);
                ledger
                    .Put(Prefix + id, finding with { Id = id, At = workspace.Now, Times = (known?.Times ?? 0) + 1 })
                    .Tell(
                        Met,
                        actor,
                        id,
                        new FactBody().Add("code", finding.Code).Add("subject", finding.Subject).Add("queue", finding.Queue)
                    );
                return ((PartitionCommit?)ledger, true);
            },
            ct
        );

    /// <summary>All of them, by id.</summary>
    public static async Task<IReadOnlyList<Incident>> ListAsync(Workspace workspace, CancellationToken ct)
    {
        var findings = new List<Incident>();
        await foreach (var record in workspace.Records.RangeAsync(new(workspace.Tenant, Scope), Prefix, Prefix[..^1] + "~", ct))
            findings.Add(PartitionCommit.Parse<Incident>(record));
        return findings;
    }

    /// <summary>Puts the message of a finding back into its queue. Twice is harmless: messages bear repeating.</summary>
    /// <returns>False when there is no such finding or nothing to retry.</returns>
    public static async Task<bool> RetryAsync(Workspace workspace, Actor actor, string id, CancellationToken ct)
    {
        if (
            await PartitionCommit.ReadAsync<Incident>(workspace, Scope, Prefix + RecordKeys.Checked(id, "id"), ct)
            is not { Queue: { } queue, Message: { } message } finding
        )
            return false;
        await workspace.Queue.SendAsync(new QueueName(queue), DelayedRetry.Afresh(workspace, message), null, ct);
        await OptimisticCommit.RunAsync(
            async () =>
            {
                var ledger = await PartitionCommit.OpenAsync(workspace, Scope, ct);
                ledger.Put(Prefix + id, finding with { IsRetried = true }).Tell(Retried, actor, id, new FactBody().Add("queue", queue));
                return ((PartitionCommit?)ledger, true);
            },
            ct
        );
        return true;
    }

    private static string IdOf(Incident finding) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Code}\n{finding.Subject}\n{finding.Queue}\n{finding.Message}"))
        )[..12];
}
