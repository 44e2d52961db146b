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
    /// <param name="former">What should have been before something was decided; shares what is still the same. Null for nothing.</param>
    public static DesiredState Of(Facts facts, GovernancePolicy policy, DateOnly on, DesiredState? former = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return
            former is not null
            && former.On == on
            && ReferenceEquals(former.Policy, policy)
            && former.Facts with { Removals = facts.Removals } == facts
            ? new(facts, former)
            : new(facts, policy, on);
    }
}
