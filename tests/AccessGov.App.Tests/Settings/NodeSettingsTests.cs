using AccessGov.App.Settings;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Settings;

/// <summary>The key that signs packages signs nothing else: whoever is given it for the medium could else sign the record.</summary>
public sealed class NodeSettingsTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("log-key.pem", "log:keyFile")]
    [InlineData("sub/../log-key.pem", "log:keyFile")]
    [InlineData("link.pem", "log:keyFile")]
    [InlineData("signing-key.pem", "signingKeyFile")]
    public void A_key_that_signs_the_record_signs_no_package(string keyFile, string of)
    {
        File.WriteAllText(folder.File("log-key.pem"), "");
        File.CreateSymbolicLink(folder.File("link.pem"), folder.File("log-key.pem"));
        var fault = Assert.Single(Faults(keyFile));
        Assert.Contains(of, fault, StringComparison.Ordinal);
        Assert.Contains("name another file", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_its_own_is_none_of_them() => Assert.Empty(Faults("node-key.pem"));

    private IEnumerable<string> Faults(string keyFile)
    {
        var file = folder.File("accessgov.json");
        File.WriteAllText(
            file,
            $$"""
            { "storage": { "kind": "sqlite", "folder": "." },
              "directory": { "allowOneIdentity": true, "tenantId": "city.lg.jp", "clientId": "c" },
              "node": { "name": "lgwan", "keyFile": "{{keyFile}}" } }
            """
        );
        return SettingsReader.Read(file).Faults.Select(f => f.InEnglish());
    }
}
