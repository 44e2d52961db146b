using AccessGov.App.Composition;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Sandbox.FunctionsHost;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Watching;

/// <summary>The executable as the Functions host starts it: what it loads, and whose trace it follows.</summary>
[Collection(WorkerWorld.OneAtATime)]
public sealed class ColdStartTests(Azurite azurite)
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c",
        Parent = "b7ad6b7169203331";

    // Each is needed by some function, and none before that. MVC and Razor are loaded by the worker's own HTTP integration.
    private static readonly string[] Late =
    [
        "OpenTelemetry",
        "Azure.Monitor",
        "Microsoft.Graph",
        "Microsoft.Kiota",
        "Fido2",
        "NSec",
        "libsodium",
        "System.Formats.Cbor",
        "Microsoft.AspNetCore.Authentication.OpenIdConnect",
        "NetEscapades",
        "Spectre.Console",
        "System.CommandLine",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_loaded_before_it_is_needed()
    {
        await using var world = await WorkerWorld.StartAsync(azurite, [], Ct);
        // It reads facts and the whole directory.
        Assert.Null(await world.Host.RunTimerAsync("ReconcileNightly", Ct));
        var loaded = world.Host.LoadedFiles;
        Assert.Contains("accessgov.dll", loaded);
        Assert.DoesNotContain(loaded, file => Late.Any(late => file.StartsWith(late, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_loads_nothing_of_pages_before_the_first_is_asked_for()
    {
        string[] pages = ["Microsoft.AspNetCore.Mvc.Razor", "Microsoft.AspNetCore.Authentication.OpenIdConnect", "NetEscapades"];
        await using var stage = await Stage.SetAsync();
        var environment = new Dictionary<string, string>(stage.Environment)
        {
            ["ACCESSGOV__directory__tenantId"] = HrDoor.EntraTenant,
            ["ACCESSGOV__portal__address"] = "https://portal.example.jp",
            ["ACCESSGOV__portal__clientId"] = "portal",
        };
        using var server = RunningProgram.Start(Stage.Executable, ["serve", "--port", "0"], environment);
        const string serving = "待ち受けています: ";
        await Stage.UntilAsync(() => Task.FromResult(server.Lines.Any(l => l.StartsWith(serving, StringComparison.Ordinal))), Ct);
        var address = server.Lines.First(l => l.StartsWith(serving, StringComparison.Ordinal))[serving.Length..];
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        using var ready = await http.GetAsync(new Uri("/portal/api/health/ready", UriKind.Relative), Ct);
        ready.EnsureSuccessStatusCode();
        Assert.DoesNotContain(server.LoadedFiles, file => pages.Any(p => file.StartsWith(p, StringComparison.Ordinal)));
        using var asked = await http.GetAsync(new Uri("/portal/me", UriKind.Relative), Ct);
        Assert.Equal("https://portal.example.jp/portal/signin?to=%2Fportal%2Fme", asked.Headers.Location?.AbsoluteUri);
        Assert.All(pages, p => Assert.Contains(server.LoadedFiles, file => file.StartsWith(p, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_message_goes_on_in_its_own_trace_and_what_has_none_follows_the_host()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var world = await WorkerWorld.StartAsync(azurite, collector.Environment, Ct);
        var (queue, tenant) = (world.Installation.Workspace.Queue, world.Installation.Workspace.Tenant);
        async Task SendAsync(string text) => await queue.SendAsync(WorkQueues.SealAudit, text, null, Ct);
        await SendAsync($$"""{"tenant":"{{tenant}}","scope":"hr","trace":"00-{{Trace}}-{{Parent}}-01"}""");
        await SendAsync($$"""{"tenant":"{{tenant}}","scope":"plans"}""");
        await SendAsync("""{"tenant":"another","scope":"plans"}""");
        const string failed = "accessgov.function.duration{error.type=unreadable,function=SealAudit}";
        await Stage.UntilAsync(() => Task.FromResult(collector.Metrics.ContainsKey(failed)), Ct);
        await Stage.UntilAsync(() => Task.FromResult(collector.Spans.Count(s => s.Name == "SealAudit") >= 3), Ct);
        var spans = collector.Spans.Where(s => s.Name == "SealAudit").ToList();
        Assert.Single(spans, s => (s.Trace, s.Parent) == (Trace, Parent));
        // The host's own step is not among what we export, so its children have a parent that nobody here knows.
        Assert.All(spans.Where(s => s.Trace != Trace), s => Assert.Matches("^[0-9a-f]{16}$", s.Parent));
    }
}
