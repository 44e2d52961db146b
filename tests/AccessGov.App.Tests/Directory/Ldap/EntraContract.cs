using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Settings;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.App.Tests.Directory.Ldap;

public sealed class EntraContract : DirectoryContract
{
    private TenantEmulator tenant = null!;
    private EntraDirectory entra = null!;

    private protected override IDirectory Directory => entra;

    private protected override async Task StartAsync()
    {
        var clock = new JumpingClock();
        tenant = await TenantEmulator.StartAsync(new TenantOptions { Clock = clock });
        entra = new EntraDirectory(
            new DirectorySettings
            {
                BaseUri = tenant.BaseUri,
                TokenUri = tenant.TokenUri,
                ClientId = "accessgov",
                Secret = "not-a-real-secret",
            },
            clock
        );
    }

    private protected override async ValueTask StopAsync()
    {
        entra.Dispose();
        await tenant.DisposeAsync();
    }

    private protected override Task<Guid> UserAsync(string? number, string name) =>
        Task.FromResult(
            Guid.Parse(tenant.Directory.Add(new TenantUser(name, Guid.NewGuid().ToString()) { DisplayName = name, EmployeeId = number }).Id)
        );

    private protected override Task<Guid> GroupAsync(string name, params Guid[] members)
    {
        var group = tenant.Directory.Add(new TenantGroup(name));
        foreach (var member in members)
            tenant.Directory.AddMember(group.Id, member.ToString());
        return Task.FromResult(Guid.Parse(group.Id));
    }

    private protected override Task PostAsync(Guid user, string post)
    {
        tenant.Directory.FindUser(user.ToString())!["jobTitle"] = post;
        return Task.CompletedTask;
    }

    private protected override Task GoneAsync(Guid user)
    {
        tenant.Directory.DeleteUser(user.ToString());
        return Task.CompletedTask;
    }
}
