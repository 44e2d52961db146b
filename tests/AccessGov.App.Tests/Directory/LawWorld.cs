using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Settings;
using AccessGov.Core.Policy;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.App.Tests.Directory;

/// <summary>A small directory before which a law is held.</summary>
internal interface ILawWorld : IAsyncDisposable
{
    IDirectory Directory { get; }

    /// <summary>Eight; the last is gone.</summary>
    IReadOnlyList<(Guid Id, string Number, string Name)> Users { get; }

    /// <summary>Three.</summary>
    IReadOnlyList<Entitlement> Rights { get; }

    /// <summary>All that actions change, without ids and instants that differ from run to run.</summary>
    Task<string> DescribeAsync();
}

/// <summary>What befalls a write.</summary>
internal enum Trouble
{
    LostReply,
    Throttled,
    Unavailable,
    Concurrent,
    EnvelopeLost,
}

/// <summary>A small tenant with one of every kind: a synced account, an administrator, a deleted one, a group that holds roles.</summary>
internal sealed class LawWorld : ILawWorld
{
    private static readonly string[] Writes =
    [
        "PATCH /users/*",
        "POST /users",
        "PATCH /groups/*",
        "POST /groups/*",
        "DELETE /groups/*",
        "DELETE /users/*",
        "POST /users/*",
    ];

    private readonly TenantEmulator tenant;
    private readonly EntraDirectory directory;
    private readonly IReadOnlyList<TenantUser> users;

    private LawWorld(TenantEmulator tenant, JumpingClock clock, int[] members)
    {
        this.tenant = tenant;
        directory = new EntraDirectory(
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
        users = SampleUsers.AddTo(tenant.Directory, 8);
        users[5].Synced = true;
        users[6].HoldsAdminRole = true;
        Rights = [.. members.Select((bits, n) => Right(n, bits))];
        tenant.Directory.FindGroup(Rights[2].GroupId.ToString())!.RoleAssignable = true;
        tenant.Directory.DeleteUser(users[7].Id);
    }

    public IDirectory Directory => directory;

    public IReadOnlyList<(Guid Id, string Number, string Name)> Users =>
        [.. users.Select(u => (Guid.Parse(u.Id), u.EmployeeId!, u.UserPrincipalName))];

    public IReadOnlyList<Entitlement> Rights { get; }

    public static async Task<LawWorld> StartAsync(int[] members, IEnumerable<(Trouble Trouble, int Write)> troubles)
    {
        var clock = new JumpingClock();
        var world = new LawWorld(await TenantEmulator.StartAsync(new TenantOptions { Clock = clock }), clock, members);
        foreach (var (trouble, write) in troubles)
            world.Make(trouble, Writes[write]);
        return world;
    }

    public Task<string> DescribeAsync()
    {
        Assert.Equal(0, tenant.Counters.NotEmulated);
        var accounts = tenant
            .Directory.Users.OrderBy(u => u.UserPrincipalName, StringComparer.Ordinal)
            .Select(u =>
                $"{u.UserPrincipalName} {u.EmployeeId} {u.AccountEnabled} {u.DisplayName} {u["department"]} {u["jobTitle"]} "
                + $"{u["employeeType"]} {Org(u)} {u.SessionsRevokedAt is not null}"
            );
        var groups = Rights.Select(r =>
        {
            var members = tenant.Directory.MembersOf(r.GroupId.ToString()).Select(m => m.UserPrincipalName);
            return $"{r.Id}: {string.Join(' ', members.Order(StringComparer.Ordinal))}";
        });
        return Task.FromResult(string.Join('\n', accounts.Concat(groups).Append($"deleted {tenant.Directory.DeletedUsers.Count}")));
    }

    public async ValueTask DisposeAsync()
    {
        directory.Dispose();
        await tenant.DisposeAsync();
    }

    private void Make(Trouble trouble, string write)
    {
        var faults = tenant.Faults;
        switch (trouble)
        {
            case Trouble.LostReply:
                faults.DropReplyAfterEffect(write);
                break;
            case Trouble.Throttled:
                faults.Next(write, times: 2, status: 429, retryAfter: TimeSpan.FromSeconds(3));
                break;
            case Trouble.Unavailable:
                faults.Next(write, status: 503, skip: 1);
                break;
            case Trouble.Concurrent:
                faults.Next(write, status: 409);
                break;
            case Trouble.EnvelopeLost:
                faults.DropReplyAfterEffect("POST /$batch");
                break;
        }
    }

    private static string Org(TenantUser user) =>
        user["employeeOrgData"] is IReadOnlyDictionary<string, string?> org ? $"{org["division"]}/{org["costCenter"]}" : "";

    private Entitlement Right(int n, int bits)
    {
        var group = tenant.Directory.Add(new TenantGroup($"right-{n}"));
        foreach (var user in users.Where((_, i) => (bits & (1 << i)) != 0))
            tenant.Directory.AddMember(group.Id, user.Id);
        return DirectoryTest.Entitlement($"right-{n}", Guid.Parse(group.Id));
    }
}

public sealed class EntraApplyLaws : ApplyLaws
{
    private protected override int Share => 5;

    private protected override async Task<ILawWorld> StartAsync(int[] members, (Trouble Trouble, int Write)[] troubles) =>
        await LawWorld.StartAsync(members, troubles);
}
