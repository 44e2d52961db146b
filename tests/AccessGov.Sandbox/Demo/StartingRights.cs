using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.City;

namespace AccessGov.Sandbox.Demo;

/// <summary>What one person had on 31 March, from the truth.</summary>
/// <param name="Groups">Object ids of the groups.</param>
/// <param name="Department">Name of the org unit.</param>
public sealed record StartingRights(IReadOnlySet<string> Groups, string? Department)
{
    /// <summary>Works it out.</summary>
    public static StartingRights Of(Sandbox.City.PretendCity city, GovernancePolicy policy, EmployeeId id)
    {
        var desire = Desire(city.WorkersOn331, CitySettings.OldYear, city, policy).Workers.First(w => w.Worker.Id == id);
        return new StartingRights(
            desire.Memberships.Select(m => policy.Entitlements[m.Entitlement].GroupId.ToString()).ToHashSet(),
            desire.Attributes?.Department
        );
    }

    /// <summary>What the truth of a day wants.</summary>
    public static DesiredState Desire(IEnumerable<Worker> workers, DateOnly on, Sandbox.City.PretendCity city, GovernancePolicy policy) =>
        Entitlements.Of(
            new Facts(
                Rosters.Of(workers, on, policy),
                new Known<IReadOnlyList<KeyFact>>.Whole([.. city.KeyFacts()]),
                new Known<IReadOnlyList<TrainingFact>>.Whole([.. city.TrainingFacts()]),
                new Known<IReadOnlyList<OverdueReview>>.Whole([]),
                new Known<IReadOnlyList<ContractFact>>.Missing("the story imports no list of contracts"),
                []
            ),
            policy,
            on
        );
}
