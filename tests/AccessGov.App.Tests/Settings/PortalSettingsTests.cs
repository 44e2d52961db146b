using AccessGov.App.Settings;
using AccessGov.Core.Policy;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Settings;

/// <summary>The section portal: what is half said is said to be wrong, not guessed.</summary>
public sealed class PortalSettingsTests : IDisposable
{
    private const string Tenant = "5d0f2f0a-3f5e-4c35-9b0e-0c5b4d9e7a11";
    private readonly TestFolder folder = new();

    [Theory]
    [InlineData("""{ "address": "https://p.example", "clientId": "a" }""", "city.example", "a GUID; a domain name will not do")]
    [InlineData("""{ "address": "https://p.example", "clientId": "a" }""", "", "a GUID; a domain name will not do")]
    [InlineData("""{ "address": "https://p.example", "clientId": "a", "authority": "http://127.0.0.1:1" }""", "", "directory:tenantId")]
    [InlineData("""{ "address": "https://p.example/portal", "clientId": "a" }""", Tenant, "without a path")]
    [InlineData("""{ "address": "http://p.example", "clientId": "a" }""", Tenant, "must be an https address")]
    [InlineData("""{ "address": "https://p.example" }""", Tenant, "portal:clientId")]
    [InlineData("""{ "address": "https://p.example", "clientId": "a", "clientSecretFile": "none" }""", Tenant, "does not exist")]
    [InlineData("""{ "managedIdentityClientId": "mine" }""", "", "must be the client id (a GUID)")]
    [InlineData(
        """{ "signIn": "key", "managedIdentityClientId": "0b9f2d1c-6f0e-4c5e-8a35-1d2e3f4a5b6c" }""",
        "",
        "must be the client id (a GUID)"
    )]
    [InlineData("""{ "passMinutes": "61" }""", "", "from 10 to 60")]
    [InlineData("""{ "passMinutes": "9" }""", "", "from 10 to 60")]
    [InlineData("""{ "passMinutes": "an hour" }""", "", "from 10 to 60")]
    [InlineData("""{ "appRoles": { "AccessGov.Approver": "approver" } }""", "", "one person alone gives app roles in Entra")]
    [InlineData("""{ "appRoles": { "AccessGov.Officer": "officer" } }""", "", "one person alone gives app roles in Entra")]
    [InlineData("""{ "appRoles": { "AccessGov.Operator": "operater" } }""", "", "Did you mean 'operator'?")]
    [InlineData("""{ "signIn": "key", "appRoles": { "AccessGov.Auditor": "auditor" } }""", "", "portal:signIn is 'key'")]
    [InlineData("""{ "adress": "https://p.example" }""", Tenant, "unknown setting 'portal:adress'")]
    public void What_is_half_said_is_a_fault(string portal, string tenant, string fault) =>
        Assert.Contains(fault, Assert.Single(Read(portal, tenant).Faults), StringComparison.Ordinal);

    [Fact]
    public void Without_an_address_there_are_no_pages_and_with_one_its_secret_is_among_those_that_are_looked_at()
    {
        var (none, faults) = Read("{}", "");
        Assert.Empty(faults);
        Assert.Null(none!.Portal.Address);
        Assert.Empty(none.SecretFiles);
        File.WriteAllText(folder.File("secret"), "not-a-secret");
        var (some, more) = Read(
            """{ "address": "https://p.example", "clientId": "a", "clientSecretFile": "secret", "cityName": "須坂市" }""",
            Tenant
        );
        Assert.Empty(more);
        Assert.Equal(("須坂市", "a"), (some!.Portal.CityName, some.Portal.ClientId));
        Assert.Equal([folder.File("secret")], some.SecretFiles);
    }

    [Fact]
    public void App_roles_are_read_as_they_are_written_and_there_are_none_unless_they_are()
    {
        Assert.Empty(Read("{}", "").Settings!.Portal.AppRoles);
        var (some, faults) = Read("""{ "appRoles": { "AccessGov.Operator": "operator", "監査": "auditor" } }""", "");
        Assert.Empty(faults);
        Assert.Equal(
            [("AccessGov.Operator", OperatorRole.Operator), ("監査", OperatorRole.Auditor)],
            some!.Portal.AppRoles.Select(r => (r.Key, r.Value)).OrderBy(r => r.Key, StringComparer.Ordinal)
        );
    }

    public void Dispose() => folder.Dispose();

    private (AccessGovSettings? Settings, IReadOnlyList<string> Faults) Read(string portal, string tenant)
    {
        File.WriteAllText(
            folder.File("accessgov.json"),
            $$"""
            { "storage": { "kind": "sqlite", "folder": "s" }, "portal": {{portal}},
              "directory": { "tenantId": "{{tenant}}", "allowOneIdentity": true } }
            """
        );
        var (settings, faults) = SettingsReader.Read(folder.File("accessgov.json"));
        return (settings, faults.InEnglish());
    }
}
