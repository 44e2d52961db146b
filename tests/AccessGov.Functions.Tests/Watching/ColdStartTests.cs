using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using AccessGov.Functions.Triggers;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Watching;

/// <summary>The executable as the Functions host starts it: what it loads, and whose trace it follows.</summary>
public sealed class ColdStartTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c",
        Parent = "b7ad6b7169203331";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_OpenTelemetry_nor_the_Graph_SDK_is_loaded_before_it_is_needed()
    {
        await using var stage = await Stage.SetAsync();
        var (program, http) = await StartAsync(stage.Environment);
        using (program)
        using (http)
        {
            // It reads facts and the whole directory.
            using var reply = await http.PostAsync(
                new Uri("/ReconcileNightly", UriKind.Relative),
                JsonContent.Create(new { Data = new { timer = new { } }, Metadata = new { } }, options: JsonSerializerOptions.Default),
                Ct
            );
            Assert.True(reply.StatusCode == HttpStatusCode.OK, program.Text);
            Assert.Contains("accessgov.dll", program.LoadedFiles);
            Assert.DoesNotContain(
                program.LoadedFiles,
                f =>
                    f.StartsWith("OpenTelemetry", StringComparison.Ordinal)
                    || f.StartsWith("Azure.Monitor", StringComparison.Ordinal)
                    || f.StartsWith("Microsoft.Graph", StringComparison.Ordinal)
                    || f.StartsWith("Microsoft.Kiota", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task A_message_goes_on_in_its_own_trace_whatever_the_host_is_in()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var stage = await Stage.SetAsync();
        var (program, http) = await StartAsync(stage.Environment.Concat(collector.Environment));
        using (program)
        using (http)
        {
            // The host's own trace, not sampled.
            http.DefaultRequestHeaders.Add("traceparent", "00-11111111111111111111111111111111-2222222222222222-00");
            Assert.Equal(
                HttpStatusCode.OK,
                await CallAsync(http, "SealAudit", $$"""{"tenant":"suzaka","scope":"hr","trace":"00-{{Trace}}-{{Parent}}-01"}""")
            );
            Assert.Equal(HttpStatusCode.OK, await CallAsync(http, "SealAudit", """{"tenant":"suzaka","scope":"plans"}"""));
            Assert.Equal(
                HttpStatusCode.InternalServerError,
                await CallAsync(http, "SealAudit", """{"tenant":"another","scope":"plans"}""")
            );
            await Stage.UntilAsync(() => Task.FromResult(collector.Spans.Count(s => s.Name == "SealAudit") == 3), Ct);
            await Stage.UntilAsync(
                () =>
                    Task.FromResult(collector.Metrics.ContainsKey("accessgov.function.duration{error.type=unreadable,function=SealAudit}")),
                Ct
            );
            Assert.Single(collector.Spans, s => (s.Trace, s.Parent) == (Trace, Parent));
            Assert.Equal(
                2,
                collector.Spans.Count(s =>
                    s.Name == "SealAudit" && s.Parent.Length == 0 && !s.Trace.StartsWith("1111", StringComparison.Ordinal)
                )
            );
        }
    }

    private static async Task<HttpStatusCode> CallAsync(HttpClient http, string function, string message)
    {
        using var reply = await http.PostAsync(
            new Uri($"/{function}", UriKind.Relative),
            JsonContent.Create(
                new { Data = new { item = JsonSerializer.Serialize(message) }, Metadata = new { } },
                options: JsonSerializerOptions.Default
            ),
            Ct
        );
        return reply.StatusCode;
    }

    private static async Task<(RunningProgram Program, HttpClient Http)> StartAsync(IEnumerable<KeyValuePair<string, string>> environment)
    {
        var port = FreePort();
        var program = RunningProgram.Start(
            Stage.Executable,
            [],
            environment.Append(new(FunctionsMode.PortVariable, $"{port}")).ToDictionary()
        );
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await Stage.UntilAsync(
            async () =>
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri("/", UriKind.Relative), Ct);
                    return true;
                }
                catch (HttpRequestException) when (!program.HasExited)
                {
                    return false;
                }
            },
            Ct
        );
        return (program, http);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
