using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AccessGov.App.Telemetry;

/// <summary>The one file that names OpenTelemetry and Azure Monitor.</summary>
internal sealed class Exporters : IDisposable
{
    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    public Exporters(WatchTargets targets, ILoggingBuilder logging)
    {
        var traced = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Resource()).AddSource(Instrumentation.Name);
        var measured = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource()).AddMeter(Instrumentation.Name);
        if (targets.Otlp)
        {
            traced.AddOtlpExporter();
            measured.AddOtlpExporter();
        }
        if (targets.AppInsights is not null)
        {
            traced.AddAzureMonitorTraceExporter(monitor => Set(monitor, targets));
            measured.AddAzureMonitorMetricExporter(monitor => Set(monitor, targets));
        }
        (traces, metrics) = (traced.Build(), measured.Build());
        logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(Resource());
            logs.IncludeFormattedMessage = true;
            logs.AddProcessor(new NoExceptionTexts());
            if (targets.Otlp)
                logs.AddOtlpExporter();
            if (targets.AppInsights is not null)
                logs.AddAzureMonitorLogExporter(monitor => Set(monitor, targets));
        });
    }

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
    }

    private static ResourceBuilder Resource()
    {
        var resource = ResourceBuilder.CreateDefault();
        // The variable names a deployment better than we can.
        return Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") is { Length: > 0 } ? resource : resource.AddService("accessgov");
    }

    private static void Set(AzureMonitorExporterOptions monitor, WatchTargets targets)
    {
        monitor.ConnectionString = targets.AppInsights;
        if (targets.AsIdentity)
            monitor.Credential = new ManagedIdentityCredential(
                targets.ClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned
            );
        // A second channel, open all the time, for a page that nobody watches.
        monitor.EnableLiveMetrics = false;
    }
}
