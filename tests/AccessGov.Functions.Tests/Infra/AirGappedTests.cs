using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AccessGov.App.Settings;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Infra;

/// <summary>docs/air-gapped.md, done as it says without any route: in a network namespace that has nothing but the loopback.</summary>
[TakesLong]
public sealed partial class AirGappedTests
{
    private const string Medium = "ACCESSGOV_MEDIUM";

    /// <summary>The folder of a whole release; not set, one is laid out of the tests' build, and runs on this machine's .NET.</summary>
    private const string Release = "ACCESSGOV_RELEASE";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_page_says_works_without_any_route_and_a_village_lives_there_on_packages()
    {
        Assert.SkipWhen(WhyNot is not null, WhyNot ?? "");
        using var folder = new TestFolder();
        var medium = folder.File("medium");
        if (Environment.GetEnvironmentVariable(Release) is { } release)
            await RunAsync($"cp -R {release} {medium}");
        else
        {
            var (exitCode, said) = await Script.RunAsync("release", "--draft", "--from", AppContext.BaseDirectory, "--to", medium);
            Assert.True(exitCode == 0, said);
        }
        using var inside = RunningProgram.Start(
            "unshare",
            [
                "--net",
                "sh",
                "-c",
                "ip link set lo up && exec \"$0\" \"$@\"",
                Path.ChangeExtension(typeof(AirGappedTests).Assembly.Location, null),
                "-noColor",
                "-explicit",
                "on",
                "-method",
                $"*{nameof(AirGappedTests)}.{nameof(The_page_walked_on_a_machine_without_any_route)}",
                "-method",
                $"*{nameof(Stories.Story95_A_zone_of_its_own_domain)}.*",
            ],
            new Dictionary<string, string> { [Medium] = medium }
        );
        Assert.True(await inside.EndAsync(Ct) == 0, inside.Text);
        Assert.True(inside.Text.Contains("Total: 2, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0", StringComparison.Ordinal), inside.Text);
    }

    /// <summary>Run by the test above, in the namespace.</summary>
    [Fact(Explicit = true)]
    public async Task The_page_walked_on_a_machine_without_any_route()
    {
        var medium = Environment.GetEnvironmentVariable(Medium);
        Assert.SkipWhen(medium is null, $"The test {nameof(AirGappedTests)} runs it, in a network namespace.");
        Assert.Equal(["lo"], NetworkInterface.GetAllNetworkInterfaces().Select(i => i.Name));
        using (var nobody = new TcpClient())
        {
            var unreachable = await Assert.ThrowsAnyAsync<SocketException>(() => nobody.ConnectAsync("192.0.2.1", 443, Ct).AsTask());
            Assert.Equal(SocketError.NetworkUnreachable, unreachable.SocketErrorCode);
        }
        var space = await DomainSpace.OpenAsync(Ct);
        using var folder = new TestFolder();
        var root = folder.File("root");
        File.Copy(space.Domain.AuthorityFile, Path.Combine(medium!, "ca.pem"));
        var page = Blocks("## Installing", "## Updating");
        string Here(string block) =>
            block
                .Replace("/media/usb", medium, StringComparison.Ordinal)
                .Replace("/opt/accessgov", $"{root}/opt/accessgov", StringComparison.Ordinal)
                .Replace("/etc/accessgov", $"{root}/etc/accessgov", StringComparison.Ordinal)
                .Replace("/var/lib/accessgov", $"{root}/var/lib/accessgov", StringComparison.Ordinal)
                .Replace("/etc/systemd", $"{root}/etc/systemd", StringComparison.Ordinal);
        // A release that was laid out of the tests' build holds no runtime and no libraries.
        string Whole(string block) =>
            Environment.GetEnvironmentVariable(Release) is null
                ? Unzipped().Replace(block, $"$0 && cp -Rn {AppContext.BaseDirectory}. $1")
                : block;
        System.IO.Directory.CreateDirectory($"{root}/etc/systemd/system");
        Environment.SetEnvironmentVariable(DirectorySettings.SecretVariableOf(DirectoryRole.Reader), Story.Secret);
        Environment.SetEnvironmentVariable(DirectorySettings.SecretVariableOf(DirectoryRole.Writer), Story.Secret);
        var program = $"{root}/opt/accessgov/current/accessgov";
        var settings = $"{root}/etc/accessgov/accessgov.json";

        // What was altered on its way is not unpacked.
        var notes = Path.Combine(medium!, "CHANGES.md");
        var before = await File.ReadAllBytesAsync(notes, Ct);
        await File.AppendAllTextAsync(notes, "!", Ct);
        await RunAsync(Here(page[0]), succeeds: false);
        await File.WriteAllBytesAsync(notes, before, Ct);

        foreach (var block in page)
        {
            if (block.Contains("policy check", StringComparison.Ordinal))
                Edit(settings, space);
            await RunAsync(Whole(Here(block)));
        }
        Assert.True(File.Exists($"{root}/etc/systemd/system/accessgov.service"));
        await ServesAsync(program, settings);
        var doctor = await RunAsync($"{program} doctor --settings {settings} --lang en", succeeds: null);
        Assert.Contains("the domain controller lets reader in", doctor, StringComparison.Ordinal);
        Assert.DoesNotContain("microsoftonline", doctor, StringComparison.Ordinal);

        // The next version, by the same way; what was there is there.
        foreach (var block in Blocks("## Updating", "## Backup"))
            await RunAsync(Whole(Here(block)));
        Assert.EndsWith("/2", await RunAsync($"readlink -f {root}/opt/accessgov/current"), StringComparison.Ordinal);
        await ServesAsync(program, settings);
        await RunAsync($"{program} audit verify --settings {settings}");
        await space.EmptyAsync(CancellationToken.None);
    }

