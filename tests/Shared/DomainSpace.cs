using System.Globalization;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Directory.Ldap.Wire;
using AccessGov.App.Settings;

namespace AccessGov.Tests;

/// <summary>Places of one test in the domain: staff, leavers, groups, and what stands outside of all of them.</summary>
internal sealed class DomainSpace
{
    private readonly LdapConnection administrator;

    private DomainSpace(SambaDomain domain, LdapConnection administrator, string at) =>
        (Domain, this.administrator, At) = (domain, administrator, at);

    public SambaDomain Domain { get; }

    public string At { get; }

    public string Staff => $"OU=Staff,{At}";

    public string Leavers => $"OU=Left,{At}";

    /// <summary>The collection of classes that wait for the shared domain: they do not hold back others meanwhile.</summary>
    public const string Collection = "The shared domain";

    /// <summary>Places in a domain; null for the one that tests share.</summary>
    public static async Task<DomainSpace> OpenAsync(CancellationToken ct, SambaDomain? domain = null)
    {
        domain ??= await SambaDomain.GetAsync();
        await domain.TakeTurnAsync(ct);
        try
        {
            return await MakeAsync(domain, ct);
        }
        catch
        {
            domain.EndTurn();
            throw;
        }
    }

    private static async Task<DomainSpace> MakeAsync(SambaDomain domain, CancellationToken ct)
    {
        var space = new DomainSpace(domain, await domain.AdministratorAsync(ct), $"OU=t{SambaDomain.NextPlace()},{SambaDomain.Root}");
        foreach (var place in (string[])[space.At, space.Staff, space.Leavers, $"OU=Groups,{space.At}", $"OU=Elsewhere,{space.At}"])
            await space.DoAsync(LdapRequest.Add(place, [LdapChange.Add("objectClass", "organizationalUnit")]), ct);
        return space;
    }

    /// <summary>The settings of an installation here, as the administrator: what the delegated accounts may do is another test.</summary>
    public DirectorySettings Settings(TimeSpan? patience = null, string? server = null, int port = 636, TimeSpan? limit = null) =>
        new()
        {
            ClientId = "Administrator@ad.test",
            Secret = Story.Secret,
            PatienceFor = patience ?? TimeSpan.FromSeconds(20),
            Ldap = new LdapSettings
            {
                Server = server ?? Domain.Address,
                Port = port,
                AuthoritiesFile = Domain.AuthorityFile,
                UsersIn = [Staff],
                NewAccountsIn = Staff,
                LeaversIn = Leavers,
                Limit = limit ?? TimeSpan.FromSeconds(20),
            },
        };

    /// <summary>The same for two accounts to which rights were delegated.</summary>
    public object SectionOf(DirectorySettings delegated) =>
        new
        {
            reader = new { clientId = delegated.IdentityOf(DirectoryRole.Reader).ClientId },
            writer = new { clientId = delegated.IdentityOf(DirectoryRole.Writer).ClientId },
            ldap = new
            {
                server = Domain.Address,
                authoritiesFile = Domain.AuthorityFile,
                usersIn = Staff,
                newAccountsIn = Staff,
                leaversIn = Leavers,
            },
        };

    /// <summary>The section <c>directory</c> of a settings file for an installation here.</summary>
    public object Section =>
        new
        {
            clientId = "Administrator@ad.test",
            allowOneIdentity = true,
            ldap = new
            {
                server = Domain.Address,
                authoritiesFile = Domain.AuthorityFile,
                usersIn = Staff,
                newAccountsIn = Staff,
                leaversIn = Leavers,
            },
        };

