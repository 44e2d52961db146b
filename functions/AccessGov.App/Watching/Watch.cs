using System.Collections;
using System.Runtime.CompilerServices;
using AccessGov.App.Composition;
using AccessGov.App.Storage;
using AccessGov.App.Telemetry;

namespace AccessGov.App.Watching;

/// <summary>
/// Traces, metrics and logs on their way out. Nothing of OpenTelemetry is loaded unless somebody listens: its types are named in
/// <see cref="Exporters"/> only, which the first call here that needs it brings in.
/// </summary>
public sealed class Watch : IDisposable
{
    private readonly IDisposable exporters;
    private readonly Lock gate = new();
    private StoreGauges? figures;

    private Watch(IDisposable exporters) => this.exporters = exporters;

    /// <summary>Begins when the environment names a listener.</summary>
    /// <param name="configuration">Gets the variables of OpenTelemetry; null when it has the environment already.</param>
    /// <param name="logging">Where log entries pass.</param>
    /// <returns>Null when it names none.</returns>
    public static Watch? Begin(IConfigurationBuilder? configuration, ILoggingBuilder logging)
    {
        if (WatchTargets.FromEnvironment() is not { Any: true } targets)
            return null;
        // An empty web application reads no environment by itself; the exporter of logs asks its configuration.
        configuration?.AddInMemoryCollection(
            Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .Select(v => KeyValuePair.Create((string)v.Key, (string?)v.Value))
                .Where(v => v.Key.StartsWith("OTEL_", StringComparison.Ordinal))
        );
        return new Watch(Export(targets, logging));
    }

    /// <summary>Begins to look at what is kept. Once; a second installation of a process is not looked at.</summary>
    /// <param name="installation">What to look at.</param>
    /// <param name="queues">The queues whose messages are counted.</param>
    /// <param name="log">Where failed readings are told.</param>
    public void Look(Installation installation, Func<IReadOnlyList<QueueName>> queues, ILogger log)
    {
        lock (gate)
        {
            if (figures is not null)
                return;
            figures = new StoreGauges(installation.Workspace, installation.Counters, queues(), log);
            figures.Begin();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        exporters.Dispose();
        figures?.Dispose();
    }

    // Inlined, it would load what it names together with its caller.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Exporters Export(WatchTargets targets, ILoggingBuilder logging) => new(targets, logging);
}
