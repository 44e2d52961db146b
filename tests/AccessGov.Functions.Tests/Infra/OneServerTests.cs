using System.Text.RegularExpressions;
using AccessGov.App.Settings;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Serve;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Infra;

/// <summary>The unit, the proxy and the notes name the same things, and things that exist.</summary>
public sealed partial class OneServerTests
{
    private static readonly string Unit = File.ReadAllText(Sample.InRepository("infra/accessgov.service"));
    private static readonly string Proxy = File.ReadAllText(Sample.InRepository("infra/nginx.conf"));
    private static readonly string Page = File.ReadAllText(Sample.InRepository("infra/README.md"));

    [Fact]
    public async Task The_unit_starts_a_command_that_exists_with_options_that_exist()
    {
        var words = Of("ExecStart").Split(' ');
        Assert.Equal("/opt/accessgov/current/accessgov", words[0]);
        // A settings file that is missing is complained of after the words were understood.
        await using var error = new StringWriter();
        words[Array.IndexOf(words, "--settings") + 1] = "/nowhere/accessgov.json";
        Assert.Equal(
            ExitCodes.Settings,
            await CommandLine.RunAsync(
                words[1..],
                new CliHost(TextWriter.Null, error, TimeProvider.System),
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("does not exist", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_notes_prepare_every_path_of_the_unit()
    {
        foreach (
            var path in new[]
            {
                Of("ExecStart").Split(' ')[0],
                Of("EnvironmentFile"),
                Of("WorkingDirectory"),
                "/etc/accessgov/accessgov.json",
                "/opt/accessgov/current",
            }
        )
            Assert.Contains(path, Page, StringComparison.Ordinal);
        Assert.Equal("/var/lib/" + Of("StateDirectory"), Of("WorkingDirectory"));
        Assert.Contains($"useradd --system --home-dir {Of("WorkingDirectory")}", Page, StringComparison.Ordinal);
        Assert.Contains($"{DirectorySettings.SecretVariableOf(DirectoryRole.Reader)}=…", Page, StringComparison.Ordinal);
        Assert.Contains($"{DirectorySettings.SecretVariableOf(DirectoryRole.Reader)}=…", Unit, StringComparison.Ordinal);
        Assert.Contains($"\"{Schedules.NightlyDefault}\"", Unit, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ProtectSystem=strict")]
    [InlineData("NoNewPrivileges=yes")]
    [InlineData("User=accessgov")]
    [InlineData("StateDirectoryMode=0700")]
    [InlineData("CapabilityBoundingSet=")]
    public void The_unit_gives_the_service_no_more_than_it_needs(string line) => Assert.Contains(line, Unit.Split('\n'));

    [Fact]
    public void The_proxy_passes_the_portal_only_to_the_port_that_is_served()
    {
        var port = Of("ExecStart").Split(' ')[^1];
        Assert.Contains($"proxy_pass http://127.0.0.1:{port};", Proxy, StringComparison.Ordinal);
        Assert.Equal([PublicPaths.Prefix + "/", "/"], Locations().Matches(Proxy).Select(m => m.Groups[1].Value));
        Assert.Equal(Proxy.Count(c => c == '{'), Proxy.Count(c => c == '}'));
    }

    private static string Of(string key) => Regex.Match(Unit, $"^{key}=(.*)$", RegexOptions.Multiline).Groups[1].Value;

    [GeneratedRegex(@"location (\S+) \{")]
    private static partial Regex Locations();
}
