using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Findings;

/// <summary>Keeps findings for people: <c>accessgov findings</c>.</summary>
public static class OpenFindings
{
    private const string Scope = "findings";
    private const string Prefix = "open|";
    private static readonly FactKind Met = FactKind.Parse("finding-met");
    private static readonly FactKind Retried = FactKind.Parse("finding-retried");

    /// <summary>Adds a finding; one that is there already is counted.</summary>
    public static Task AddAsync(Workspace workspace, Actor actor, OpenFinding finding, CancellationToken ct) => Try.CommitAsync(async () =>
    {
        var id = IdOf(finding);
        var ledger = await Ledger.OpenAsync(workspace, Scope, ct);
        var known = await Ledger.ReadAsync<OpenFinding>(workspace, Scope, Prefix + id, ct);
        ledger.Put(Prefix + id, finding with { Id = id, At = workspace.Now, Times = (known?.Times ?? 0) + 1 })
            .Tell(Met, actor, id, new FactBody().Add("code", finding.Code).Add("subject", finding.Subject).Add("queue", finding.Queue));
        return ((Ledger?)ledger, true);
    }, ct);

    /// <summary>All of them, by id.</summary>
    public static async Task<IReadOnlyList<OpenFinding>> ListAsync(Workspace workspace, CancellationToken ct)
    {
        var findings = new List<OpenFinding>();
        await foreach (var record in workspace.Records.RangeAsync(new(workspace.Tenant, Scope), Prefix, Prefix[..^1] + "~", ct))
            findings.Add(Ledger.Parse<OpenFinding>(record));
        return findings;
    }

    /// <summary>Puts the message of a finding back into its queue. Twice is harmless: messages bear repeating.</summary>
    /// <returns>False when there is no such finding or nothing to retry.</returns>
    public static async Task<bool> RetryAsync(Workspace workspace, Actor actor, string id, CancellationToken ct)
    {
        if (await Ledger.ReadAsync<OpenFinding>(workspace, Scope, Prefix + RecordKeys.Checked(id, "id"), ct) is not { Queue: { } queue, Message: { } message } finding) return false;
        await workspace.Queue.SendAsync(new QueueName(queue), PutBack.Afresh(workspace, message), null, ct);
        await Try.CommitAsync(async () =>
        {
            var ledger = await Ledger.OpenAsync(workspace, Scope, ct);
            ledger.Put(Prefix + id, finding with { IsRetried = true }).Tell(Retried, actor, id, new FactBody().Add("queue", queue));
            return ((Ledger?)ledger, true);
        }, ct);
        return true;
    }

    private static string IdOf(OpenFinding finding) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Code}\n{finding.Subject}\n{finding.Queue}\n{finding.Message}")))[..12];
}
