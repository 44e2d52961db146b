using AccessGov.App.Directory.Entra;
using AccessGov.App.Settings;
using AccessGov.Core.Policy;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.App.Tests.Directory;

/// <summary>A small tenant with one of every kind: a synced account, an administrator, a deleted one, a group that holds roles.</summary>
internal sealed class LawWorld : IAsyncDisposable
{
    private LawWorld(TenantEmulator tenant, JumpingClock clock, int[] members)
    {
        Tenant = tenant;
        Directory = new EntraDirectory(
            new DirectorySettings
            {
                BaseUri = tenant.BaseUri,
                TokenUri = tenant.TokenUri,
                ClientId = "a",
                Secret = "b",
                PatienceFor = TimeSpan.FromHours(1),
                Attempts = 12,
            },
            clock
        );
        Users = SampleUsers.AddTo(tenant.Directory, 8);
        Users[5].Synced = true;
        Users[6].HoldsAdminRole = true;
        Rights = [.. members.Select((bits, n) => Right(n, bits))];
        tenant.Directory.FindGroup(Rights[2].GroupId.ToString())!.RoleAssignable = true;
        tenant.Directory.DeleteUser(Users[7].Id);
    }

    public TenantEmulator Tenant { get; }

    public EntraDirectory Directory { get; }

    public IReadOnlyList<TenantUser> Users { get; }

    public IReadOnlyList<Entitlement> Rights { get; }

    public static async Task<LawWorld> StartAsync(int[] members)
    {
        var clock = new JumpingClock();
        return new LawWorld(await TenantEmulator.StartAsync(new TenantOptions { Clock = clock }), clock, members);
    }

    /// <summary>All that actions change, without ids and instants that differ from run to run.</summary>
    public string Describe()
    {
        var users = Tenant
            .Directory.Users.OrderBy(u => u.UserPrincipalName, StringComparer.Ordinal)
            .Select(u =>
                $"{u.UserPrincipalName} {u.EmployeeId} {u.AccountEnabled} {u.DisplayName} {u["department"]} {u["jobTitle"]} "
                + $"{u["employeeType"]} {Org(u)} {u.SessionsRevokedAt is not null}"
            );
        var groups = Rights.Select(r =>
        {
            var members = Tenant.Directory.MembersOf(r.GroupId.ToString()).Select(m => m.UserPrincipalName);
            return $"{r.Id}: {string.Join(' ', members.Order(StringComparer.Ordinal))}";
        });
        return string.Join('\n', users.Concat(groups).Append($"deleted {Tenant.Directory.DeletedUsers.Count}"));
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Dispose();
        await Tenant.DisposeAsync();
    }

    private static string Org(TenantUser user) =>
        user["employeeOrgData"] is IReadOnlyDictionary<string, string?> org ? $"{org["division"]}/{org["costCenter"]}" : "";

    private Entitlement Right(int n, int bits)
    {
        var group = Tenant.Directory.Add(new TenantGroup($"right-{n}"));
        foreach (var user in Users.Where((_, i) => (bits & (1 << i)) != 0))
            Tenant.Directory.AddMember(group.Id, user.Id);
        return DirectoryTest.Entitlement($"right-{n}", Guid.Parse(group.Id));
    }
}
