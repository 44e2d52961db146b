using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AccessGov.App.Telemetry;

/// <summary>
/// What this program tells of its own running (docs/operations.md, "Watching it"). Nothing is told unless somebody listens. Names and
/// tags are functions, queues, sources and codes; never a person, an account, or what an address asks for.
/// </summary>
internal static class Instrumentation
{
    /// <summary>Name of the spans' source and of the meter.</summary>
    public const string Name = "AccessGov";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> FunctionDuration = Meter.CreateHistogram(
        "accessgov.function.duration",
        "s",
        "Runs of functions.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600],
        }
    );

    private static readonly Histogram<double> EventToEffect = Meter.CreateHistogram(
        "accessgov.event.effect",
        "s",
        "From an event's arrival to the verified change.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 14400],
        }
    );

    /// <summary>Spans of functions, and of requests to the directory within them.</summary>
    public static ActivitySource Spans { get; } = new(Name);

    /// <summary>True while somebody listens.</summary>
    public static bool IsOn => Spans.HasListeners() || FunctionDuration.Enabled;

    /// <summary>A function has ended.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="took">How long it ran.</param>
    /// <param name="failure">Code of what went wrong; null when nothing did.</param>
    public static void FunctionEnded(string function, TimeSpan took, string? failure)
    {
        if (failure is null)
            FunctionDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("function", function));
        else
            FunctionDuration.Record(took.TotalSeconds, new("function", function), new("error.type", failure));
    }

    /// <summary>What an event asked for is so, and was read back. Nothing is recorded when its arrival is unknown or lies ahead.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="scope">Whom the plan was for.</param>
    public static void Achieved(DateTimeOffset now, string scope)
    {
        if (TraceContext.Current?.ArrivedAt is { } arrived && arrived <= now)
            EventToEffect.Record((now - arrived).TotalSeconds, new KeyValuePair<string, object?>("scope", scope));
    }
}
