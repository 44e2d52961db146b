using System.Diagnostics.Metrics;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.App.Telemetry;
using AccessGov.App.Work;

namespace AccessGov.App.Watching;

/// <summary>
/// Gauges of what lies in the store and in the queues. A loop of its own reads it once a minute; whoever asks for the gauges gets what
/// was read last, at once. Instants are kept, not ages, so that an age is right however long the store has not answered.
/// </summary>
internal sealed partial class StoreGauges : IDisposable
{
    /// <summary>The store is asked that often.</summary>
    public static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(1);

    private readonly Meter meter = new(Instrumentation.Name);
    private readonly CancellationTokenSource ended = new();
    private readonly Workspace workspace;
    private readonly GaugeReader store;
    private readonly ILogger log;
    private volatile GaugeReading read = GaugeReading.Nothing;

    public StoreGauges(Workspace workspace, GraphCounters counters, IReadOnlyList<QueueName> queues, ILogger log)
    {
        (this.workspace, this.log) = (workspace, log);
        store = new GaugeReader(workspace, queues);
        meter.CreateObservableCounter(
            "accessgov.graph.requests",
            () => counters.Requests,
            "{request}",
            "Requests to the directory; a batch is one."
        );
        meter.CreateObservableCounter("accessgov.graph.writes", () => counters.Writes, "{request}", "Writes within batches.");
        meter.CreateObservableCounter("accessgov.graph.throttled", () => counters.Throttled, "{reply}", "Answers 429.");
        meter.CreateObservableCounter(
            "accessgov.graph.waited",
            () => counters.WaitedFor.TotalSeconds,
            "s",
            "Waited for the directory's quotas."
        );
        meter.CreateObservableGauge(
            "accessgov.hr.facts.age",
            () => read.FactsAt.Select(f => new Measurement<double>(Age(f.Value), Tag("source", f.Key.Source), Tag("by", f.Key.By))),
            "s",
            "Since a source's facts last changed."
        );
        meter.CreateObservableGauge(
            "accessgov.actions.waiting",
            () => Tagged(read.ActionsWaiting, "lane"),
            "{action}",
            "Actions of approved plans without an outcome."
        );
        meter.CreateObservableGauge(
            "accessgov.plans.approval.waiting",
            () => One(read.PlansWaiting),
            "{plan}",
            "Plans that wait for an approval."
        );
        meter.CreateObservableGauge(
            "accessgov.incidents.open",
            () => Tagged(read.Incidents, "code"),
            "{incident}",
            "Incidents that nobody has retried."
        );
        meter.CreateObservableGauge(
            "accessgov.queue.messages",
            () => Tagged(read.Messages, "queue"),
            "{message}",
            "Messages of a queue, held and delayed ones included."
        );
        meter.CreateObservableGauge(
            "accessgov.audit.unsigned",
            () => One(read.Unsigned),
            "{line}",
            "Sealed lines that no checkpoint covers."
        );
        meter.CreateObservableGauge(
            "accessgov.audit.checkpoint.age",
            () => read.SignedAt is { } at ? [new Measurement<double>(Age(at))] : Array.Empty<Measurement<double>>(),
            "s",
            "Since the newest checkpoint was signed."
        );
        meter.CreateObservableGauge(
            "accessgov.figures.age",
            () => read.At is { } at ? [new Measurement<double>(Age(at))] : Array.Empty<Measurement<double>>(),
            "s",
            "Since the store was read for these gauges."
        );
    }

    /// <summary>Begins to read.</summary>
    public void Begin() => _ = Task.Run(() => RunAsync(ended.Token));

    /// <summary>Reads the store once and shows what it read.</summary>
    internal async Task<GaugeReading> ReadAsync(CancellationToken ct) => read = await store.ReadAsync(ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        ended.Cancel();
        meter.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(stop);
            }
            catch (OutsideFailureException e)
            {
                NotRead(e.Kind.Code);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            // Whatever is wrong with a figure, the work goes on.
            catch (Exception e)
            {
                NotRead(e.GetType().Name);
            }
            await Task.Delay(ReadEvery, workspace.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private double Age(DateTimeOffset at) => Math.Max(0, (workspace.Clock.GetUtcNow() - at).TotalSeconds);

    private IEnumerable<Measurement<long>> One(long value) => read.At is null ? [] : [new Measurement<long>(value)];

    private static IEnumerable<Measurement<long>> Tagged(IReadOnlyDictionary<string, long> values, string tag) =>
        values.Select(v => new Measurement<long>(v.Value, Tag(tag, v.Key)));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    [LoggerMessage(LogLevel.Warning, "The figures for watching could not be read: {Code}")]
    private partial void NotRead(string code);
}
