using AccessGov.App.Telemetry;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace AccessGov.Functions.Tests.Watching;

public sealed partial class ExporterTests
{
    [Fact]
    public void An_exception_leaves_the_machine_without_its_text()
    {
        var seen = new List<string>();
        using (
            var logging = LoggerFactory.Create(builder =>
                builder.AddOpenTelemetry(logs =>
                {
                    logs.IncludeFormattedMessage = true;
                    logs.AddProcessor(new NoExceptionTexts());
                    logs.AddProcessor(new Keep(seen));
                })
            )
        )
            try
            {
                throw new InvalidOperationException("消防 1郎 (300001)");
            }
            catch (InvalidOperationException e)
            {
                Failed(logging.CreateLogger("test"), e, "PlanMade");
            }
        var line = Assert.Single(seen);
        Assert.Contains(nameof(InvalidOperationException), line, StringComparison.Ordinal);
        Assert.Contains(nameof(An_exception_leaves_the_machine_without_its_text), line, StringComparison.Ordinal);
        Assert.DoesNotContain("300001", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_listens_unless_the_standard_variables_say_so()
    {
        static WatchTargets Of(params (string Name, string Value)[] set) =>
            WatchTargets.Of(name => set.FirstOrDefault(s => s.Name == name).Value);
        Assert.False(Of().Any);
        Assert.False(Of(("OTEL_EXPORTER_OTLP_ENDPOINT", "")).Any);
        Assert.False(Of(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"), ("OTEL_SDK_DISABLED", "true")).Any);
        Assert.Equal(new WatchTargets(true, null, false, null), Of(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")));
        Assert.Equal(
            new WatchTargets(false, "InstrumentationKey=x", true, "7f3c"),
            Of(
                ("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=x"),
                ("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "ClientId=7f3c;Authorization=AAD")
            )
        );
    }

    [LoggerMessage(LogLevel.Error, "{Function} failed")]
    private static partial void Failed(ILogger log, Exception e, string function);

    private sealed class Keep(List<string> seen) : BaseProcessor<LogRecord>
    {
        public override void OnEnd(LogRecord data) =>
            seen.Add($"{data.FormattedMessage} {data.Exception} {string.Join(' ', data.Attributes!.Select(a => $"{a.Key}={a.Value}"))}");
    }
}
