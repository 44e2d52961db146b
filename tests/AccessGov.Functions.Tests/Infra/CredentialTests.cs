using System.Net;
using System.Net.Sockets;
using System.Text;
using AccessGov.App.Settings;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Infra;

/// <summary>Secrets that systemd hands over as files.</summary>
public sealed class CredentialTests
{
    [Fact]
    public async Task A_credential_of_the_service_is_the_secret_and_not_the_variable()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var stage = await Stage.SetAsync();
        using var folder = new TestFolder();
        folder.Keep(DirectorySettings.SecretVariable, "handed-over-by-systemd\n"u8.ToArray());
        using var tokens = new TcpListener(IPAddress.Loopback, 0);
        tokens.Start();
        using var command = RunningProgram.Start(
            Stage.Executable,
            ["verify"],
            new Dictionary<string, string>(stage.Environment)
            {
                ["CREDENTIALS_DIRECTORY"] = folder.Path,
                ["ACCESSGOV__directory__tokenUri"] = $"http://{tokens.LocalEndpoint}/token",
            }
        );
        using var asked = await tokens.AcceptTcpClientAsync(ct);
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!request.ToString().Contains("client_secret=", StringComparison.Ordinal))
            request.Append(Encoding.ASCII.GetString(buffer, 0, await asked.GetStream().ReadAsync(buffer, ct)));
        Assert.Contains("client_secret=handed-over-by-systemd", request.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("%0A", request.ToString(), StringComparison.Ordinal);
    }
}
