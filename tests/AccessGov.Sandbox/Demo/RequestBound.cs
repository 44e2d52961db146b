using System.Text.Json;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Sandbox.Demo;

/// <summary>
/// The fewest requests that can read a tenant and make a plan true: full pages of 999, 20 members an addition, 20 writes a batch.
/// </summary>
public static class RequestBound
{
    /// <summary>Counts them.</summary>
    public static long Of(TenantDirectory directory, GovernancePolicy policy, IReadOnlyList<JsonElement> actions, int reads)
    {
        static long Pages(int items) => Math.Max(1, (items + 998) / 999);
        var read =
            Pages(directory.UserCount)
            + policy
                .Entitlements.Where(e => e.Zone != Zone.Independent)
                .Sum(e => Pages(directory.FindGroup(e.GroupId.ToString())!.MemberCount));
        var additions = actions
            .Where(a => a.GetProperty("kind").GetString() == "AddMember")
            .GroupBy(a => a.GetProperty("groupId").GetString())
            .Sum(g => (g.Count() + 19) / 20);
        var others = actions.Count(a => a.GetProperty("kind").GetString() != "AddMember");
        return reads * read + (additions + others + 19) / 20;
    }
}
