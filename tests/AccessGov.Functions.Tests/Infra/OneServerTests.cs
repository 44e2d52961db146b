using System.Text.RegularExpressions;
using AccessGov.App.Settings;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;
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
        Assert.Contains("/nowhere/accessgov.json がありません", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_notes_prepare_every_path_of_the_unit()
    {
        foreach (
            var path in (string[])
                [
                    Of("ExecStart").Split(' ')[0],
                    // The folder is made, and a file in it for each.
                    .. All("LoadCredential").Select(c => c.Split(':')[1]),
                    Of("WorkingDirectory"),
                    "/etc/accessgov/accessgov.json",
                    "/opt/accessgov/current",
                ]
        )
            Assert.Contains(path, Page, StringComparison.Ordinal);
        Assert.Equal(States[0], Of("WorkingDirectory"));
        Assert.Contains($"useradd --system --home-dir {Of("WorkingDirectory")}", Page, StringComparison.Ordinal);
        Assert.Contains($"{DirectorySettings.SecretVariableOf(DirectoryRole.Reader)}=…", Page, StringComparison.Ordinal);
        Assert.Equal(
            [DirectorySettings.SecretVariableOf(DirectoryRole.Reader), DirectorySettings.SecretVariableOf(DirectoryRole.Writer)],
            All("LoadCredential").Select(c => c.Split(':')[0])
        );
        Assert.Contains($"\"{Schedules.NightlyDefault}\"", Unit, StringComparison.Ordinal);
    }

    /// <summary>What remembers how far the record was signed must not go back with the store.</summary>
    [Fact]
    public async Task What_init_and_the_sample_write_to_lies_where_the_service_may_write()
    {
        using var folder = new TestFolder();
        var made = Path.Combine(folder.Path, "config");
        Assert.Equal(
            ExitCodes.Done,
            await CommandLine.RunAsync(
                ["init", made, "--tenant", "suzaka", "--domain", "city.suzaka.example.jp"],
                new CliHost(TextWriter.Null, TextWriter.Null, TimeProvider.System),
                TestContext.Current.CancellationToken
            )
        );
        foreach (var from in (string[])[made, Sample.InRepository("functions/AccessGov.Functions")])
        {
            var file = System.IO.Directory.GetFiles(from, "accessgov*.json").Single();
            var (settings, faults) = SettingsReader.Read(file);
            Assert.Empty(faults);
            string Installed(string path)
            {
                var at = path.Replace(from, "/etc/accessgov", StringComparison.Ordinal);
                foreach (Match link in Links().Matches(Page))
                    if (at == link.Groups[2].Value || at.StartsWith(link.Groups[2].Value + "/", StringComparison.Ordinal))
                        at = link.Groups[1].Value + at[link.Groups[2].Length..];
                return at;
            }

            bool IsIn(string path, string state) => (Installed(path) + "/").StartsWith(state + "/", StringComparison.Ordinal);
            var store = Assert.IsType<StorageChoice.Sqlite>(settings!.Storage).Folder;
            Assert.All(
                (string[])[store, settings.SigningKeyFile, settings.Log.KeyFile, settings.Log.MemoryFile],
                path => Assert.True(Array.Exists(States, s => IsIn(path, s)), $"{file}: {Installed(path)} is read-only to the service.")
            );
            Assert.False(IsIn(settings.Log.MemoryFile, Installed(store)), $"{file}: the memory of the log lies in the store.");
        }
    }

    [Theory]
    [InlineData("ProtectSystem=strict")]
    [InlineData("NoNewPrivileges=yes")]
    [InlineData("User=accessgov")]
    [InlineData("StateDirectoryMode=0700")]
    [InlineData("CapabilityBoundingSet=")]
    [InlineData("LimitCORE=0")]
    [InlineData("MemoryMax=3G")]
    [InlineData("TasksMax=512")]
    [InlineData("ProtectProc=invisible")]
    [InlineData("RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK")]
    public void The_unit_gives_the_service_no_more_than_it_needs(string line) => Assert.Contains(line, Unit.Split('\n'));

    /// <summary>A word behind '--' is never an option: whoever puts one there must not lose the settings to it.</summary>
    [Theory]
    [InlineData("plans")]
    [InlineData("plans", "--")]
    [InlineData("explain", "--", "--json")]
    public async Task Nobody_brings_settings_of_their_own_through_the_wrapper(params string[] words)
    {
        using var folder = new TestFolder();
        var script = Wrapper(folder);
        var ours = folder.File("accessgov.json");
        // The settings that are named here do not exist: whoever reads them says so.
        Assert.Contains(ours, await script.SayAsync(words), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--settings", "mine.json", "plans")]
    [InlineData("plans", "--settings=mine.json")]
    [InlineData("plans", "--", "--settings", "mine.json")]
    [InlineData("@mine.rsp")]
    public async Task The_wrapper_refuses_settings_and_response_files(params string[] words)
    {
        using var folder = new TestFolder();
        Assert.Contains("The settings are fixed here.", await Wrapper(folder).SayAsync(words), StringComparison.Ordinal);
    }

    [Fact]
    public void The_proxy_writes_no_path_into_its_log()
    {
        var format = LogFormat().Match(Proxy).Groups[1].Value;
        Assert.NotEmpty(format);
        foreach (var variable in (string[])["$request ", "$request'", "$uri", "$args", "$query", "$http_referer", "$document_uri"])
            Assert.DoesNotContain(variable, format, StringComparison.Ordinal);
        Assert.DoesNotContain("$request_uri", format, StringComparison.Ordinal);
        Assert.Equal(2, Proxy.Split("access_log /var/log/nginx/accessgov.log accessgov_no_path;").Length - 1);
        Assert.Equal(2, Proxy.Split("-error.log crit;").Length - 1);
    }

    [Fact]
    public void The_proxy_passes_the_portal_only_to_the_port_that_is_served()
    {
        var port = Of("ExecStart").Split(' ')[^1];
        Assert.Contains($"proxy_pass http://127.0.0.1:{port};", Proxy, StringComparison.Ordinal);
        Assert.Equal([PublicPaths.Prefix + "/", "/"], Locations().Matches(Proxy).Select(m => m.Groups[1].Value));
        Assert.Equal(Proxy.Count(c => c == '{'), Proxy.Count(c => c == '}'));
    }

    private static readonly string[] States = [.. Of("StateDirectory").Split(' ').Select(s => "/var/lib/" + s)];

    private static string Of(string key) => Regex.Match(Unit, $"^{key}=(.*)$", RegexOptions.Multiline).Groups[1].Value;

    [GeneratedRegex(@"ln -sfn (/var\S+) (/etc\S+)")]
    private static partial Regex Links();

    [GeneratedRegex(@"location (\S+) \{")]
    private static partial Regex Locations();

    [GeneratedRegex(@"log_format accessgov_no_path '([^']*)';")]
    private static partial Regex LogFormat();

    private static IEnumerable<string> All(string key) =>
        Unit.Split('\n').Where(l => l.StartsWith(key + "=", StringComparison.Ordinal)).Select(l => l[(key.Length + 1)..]);

    /// <summary>The wrapper of the notes, with the program and the settings of this test.</summary>
    private static WrapperScript Wrapper(TestFolder folder)
    {
        var text = Page.Split("<<'EOF'\n")[1].Split("\nEOF")[0];
        Assert.Contains("/opt/accessgov/current/accessgov", text, StringComparison.Ordinal);
        var path = folder.File("wrapper");
        File.WriteAllText(
            path,
            text.Replace("/opt/accessgov/current/accessgov", Stage.Executable, StringComparison.Ordinal)
                .Replace("/etc/accessgov/", folder.Path + "/", StringComparison.Ordinal)
        );
        return new WrapperScript(path);
    }

    private sealed record WrapperScript(string Path)
    {
        public async Task<string> SayAsync(string[] words)
        {
            using var run = RunningProgram.Start("/bin/sh", [Path, .. words], new Dictionary<string, string>());
            Assert.NotEqual(0, await run.EndAsync(TestContext.Current.CancellationToken));
            await Stage.UntilAsync(() => Task.FromResult(!run.Lines.IsEmpty), TestContext.Current.CancellationToken);
            return run.Text;
        }
    }
}
