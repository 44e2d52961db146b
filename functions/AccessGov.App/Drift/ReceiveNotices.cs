using AccessGov.App.Directory;
using AccessGov.App.Planning;
using AccessGov.App.Work;

namespace AccessGov.App.Drift;

/// <summary>Believes or drops what arrived at the notification endpoints, and enqueues the accounts concerned, each once.</summary>
public static class ReceiveNotices
{
    /// <summary>From so many accounts in one request everybody is looked at once instead.</summary>
    public const int MostAccounts = 50;

    /// <summary>Enqueues what can be believed.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="notices">What arrived.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>How many were dropped: unknown subscription, wrong secret, another tenant.</returns>
    public static async Task<int> RunAsync(Workspace workspace, IReadOnlyList<ReceivedNotice> notices, CancellationToken ct)
    {
        var kept = new List<KeptSubscription>();
        foreach (var resource in KeptSubscription.Resources)
            if (await RenewSubscriptions.ReadAsync(workspace, resource, ct) is { } subscription)
                kept.Add(subscription);
        var governed = MakePlan.Governed(workspace.Policy).Select(e => e.GroupId).ToHashSet();
        var messages = new HashSet<WorkMessage>();
        var dropped = 0;
        foreach (var notice in notices)
            if (IsOurs(workspace, kept, notice))
                messages.UnionWith(MessagesOf(workspace, governed, notice));
            else
                dropped++;
        var everybody = new WorkMessage(workspace.Tenant, Lifecycle: Lifecycle.Missed);
        if (messages.Count(m => m.Lifecycle is null) > MostAccounts)
            messages = [.. messages.Where(m => m.Lifecycle is not null), everybody];
        foreach (var message in messages)
            await message.SendAsync(workspace, WorkQueues.DirectoryChanged, null, ct);
        return dropped;
    }

    private static bool IsOurs(Workspace workspace, List<KeptSubscription> kept, ReceivedNotice notice)
    {
        var vouched = false;
        // All of them are compared: time tells nobody which one came near.
        foreach (var subscription in kept)
            vouched |= subscription.Vouches(notice.Subscription, notice.ClientState);
        return vouched & (workspace.Subscriptions?.TenantId is not { } tenant || tenant == notice.Tenant);
    }

    private static IEnumerable<WorkMessage> MessagesOf(Workspace workspace, HashSet<Guid> governed, ReceivedNotice notice)
    {
        if (notice.Lifecycle is { } lifecycle)
            return [new(workspace.Tenant, Subscription: notice.Subscription, Lifecycle: lifecycle)];
        if (notice.User is { } user)
            return [new(workspace.Tenant, Account: user)];
        // Groups that no right is behind change all day.
        if (notice.Group is not { } group || !governed.Contains(group))
            return [];
        return notice.Members.Count > 0
            ? notice.Members.Select(m => new WorkMessage(workspace.Tenant, Account: m))
            : [new(workspace.Tenant, Group: group)];
    }
}
