using AccessGov.Core.Codes;

namespace AccessGov.App.Directory;

/// <summary>What may befall a subscription (learn.microsoft.com, change-notifications-lifecycle-events).</summary>
[CodedBy(typeof(LifecycleCodes))]
public enum Lifecycle
{
    /// <summary>It must be authorized again before notifications go on.</summary>
    ReauthorizationRequired,

    /// <summary>Graph ended it. Documented for Outlook and Teams only, heeded all the same.</summary>
    SubscriptionRemoved,

    /// <summary>Notifications were lost. Documented for Outlook only, heeded all the same.</summary>
    Missed,
}
