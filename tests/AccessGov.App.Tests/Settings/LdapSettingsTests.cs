using System.Text.Json;
using AccessGov.App.Settings;
using AccessGov.Core.Kernel;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Settings;

/// <summary>Where staff and leavers are must be told apart: whoever left and is seen as staff is planned for again each night.</summary>
public sealed class LdapSettingsTests : IDisposable
{
    private readonly TestFolder folder = new();

    public LdapSettingsTests()
    {
        using var certificates = new DomainCertificates();
        File.WriteAllText(folder.File("ca.pem"), certificates.Authority);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Places_are_read_as_the_directory_compares_them()
    {
        var (settings, faults) = Read(
            new()
            {
                ["usersIn"] = @"OU=Staff, DC=city , DC = local; OU=Desk\, evening,DC=city,DC=local",
                ["newAccountsIn"] = "ou=staff,dc=city,dc=local",
                ["leaversIn"] = "OU=Left,DC=city,DC=local",
            }
        );
        Assert.Empty(faults);
        Assert.Equal(["OU=Staff,DC=city,DC=local", @"OU=Desk\, evening,DC=city,DC=local"], settings!.Directory.Ldap!.UsersIn);
        Assert.Equal(636, settings.Directory.Ldap.Port);
    }

    [Theory]
    [InlineData("leaversIn", "ou=left, ou=staff, dc=city, dc=local", "Settings.ldap-leavers-inside")]
    [InlineData("leaversIn", "OU=Staff,DC=city,DC=local", "Settings.ldap-leavers-inside")]
    [InlineData("newAccountsIn", "OU=New,DC=city,DC=local", "Settings.ldap-new-outside")]
    [InlineData("usersIn", "Staff", "Settings.ldap-no-place")]
    [InlineData("usersIn", "OU=,DC=local", "Settings.ldap-no-place")]
    [InlineData("usersIn", "OU=Staff,DC=city,DC=local; OU=Tax, OU=Staff,DC=city,DC=local", "Settings.ldap-users-twice")]
    [InlineData("usersIn", "", "Settings.ldap-needs")]
    [InlineData("server", "dc1.city.local:636", "Settings.ldap-server")]
    [InlineData("server", "ldaps://dc1.city.local", "Settings.ldap-server")]
    [InlineData("port", "0", "Settings.ldap-port")]
    [InlineData("port", "636a", "Settings.ldap-port")]
    [InlineData("cardRequired", "perhaps", "Settings.not-yes-no")]
    [InlineData("cardRequired", "yes", "Settings.not-yes-no")]
    [InlineData("deleteIntoBin", "1", "Settings.not-yes-no")]
    [InlineData("deleteIntoBin", "TRUE ", "Settings.not-yes-no")]
    [InlineData("authoritiesFile", "absent.pem", "Settings.no-file")]
    [InlineData("authoritiesFile", ".", "Settings.file-is-folder")]
    public void What_is_wrong_is_told_by_name(string key, string value, string fault) =>
        Assert.Contains(Read(new() { [key] = value }).Faults, f => $"{f}".Contains($"{fault}(", StringComparison.Ordinal));

    /// <summary>Once, in words of its own: neither as missing nor as a key that nobody knows.</summary>
    [Fact]
    public void Places_written_as_a_list_are_told_to_be_one_text() =>
        Assert.Equal(
            "Settings.is-list",
            Assert.IsType<Wording>(Assert.Single(Read(new() { ["usersIn"] = (string[])["OU=Staff", "OU=Desk"] }).Faults).Values[1]).Key
        );

    private (AccessGovSettings? Settings, IReadOnlyList<Wording> Faults) Read(Dictionary<string, object> given)
    {
        var ldap = new Dictionary<string, object>
        {
            ["server"] = "dc1.city.local",
            ["authoritiesFile"] = "ca.pem",
            ["usersIn"] = "OU=Staff,DC=city,DC=local",
            ["newAccountsIn"] = "OU=Staff,DC=city,DC=local",
            ["leaversIn"] = "OU=Left,DC=city,DC=local",
        };
        foreach (var (key, value) in given)
            ldap[key] = value;
        var file = folder.File("accessgov.json");
        File.WriteAllText(
            file,
            JsonSerializer.Serialize(
                new
                {
                    storage = new { kind = "sqlite", folder = "state" },
                    directory = new
                    {
                        reader = new { clientId = "reader@city.local" },
                        writer = new { clientId = "writer@city.local" },
                        ldap,
                    },
                }
            )
        );
        return SettingsReader.Read(file);
    }
}
