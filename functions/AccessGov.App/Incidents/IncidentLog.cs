using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Incidents;

/// <summary>Keeps incidents for people: <c>accessgov incidents</c>.</summary>
public static class IncidentLog
{
    private const string Scope = Scopes.Incidents;
    private const string Prefix = "open|";
    private static readonly FactKind Met = FactKind.Parse("finding-met");
    private static readonly FactKind Retried = FactKind.Parse("finding-retried");
    private static readonly FactKind Taken = FactKind.Parse("finding-taken");
    private static readonly FactKind Closed = FactKind.Parse("finding-closed");

    /// <summary>What is told of incidents: nothing follows from it, their rows say what is open.</summary>
    internal static IReadOnlyList<FactKind> Kinds => [Met, Retried, Taken, Closed];

    /// <summary>Adds an incident; one that is there already is counted, and whoever looks into it still does until it is settled.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="incident">What was met. Its id, instant and count are set here.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task AddAsync(Workspace workspace, Actor actor, Incident incident, CancellationToken ct) =>
        IncidentsMet.Add(await MetAsync(workspace, actor, incident, ct));

    private static Task<Incident> MetAsync(Workspace workspace, Actor actor, Incident incident, CancellationToken ct) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                var id = IdOf(incident);
                var commit = await PartitionCommit.OpenAsync(workspace, Scope, ct);
                var known = await PartitionCommit.ReadAsync<Incident>(workspace, Scope, Prefix + id, ct);
                var before = known is { IsSettled: false } ? known : null;
                var met = incident with
                {
                    Id = id,
                    At = workspace.Now,
                    Times = (known?.Times ?? 0) + 1,
                    Since = before?.OpenSince ?? workspace.Now,
                    TakenBy = before?.TakenBy,
                    TakenAt = before?.TakenAt,
                };
                commit
                    .Put(Prefix + id, met)
                    .Tell(
                        Met,
                        actor,
                        id,
                        new FactBody().Add("code", incident.Code).Add("subject", incident.Subject).Add("queue", incident.Queue)
                    );
                return ((PartitionCommit?)commit, met);
            },
            ct
        );

    /// <summary>All of them, by id.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Incident>> ListAsync(Workspace workspace, CancellationToken ct)
    {
        var incidents = new List<Incident>();
        await foreach (var record in workspace.Records.RangeAsync(new(workspace.Tenant, Scope), Prefix, Prefix[..^1] + "~", ct))
            incidents.Add(PartitionCommit.Parse<Incident>(record));
        return incidents;
    }

    /// <summary>Somebody looks into it from now on; whoever did before does no longer.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who.</param>
    /// <param name="id">The incident's id.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The incident as it is now; null when nothing of that id is open.</returns>
    public static Task<Incident?> TakeAsync(Workspace workspace, EmployeeId by, string id, CancellationToken ct) =>
        ChangeAsync(
            workspace,
            id,
            incident => incident.TakenBy == by ? null : incident with { TakenBy = by, TakenAt = workspace.Now },
            (commit, incident) => commit.Tell(Taken, new Actor.Employee(by), id, new FactBody().Add("code", incident.Code)),
            ct
        );

    /// <summary>Somebody says that it is settled, and how. Met again, it is open again.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who.</param>
    /// <param name="id">The incident's id.</param>
    /// <param name="reason">How it was settled: 1 to <see cref="VisibleText.LongestReason"/> characters that can be seen.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>
    /// The incident as it is now: open still when the same person brought it about; null when nothing of that id is open.
    /// </returns>
    /// <exception cref="ArgumentException">The reason is none.</exception>
    public static Task<Incident?> CloseAsync(Workspace workspace, EmployeeId by, string id, string reason, CancellationToken ct)
    {
        VisibleText.ThrowIfNoReason(reason);
        return ChangeAsync(
            workspace,
            id,
            incident => incident.CausedBy == by ? null : incident with { ClosedBy = by, ClosedBecause = reason },
            (commit, incident) =>
                commit.Tell(
                    Closed,
                    new Actor.Employee(by),
                    id,
                    new FactBody().Add("code", incident.Code).Add("subject", incident.Subject).Add("reason", reason)
                ),
            ct
        );
    }

    /// <summary>What was met is so no longer, whoever looked into it: the incident ends by itself. Twice is harmless.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="id">The incident's id.</param>
    /// <param name="because">What ended it.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task EndAsync(Workspace workspace, Actor actor, string id, Wording because, CancellationToken ct) =>
        OptimisticCommit.RunAsync(
            async () =>
            {
                var row = Prefix + RecordKeys.Checked(id, "id");
                var commit = await PartitionCommit.OpenAsync(workspace, Scope, ct);
                if (await PartitionCommit.ReadAsync<Incident>(workspace, Scope, row, ct) is not { IsSettled: false } incident)
                    return (null, true);
                commit
                    .Put(row, incident with { EndedBecause = because })
                    .Tell(
                        Closed,
                        actor,
                        id,
                        new FactBody().Add("code", incident.Code).Add("subject", incident.Subject).Add("ended", because.Key)
                    );
                return ((PartitionCommit?)commit, true);
            },
            ct
        );

    /// <summary>The same by code and subject, for one that has no message to retry. One that is not there costs one reading.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="code">The incident's code.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="because">What ended it.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task EndOfAsync(
        Workspace workspace,
        Actor actor,
        string code,
        string subject,
        Wording because,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(because);
        var id = IdOf(new Incident(code, subject, because));
        if (await PartitionCommit.ReadAsync<Incident>(workspace, Scope, Prefix + id, ct) is { IsSettled: false })
            await EndAsync(workspace, actor, id, because, ct);
    }

    /// <summary>Ends all that are not settled and of which the same is so: what they tell of is over.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="isOver">Of which.</param>
    /// <param name="because">What ended them.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task EndAllAsync(
        Workspace workspace,
        Actor actor,
        Func<Incident, bool> isOver,
        Wording because,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(isOver);
        foreach (var incident in await ListAsync(workspace, ct))
            if (!incident.IsSettled && isOver(incident))
                await EndAsync(workspace, actor, incident.Id, because, ct);
    }

    /// <summary>Forgets what is settled and was met last before the policy's <c>keep-days</c>; the record tells of it still.</summary>
    internal static Task<int> SweepAsync(Workspace workspace, CancellationToken ct) =>
        SweepRows.RemoveAsync(
            workspace,
            Scopes.Incidents,
            Prefix,
            Prefix[..^1] + "~",
            r => PartitionCommit.Parse<Incident>(r) is { IsSettled: true } incident && incident.At < workspace.KeptSince,
            ct
        );

    private static Task<Incident?> ChangeAsync(
        Workspace workspace,
        string id,
        Func<Incident, Incident?> change,
        Action<PartitionCommit, Incident> tell,
        CancellationToken ct
    ) =>
        OptimisticCommit.RunAsync<Incident?>(
            async () =>
            {
                var row = Prefix + RecordKeys.Checked(id, "id");
                var commit = await PartitionCommit.OpenAsync(workspace, Scope, ct);
                if (await PartitionCommit.ReadAsync<Incident>(workspace, Scope, row, ct) is not { IsOpen: true } incident)
                    return (null, null);
                if (change(incident) is not { } changed)
                    return (null, incident);
                tell(commit.Put(row, changed), changed);
                return (commit, changed);
            },
            ct
        );

    /// <summary>Puts the message of an incident back into its queue. Twice is harmless: messages bear repeating.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="id">The incident's id.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>False when there is no such incident or nothing to retry.</returns>
    public static async Task<bool> RetryAsync(Workspace workspace, Actor actor, string id, CancellationToken ct)
    {
        if (
            await PartitionCommit.ReadAsync<Incident>(workspace, Scope, Prefix + RecordKeys.Checked(id, "id"), ct)
            is not { Queue: { } queue, Message: { } message } incident
        )
            return false;
        await workspace.Queue.SendAsync(new QueueName(queue), DelayedRetry.Afresh(workspace, new QueueName(queue), message, id), null, ct);
        await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scope, ct);
                commit.Put(Prefix + id, incident with { IsRetried = true }).Tell(Retried, actor, id, new FactBody().Add("queue", queue));
                return ((PartitionCommit?)commit, true);
            },
            ct
        );
        return true;
    }

    private static string IdOf(Incident incident) =>
        Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{incident.Code}\n{incident.Subject}\n{incident.Queue}\n{incident.Message}"))
        )[..12];
}
