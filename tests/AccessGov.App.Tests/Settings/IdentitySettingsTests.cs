using AccessGov.App.Settings;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Settings;

/// <summary>One application never holds two roles unless the settings say so in words.</summary>
public sealed class IdentitySettingsTests : IDisposable
{
    private readonly TestFolder folder = new();

    [Theory]
    [InlineData("""{ "clientId": "a" }""", "reader, writer, credentials are one identity ('a')")]
    [InlineData("{}", "reader, writer are one identity (no client id is set)")]
    [InlineData("""{ "reader": { "clientId": "a" }, "writer": { "clientId": "A" } }""", "reader, writer are one identity ('a')")]
    [InlineData(
        """{ "reader": { "clientId": "a" }, "writer": { "clientId": "b" }, "credentials": { "clientId": "b" } }""",
        "writer, credentials are one identity ('b')"
    )]
    [InlineData(
        """{ "reader": { "clientId": "a" }, "writer": { "clientId": "b" }, "mailer": { "clientId": "a" } }""",
        "reader, mailer are one identity ('a')"
    )]
    [InlineData("""{ "clientId": "b", "reader": { "clientId": "a" } }""", "writer, credentials are one identity ('b')")]
    [InlineData("""{ "clientId": "a", "allowOneIdentity": false }""", "reader, writer, credentials are one identity ('a')")]
    [InlineData("""{ "clientId": "a", "allowOneIdentity": "perhaps" }""", "allowOneIdentity is 'perhaps' → it must be true or false")]
    public void One_identity_for_several_roles_is_refused(string directory, string fault) =>
        Assert.Contains(fault, Assert.Single(Read(directory).Faults), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "reader": { "clientId": "a" }, "writer": { "clientId": "b" }, "credentials": { "clientId": "c" } }""", "a", "b", "c")]
    [InlineData("""{ "reader": { "clientId": "a" }, "writer": { "clientId": "b" } }""", "a", "b", "")]
    [InlineData("""{ "clientId": "a", "allowOneIdentity": true }""", "a", "a", "a")]
    [InlineData("""{ "clientId": "a", "writer": { "clientId": "b" }, "allowOneIdentity": true }""", "a", "b", "a")]
    [InlineData("""{ "allowOneIdentity": true }""", "", "", "")]
    public void Roles_have_the_identity_that_was_said(string directory, string reader, string writer, string credentials)
    {
        var (settings, faults) = Read(directory);
        Assert.Empty(faults);
        Assert.Equal(
            [reader, writer, credentials],
            new[] { DirectoryRole.Reader, DirectoryRole.Writer, DirectoryRole.Credentials }.Select(r =>
                settings!.Directory.IdentityOf(r).ClientId
            )
        );
    }

    [Fact]
    public void A_role_with_an_application_of_its_own_never_borrows_the_common_secret()
    {
        var settings = new DirectorySettings
        {
            ClientId = "a",
            Secret = "common",
            RoleClientIds = new Dictionary<DirectoryRole, string> { [DirectoryRole.Credentials] = "c" },
        };
        Assert.Equal("common", settings.IdentityOf(DirectoryRole.Writer).Secret);
        Assert.Null(settings.IdentityOf(DirectoryRole.Credentials).Secret);
        Assert.Equal("ACCESSGOV_DIRECTORY_SECRET_CREDENTIALS", settings.IdentityOf(DirectoryRole.Credentials).SecretVariable);
        Assert.DoesNotContain("common", settings.IdentityOf(DirectoryRole.Writer).ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private (AccessGovSettings? Settings, IReadOnlyList<string> Faults) Read(string directory)
    {
        File.WriteAllText(
            folder.File("accessgov.json"),
            $$"""{ "storage": { "kind": "sqlite", "folder": "state" }, "directory": {{directory}} }"""
        );
        var (settings, faults) = SettingsReader.Read(folder.File("accessgov.json"));
        return (settings, faults.InEnglish());
    }
}
