namespace AccessGov.App.Directory;

/// <summary>A subscription to change notifications, as Graph lists it. Graph does not tell its clientState.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Resource">What is watched: <c>users</c>, <c>groups</c>.</param>
/// <param name="NotificationUrl">Where notifications go.</param>
/// <param name="ExpiresAt">When it ends.</param>
public sealed record ChangeSubscription(Guid Id, string Resource, string NotificationUrl, DateTimeOffset ExpiresAt);
