using AccessGov.App.Directory;

namespace AccessGov.App.Drift;

/// <summary>One notification as somebody sent it; nothing of it is believed yet. Ids only.</summary>
/// <param name="Subscription">Whose it says it is.</param>
/// <param name="ClientState">The secret that shall prove it.</param>
/// <param name="Tenant">The Entra tenant that it names; null for none.</param>
public sealed record ReceivedNotice(Guid Subscription, string ClientState, Guid? Tenant)
{
    /// <summary>A user that changed.</summary>
    public Guid? User { get; init; }

    /// <summary>A group that changed.</summary>
    public Guid? Group { get; init; }

    /// <summary>Members of the group that came or went; empty when the notification does not say.</summary>
    public IReadOnlyList<Guid> Members { get; init; } = [];

    /// <summary>What befell the subscription.</summary>
    public Lifecycle? Lifecycle { get; init; }

    /// <summary>Not the secret.</summary>
    public override string ToString() => $"notice of {Subscription}";
}
