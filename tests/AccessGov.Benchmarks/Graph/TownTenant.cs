using AccessGov.App.Directory.Entra;
using AccessGov.App.Settings;
using AccessGov.Benchmarks.Input;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Graph;

/// <summary>An emulated tenant as 31 March left it, without throttling: requests are counted, not slowed.</summary>
internal static class TownTenant
{
    public static async Task<TenantEmulator> StartAsync(Town town)
    {
        var tenant = await TenantEmulator.StartAsync(new TenantOptions { Throttle = false });
        AddGroups(tenant, town);
        foreach (var (id, desire) in town.InDirectory())
            Add(tenant, town, id, desire);
        return tenant;
    }

    /// <summary>The groups that the policy governs, empty.</summary>
    public static void AddGroups(TenantEmulator tenant, Town town)
    {
        foreach (var e in town.Policy.Entitlements.Where(e => e.Zone != Zone.Independent))
            tenant.Directory.Add(new TenantGroup(e.Name, e.Id.Value, e.GroupId.ToString()));
    }

    /// <summary>An account as it should be, in its groups.</summary>
    public static void Add(TenantEmulator tenant, Town town, Guid id, WorkerDesire desire)
    {
        var a = desire.Attributes!;
        tenant.Directory.Add(
            new TenantUser(town.NameOf(desire.Worker.Id), id.ToString())
            {
                DisplayName = a.DisplayName,
                EmployeeId = desire.Worker.Id.Value,
                ["department"] = a.Department,
                ["jobTitle"] = a.JobTitle,
                ["employeeType"] = a.EmployeeType,
                ["employeeOrgData"] = new Dictionary<string, string?> { ["division"] = a.Division, ["costCenter"] = a.CostCenter },
            }
        );
        foreach (var membership in desire.Memberships)
            tenant.Directory.AddMember(town.Policy.Entitlements[membership.Entitlement].GroupId.ToString(), id.ToString());
    }

    /// <summary>The adapter, with a quota of its own that never makes it wait.</summary>
    public static EntraDirectory Connect(TenantEmulator tenant) =>
        new(
            new DirectorySettings
            {
                BaseUri = tenant.BaseUri,
                TokenUri = tenant.TokenUri,
                ClientId = "benchmark",
                Secret = "not-a-secret",
                ResourceUnitsPer10Seconds = int.MaxValue,
                WritesPer150Seconds = int.MaxValue,
            },
            TimeProvider.System
        );
}
