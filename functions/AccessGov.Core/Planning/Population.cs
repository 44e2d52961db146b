using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

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

/// <summary>Counts, while the planner passes, what shares will be shares of.</summary>
internal sealed class PopulationCount
{
    private readonly Dictionary<OrgCode, int> perOrg = [];
    private int[] perEntitlement = [];
    private int enabled;

    public void Add(WorkerDesire desire)
    {
        if (desire.Org is { } org)
            perOrg[org] = perOrg.GetValueOrDefault(org) + 1;
    }

    public void Add(DirectoryAccount account, DirectorySnapshot snapshot, int index, int[] policyIndexOf)
    {
        if (account.Enabled)
            enabled++;
        for (var n = 0; n < snapshot.CountOf(index); n++)
        {
            var entitlement = policyIndexOf[snapshot.EntitlementOf(index, n)];
            if (entitlement < 0)
                continue;
            if (entitlement >= perEntitlement.Length)
                Array.Resize(ref perEntitlement, entitlement + 16);
            perEntitlement[entitlement]++;
        }
    }

    public Population Close(GovernancePolicy policy)
    {
        var perZone = new Dictionary<Zone, int>();
        for (var i = 0; i < perEntitlement.Length && i < policy.Entitlements.Count; i++)
            perZone[policy.Entitlements[i].Zone] = perZone.GetValueOrDefault(policy.Entitlements[i].Zone) + perEntitlement[i];
        return new Population(enabled, perEntitlement.Sum(), perZone, perOrg);
    }
}
