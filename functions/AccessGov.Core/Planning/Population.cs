using AccessGov.Core.Kernel;

namespace AccessGov.Core.Planning;

/// <summary>How many there were when the plan was made: what shares are shares of.</summary>
/// <param name="EnabledAccounts">Enabled accounts of covered workers.</param>
/// <param name="Memberships">Governed memberships.</param>
/// <param name="PerZone">Governed memberships per zone.</param>
/// <param name="PerOrg">Workers per org unit of their 本務.</param>
public sealed record Population(
    int EnabledAccounts,
    int Memberships,
    IReadOnlyDictionary<Zone, int> PerZone,
    IReadOnlyDictionary<OrgCode, int> PerOrg
);
