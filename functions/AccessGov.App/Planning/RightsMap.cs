using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Planning;

/// <summary>What a reader of the record needs of a policy without reading YAML: rights with their groups, names of units.</summary>
/// <param name="Policy">Hash of the policy that it is taken from.</param>
/// <param name="Title">Name of that policy.</param>
/// <param name="TimeZone">IANA zone in which days are counted.</param>
/// <param name="Rights">Every right, 独自系 too, in id order.</param>
/// <param name="Units">Names of org units by code.</param>
public sealed record RightsMap(
    string Policy,
    string Title,
    string TimeZone,
    IReadOnlyList<RightsMap.Right> Rights,
    IReadOnlyDictionary<string, string> Units
)
{
    /// <summary>One right and the group behind it.</summary>
    /// <param name="Entitlement">The right.</param>
    /// <param name="Name">Its name on screens.</param>
    /// <param name="Zone">Its zone.</param>
    /// <param name="Group">Object id of the group.</param>
    /// <param name="Article">Article that it is governed under.</param>
    public sealed record Right(EntitlementId Entitlement, string Name, Zone Zone, Guid Group, string Article);

    /// <summary>The map of a policy.</summary>
    /// <param name="policy">The policy.</param>
    public static RightsMap Of(GovernancePolicy policy) =>
        new(
            policy.ContentHash,
            policy.Title,
            policy.TimeZone,
            [.. policy.Entitlements.Select(e => new Right(e.Id, e.Name, e.Zone, e.GroupId, e.Article.Number))],
            new SortedDictionary<string, string>(policy.OrgChart.Units.ToDictionary(u => u.Code.Value, u => u.Name), StringComparer.Ordinal)
        );
}
