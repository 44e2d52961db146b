using AccessGov.Core.Grants;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>From facts and policy to what should be.</summary>
public static class Entitlements
{
    /// <summary>What should exist on the day; any day, so that 1 April can be seen in March.</summary>
    /// <param name="facts">What is known of people, keys and trainings.</param>
    /// <param name="policy">The city's policy.</param>
    /// <param name="on">The day.</param>
    /// <param name="former">
    /// What should be by other facts: where it is of the same day and policy, what follows from what is the same is shared. Null for
    /// nothing.
    /// </param>
    public static DesiredState Of(Facts facts, GovernancePolicy policy, DateOnly on, DesiredState? former = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var isAlike = former is not null && former.On == on && ReferenceEquals(former.Policy, policy);
        return new(facts, policy, on, isAlike ? former : null);
    }
}
