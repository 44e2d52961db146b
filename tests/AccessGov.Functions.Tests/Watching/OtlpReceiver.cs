using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AccessGov.Functions.Tests.Watching;

/// <summary>A span as it arrived.</summary>
public sealed record ReceivedSpan(string Trace, string Id, string Parent, string Name);

/// <summary>
/// A collector on loopback: OTLP over HTTP with protobuf bodies (opentelemetry.io, "OTLP Specification"). Unknown paths are 404.
/// </summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<byte[]> bodies = new();

    private OtlpReceiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<ReceivedSpan> Spans { get; } = new();

    /// <summary>
    /// Names of metrics that came with a measurement, with their tags: <c>accessgov.hr.facts.age{by=delivery,source=fire}</c>, tags in
    /// ordinal order.
    /// </summary>
    public ConcurrentDictionary<string, bool> Metrics { get; } = new();

    public int LogBatches { get; private set; }

    /// <summary>Every byte that came, as text. OTLP's texts are plain UTF-8 within it.</summary>
    public string Everything => string.Join('\n', bodies.Select(Encoding.UTF8.GetString));

    public Dictionary<string, string> Environment =>
        new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.First(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "300",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        };

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.UseRouting();
        receiver.Map("/v1/traces", receiver.TakeSpans);
        receiver.Map("/v1/metrics", receiver.TakeMetrics);
        receiver.Map("/v1/logs", _ => receiver.LogBatches++);
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Map(string path, Action<ProtobufFields> take) =>
        app.MapPost(
            path,
            async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body, context.RequestAborted);
                bodies.Enqueue(body.ToArray());
                take(new ProtobufFields(body.ToArray()));
                context.Response.ContentType = "application/x-protobuf";
            }
        );

    // Numbers of fields: opentelemetry-proto, trace/v1/trace.proto and metrics/v1/metrics.proto.
    private void TakeSpans(ProtobufFields request)
    {
        foreach (var span in request.Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2)))
            Spans.Enqueue(new ReceivedSpan(span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5)));
    }

    private void TakeMetrics(ProtobufFields request)
    {
        foreach (var metric in request.Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2)))
            foreach (var (kind, tags) in ((int, int)[])[(5, 7), (7, 7), (9, 9)])
                foreach (var point in metric.Messages(kind).SelectMany(k => k.Messages(1)))
                    Metrics[$"{metric.Text(1)}{{{Tags(point.Messages(tags))}}}"] = true;
    }

    private static string Tags(IEnumerable<ProtobufFields> tags) =>
        string.Join(',', tags.Select(t => $"{t.Text(1)}={t.Messages(2).First().Text(1)}").Order(StringComparer.Ordinal));
}
