using AccessGov.App.Directory;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Directory.Ldap.Wire;

namespace AccessGov.App.Tests.Directory.Ldap;

[Collection(DomainSpace.Collection)]
public sealed class LdapContract : DirectoryContract
{
    private DomainSpace space = null!;
    private LdapDirectory domain = null!;

    private protected override IDirectory Directory => domain;

    private protected override async Task StartAsync()
    {
        Assert.SkipWhen(SambaDomain.WhyNot is not null, SambaDomain.WhyNot ?? "");
        space = await DomainSpace.OpenAsync(Ct);
        domain = new LdapDirectory(space.Settings(), TimeProvider.System);
    }

    private protected override async ValueTask StopAsync()
    {
        domain?.Dispose();
        if (space is not null)
            await space.EmptyAsync(CancellationToken.None);
    }

    private protected override Task<Guid> UserAsync(string? number, string name) => space.AddUserAsync(number, name, Ct);

    private protected override Task<Guid> GroupAsync(string name, params Guid[] members) => space.AddGroupAsync(name, members, Ct);

    private protected override Task PostAsync(Guid user, string post) => space.ChangeAsync(user, Ct, LdapChange.Replace("title", post));

    private protected override Task GoneAsync(Guid user) => space.DeleteAsync(user, Ct);
}
