using AccessGov.Core.Codes;

namespace AccessGov.App.Directory;

/// <summary>Codes of what may befall a subscription, in queue messages; Graph names them the same, whatever the case.</summary>
public static class LifecycleCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<Lifecycle> All { get; } =
        new(
            (Lifecycle.ReauthorizationRequired, "ReauthorizationRequired"),
            (Lifecycle.SubscriptionRemoved, "SubscriptionRemoved"),
            (Lifecycle.Missed, "Missed")
        );

    /// <summary>The code of one.</summary>
    public static string Of(Lifecycle value) => All.Of(value);
}