    [GeneratedRegex("^unzip .* -d (.*)$", RegexOptions.Multiline)]
    private static partial Regex Unzipped();

    private static string? WhyNot =>
        SambaDomain.WhyNot
        ?? (
            File.Exists("/usr/bin/unshare") && (File.Exists("/usr/sbin/ip") || File.Exists("/sbin/ip")) ? null : "unshare or ip is missing"
        );

    /// <summary>Users, units and the service itself are the machine's, not the test's.</summary>
    private static bool IsDoneHere(string line) =>
        !Array.Exists((string[])["useradd", "systemctl", "chown", "curl"], c => line.StartsWith(c, StringComparison.Ordinal));

    private static void Edit(string settings, DomainSpace space)
    {
        var text = JsonNode.Parse(File.ReadAllText(settings))!.AsObject();
        text["directory"] = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(space.Section));
        text["directory"]!["ldap"]!["authoritiesFile"] = "ca.pem";
        text["node"] = new JsonObject { ["name"] = "mynumber" };
        File.WriteAllText(settings, text.ToJsonString());
    }

    private static async Task ServesAsync(string program, string settings)
    {
        using var service = RunningProgram.Start(
            program,
            ["serve", "--settings", settings, "--port", "7071", "--lang", "en"],
            new Dictionary<string, string>()
        );
        await Stage.UntilAsync(
            async () =>
            {
                Assert.False(service.HasExited, service.Text);
                try
                {
                    using var client = new HttpClient();
                    return (await client.GetStringAsync("http://127.0.0.1:7071/portal/api/health/ready", Ct)) == "{\"ready\":true}";
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            Ct
        );
        service.Signal("TERM");
        Assert.Equal(0, await service.EndAsync(Ct));
    }

    private static async Task<string> RunAsync(string script, bool? succeeds = true)
    {
        using var run = RunningProgram.Start("bash", ["-ec", script], new Dictionary<string, string>());
        var exitCode = await run.EndAsync(Ct);
        if (succeeds is { } expected)
            Assert.True(exitCode == 0 == expected, $"{script}\n{exitCode}\n{run.Text}");
        return run.Text.TrimEnd();
    }

    /// <summary>The shell's blocks between two headings of the page, as far as they are done here.</summary>
    private static string[] Blocks(string from, string to)
    {
        var text = File.ReadAllText(Sample.InRepository("docs/air-gapped.md")).Split(from + "\n")[1].Split(to + "\n")[0];
        var blocks = text.Split("```").Where((b, n) => n % 2 == 1 && b.StartsWith('\n'));
        return [.. blocks.Select(b => string.Join('\n', b.Trim().Split('\n').Where(IsDoneHere)))];
    }
}
