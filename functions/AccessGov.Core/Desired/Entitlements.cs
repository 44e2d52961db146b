using AccessGov.Core.Grants;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>From facts and policy to what should be.</summary>
public static class Entitlements
{
    /// <summary>What should exist on the day; any day, so that 1 April can be seen in March.</summary>
    public static DesiredState Of(Facts facts, GovernancePolicy policy, DateOnly on) => new(facts, policy, on);
}
