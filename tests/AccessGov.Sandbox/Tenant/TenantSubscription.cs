namespace AccessGov.Sandbox.Tenant;

/// <summary>A change-notification subscription that the tenant holds.</summary>
/// <param name="Id">Its GUID.</param>
/// <param name="ChangeType">Comma-separated: created, updated, deleted.</param>
/// <param name="NotificationUrl">Where notifications go.</param>
/// <param name="LifecycleNotificationUrl">Where lifecycle events go, or null; cannot be added later.</param>
/// <param name="Resource">What is watched: <c>users</c>, <c>groups/{id}/members</c>.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="ClientState">The subscriber's secret, sent with each notification.</param>
public sealed record TenantSubscription(
    string Id,
    string ChangeType,
    string NotificationUrl,
    string? LifecycleNotificationUrl,
    string Resource,
    DateTimeOffset ExpiresAt,
    string? ClientState
);