    /// <summary>An account, enabled, under a name of its own.</summary>
    public async Task<Guid> AddUserAsync(string? number, string name, CancellationToken ct, bool enabled = true)
    {
        var place = $"CN={LdapNames.Escaped(name)},{Staff}";
        await DoAsync(
            LdapRequest.Add(
                place,
                [
                    LdapChange.Add("objectClass", "top", "person", "organizationalPerson", "user"),
                    LdapChange.Add("sAMAccountName", Guid.NewGuid().ToString("N")[..20]),
                    LdapChange.Add("userPrincipalName", name),
                    LdapChange.Add("userAccountControl", enabled ? "512" : "514"),
                    LdapChange.Password("First-Passw0rd!"),
                    .. number is null ? [] : (LdapChange[])[LdapChange.Add("employeeID", number)],
                ]
            ),
            ct
        );
        return await IdOfAsync(place, ct);
    }

    public async Task<Guid> AddGroupAsync(string name, IEnumerable<Guid> members, CancellationToken ct, int type = -2147483646)
    {
        var place = $"CN={name},OU=Groups,{At}";
        await DoAsync(
            LdapRequest.Add(
                place,
                [
                    LdapChange.Add("objectClass", "group"),
                    LdapChange.Add("sAMAccountName", Guid.NewGuid().ToString("N")[..20]),
                    LdapChange.Add("groupType", type.ToString(CultureInfo.InvariantCulture)),
                ]
            ),
            ct
        );
        var id = await IdOfAsync(place, ct);
        foreach (var member in members)
            await ChangeAsync(id, ct, LdapChange.Add("member", LdapNames.Of(member)));
        return id;
    }

    public Task ChangeAsync(Guid id, CancellationToken ct, params LdapChange[] changes) =>
        DoAsync(LdapRequest.Modify(LdapNames.Of(id), changes), ct);

    public Task MoveAsync(Guid id, string name, string to, CancellationToken ct) =>
        DoAsync(LdapRequest.Move(LdapNames.Of(id), $"CN={name}", to), ct);

    public Task DeleteAsync(Guid id, CancellationToken ct) => DoAsync(LdapRequest.Delete(LdapNames.Of(id)), ct);

    /// <summary>Takes away all that the test made: names and numbers are the domain's, and the next test uses them too.</summary>
    public async Task EmptyAsync(CancellationToken ct)
    {
        try
        {
            var result = await administrator.SendAsync(LdapRequest.Delete(At), [new LdapControl("1.2.840.113556.1.4.805", null)], ct);
            Assert.True(result.Succeeded, $"{result}");
        }
        finally
        {
            administrator.Dispose();
            Domain.EndTurn();
        }
    }

    public async Task<LdapEntry?> FindAsync(Guid id, CancellationToken ct, params string[] attributes) =>
        await LdapReads.FindAsync(administrator, Domain.Server(), LdapNames.Of(id), attributes, ct);

    public Task<LdapEntry?> FindByNameAsync(string name, CancellationToken ct, params string[] attributes) =>
        LdapReads.FindAsync(administrator, Domain.Server(), name, attributes, ct);

    /// <summary>An attribute as the schema has it.</summary>
    public async Task<LdapEntry> FindSchemaAsync(string attribute, CancellationToken ct)
    {
        LdapEntry? found = null;
        var schema = $"CN=Schema,CN=Configuration,{SambaDomain.Root}";
        await EachAsync(schema, LdapFilter.Equal("lDAPDisplayName", attribute), entry => found = entry, ct, "schemaIDGUID");
        return found!;
    }

    /// <summary>Everything below a place that a filter means.</summary>
    public async Task EachAsync(string at, LdapFilter filter, Action<LdapEntry> found, CancellationToken ct, params string[] attributes)
    {
        var request = LdapRequest.Search(at, LdapScope.Subtree, filter, attributes);
        var result = await administrator.SearchAsync(request, 500, [LdapControl.ExtendedNames], found, ct);
        Assert.True(result.Succeeded, $"{result}");
    }

    public async Task<Guid> IdOfAsync(string name, CancellationToken ct) =>
        (await LdapReads.FindAsync(administrator, Domain.Server(), name, ["objectGUID"], ct))!.ObjectGuid;

    public async Task DoAsync(LdapRequest request, CancellationToken ct)
    {
        var result = await administrator.SendAsync(request, [], ct);
        Assert.True(result.Succeeded, $"{result}");
    }
}
