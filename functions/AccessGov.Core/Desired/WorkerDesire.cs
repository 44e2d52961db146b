using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Desired;

/// <summary>What one worker should have on the day.</summary>
/// <param name="Worker">Who.</param>
/// <param name="Standing">How the worker stands.</param>
/// <param name="Attributes">Attributes of the account; null when they cannot be told (no posting, unknown org unit, service ended).</param>
/// <param name="Memberships">Rights that are due, by entitlement index.</param>
/// <param name="Withheld">Rights that would be due, by entitlement index.</param>
/// <param name="Org">Org unit of the 本務 on the day, for counting; null when unknown.</param>
/// <param name="IsUndecided">True when a posting of the home source names an unknown org unit: nothing is taken from a worker on
/// duty.</param>
/// <param name="UndecidedSources">Other sources whose 併任 posting names an unknown org unit: nothing that they could justify is
/// taken.</param>
public sealed record WorkerDesire(
    Worker Worker,
    Standing Standing,
    AccountAttributes? Attributes,
    IReadOnlyList<DesiredMembership> Memberships,
    IReadOnlyList<Withheld> Withheld,
    OrgCode? Org,
    bool IsUndecided,
    IReadOnlyList<SourceId> UndecidedSources
)
{
    /// <summary>True when an account should exist and be enabled.</summary>
    public bool ShouldBeEnabled => Standing is Standing.OnDuty or Standing.OnLeave { Treatment: Policy.LeaveTreatment.Withhold };

    /// <summary>True when an account should exist.</summary>
    public bool ShouldExist => ShouldBeEnabled || Standing is Standing.Preparing or Standing.OnLeave;
}
