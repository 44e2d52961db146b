using System.Buffers.Text;
using System.Security.Cryptography;
using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Drift;

/// <summary>
/// Keeps one subscription to <c>users</c> and one to <c>groups</c> alive: made when Graph has none, renewed daily, so that weeks
/// of outage pass before one ends. Renewing also reauthorizes. Does nothing without <c>directory:notificationUrl</c>.
/// </summary>
public static class RenewSubscriptions
{
    /// <summary>Of <see cref="ChangeSubscriptions.MaxLife"/>'s 29 days 28 are left for outages.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromDays(1);

    /// <summary>
    /// Graph wants no second renewal or reauthorization sooner (learn.microsoft.com, change-notifications-lifecycle-events).
    /// </summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMinutes(10);

    private const string LeaseRow = "subscriptions";
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    private static readonly FactKind Made = FactKind.Parse("subscription-made");
    private static readonly FactKind Ended = FactKind.Parse("subscription-ended");

    /// <summary>Makes what is not there and renews what is due.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="App.Failures.OutsideFailureException">Graph refused or did not answer; run again.</exception>
    public static async Task RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        if (workspace.Subscriptions is not { } graph)
            return;
        await using var lease = await Lease.TryTakeAsync(workspace, LeaseRow, ct);
        // Another replica is at it.
        if (lease is null)
            return;
        await KeepAllAsync(workspace, graph, actor, null, ct);
    }

    /// <summary>Answers a lifecycle notification.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">The trigger on whose behalf this happens; the record names it.</param>
    /// <param name="message">The subscription and what befell it.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="App.Failures.OutsideFailureException">Graph refused or did not answer; run again.</exception>
    public static async Task AfterAsync(Workspace workspace, Actor actor, WorkMessage message, CancellationToken ct)
    {
        if (workspace.Subscriptions is not { } graph)
            return;
        if (await Lease.TryTakeAsync(workspace, LeaseRow, ct) is not { } lease)
        {
            await message.SendAsync(workspace, WorkQueues.DirectoryChanged, Wait, ct);
            return;
        }
        await using (lease)
        {
            foreach (var resource in KeptSubscription.Resources)
                if (
                    message.Lifecycle is Lifecycle.Missed or Lifecycle.SubscriptionRemoved
                    && await ReadAsync(workspace, resource, ct) is { } kept
                    && kept.Id == message.Subscription
                )
                    await KeepAsync(workspace, resource, kept with { Missed = true }, ct);
            await KeepAllAsync(
                workspace,
                graph,
                actor,
                message.Lifecycle == Lifecycle.ReauthorizationRequired ? message.Subscription : null,
                ct
            );
        }
    }

    /// <summary>What is kept of a resource's subscription, or null.</summary>
    internal static Task<KeptSubscription?> ReadAsync(Workspace workspace, string resource, CancellationToken ct) =>
        PartitionCommit.ReadAsync<KeptSubscription>(workspace, KeptSubscription.Scope, resource, ct);

    private static async Task KeepAllAsync(
        Workspace workspace,
        ChangeSubscriptions graph,
        Actor actor,
        Guid? reauthorize,
        CancellationToken ct
    )
    {
        var there = await graph.ListAsync(ct);
        foreach (var resource in KeptSubscription.Resources)
        {
            var kept = await ReadAsync(workspace, resource, ct);
            var live = there.FirstOrDefault(s =>
                s.Id == kept?.Id && s.NotificationUrl == graph.NotificationUrl && s.ExpiresAt > workspace.Now
            );
            // Ours and useless: from an attempt whose reply was lost, with a secret that nobody knows, or from a former address.
            foreach (
                var stray in there.Where(s =>
                    s != live && s.Resource == resource && (s.NotificationUrl == graph.NotificationUrl || s.Id == kept?.Id)
                )
            )
            {
                await graph.DeleteAsync(stray.Id, ct);
                await TellAsync(workspace, Ended, actor, resource, stray.Id, ct);
            }
            if (live is null || !await IsRenewedAsync(workspace, graph, resource, kept!, reauthorize, ct))
                await MakeAsync(workspace, graph, actor, resource, kept, ct);
        }
        foreach (var resource in KeptSubscription.Resources)
            if (await ReadAsync(workspace, resource, ct) is { Missed: true } kept)
            {
                // The message first: killed in between, everybody is looked at twice, never not at all.
                await new WorkMessage(workspace.Tenant, Lifecycle: Lifecycle.Missed).SendAsync(
                    workspace,
                    WorkQueues.DirectoryChanged,
                    null,
                    ct
                );
                await KeepAsync(workspace, resource, kept with { Missed = false }, ct);
            }
    }

    private static async Task<bool> IsRenewedAsync(
        Workspace workspace,
        ChangeSubscriptions graph,
        string resource,
        KeptSubscription kept,
        Guid? reauthorize,
        CancellationToken ct
    )
    {
        var age = workspace.Now - kept.RenewedAt;
        if (age < (reauthorize == kept.Id ? ShortestPause : RenewEvery))
            return true;
        if (await graph.RenewAsync(kept.Id!.Value, ct) is not { } renewed)
            return false;
        await KeepAsync(workspace, resource, kept with { ExpiresAt = renewed.ExpiresAt, RenewedAt = workspace.Now }, ct);
        return true;
    }

    private static async Task MakeAsync(
        Workspace workspace,
        ChangeSubscriptions graph,
        Actor actor,
        string resource,
        KeptSubscription? former,
        CancellationToken ct
    )
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        // The hash before the request: Graph may notify before it answers, and a lost answer must leave nothing that is taken for ours.
        var making = new KeptSubscription(
            null,
            KeptSubscription.HashOf(secret),
            workspace.Now,
            workspace.Now,
            former is { Id: not null } or { Missed: true }
        );
        await KeepAsync(workspace, resource, making, ct);
        var made = await graph.MakeAsync(resource, secret, ct);
        await KeepAsync(workspace, resource, making with { Id = made.Id, ExpiresAt = made.ExpiresAt, RenewedAt = workspace.Now }, ct);
        await TellAsync(workspace, Made, actor, resource, made.Id, ct);
    }

    private static async Task KeepAsync(Workspace workspace, string resource, KeptSubscription kept, CancellationToken ct) =>
        await OptimisticCommit.RunAsync(
            async () =>
                ((PartitionCommit?)(await PartitionCommit.OpenAsync(workspace, KeptSubscription.Scope, ct)).Put(resource, kept), true),
            ct
        );

    private static async Task TellAsync(Workspace workspace, FactKind kind, Actor actor, string resource, Guid id, CancellationToken ct) =>
        await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, KeptSubscription.Scope, ct);
                commit.Tell(kind, actor, resource, new FactBody().Add("subscription", id.ToString()));
                return ((PartitionCommit?)commit, true);
            },
            ct
        );
}
