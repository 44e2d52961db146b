using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AccessGov.App.Telemetry;

/// <summary>
/// What goes from one function to the next beside the ids, for those who watch: the trace that the event began, and when it arrived.
/// It decides nothing. Who cannot read it does without: no work is refused for it.
/// </summary>
/// <param name="Trace">The span to follow, as a <c>traceparent</c> (W3C Trace Context, version 00); null for none.</param>
/// <param name="ArrivedAt">When the event arrived; null when no event began this.</param>
public sealed record TraceContext(string? Trace, DateTimeOffset? ArrivedAt)
{
    private const int TraceLength = 55;
    private static readonly AsyncLocal<TraceContext?> Ambient = new();
    private static readonly AsyncLocal<string?> Host = new();
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 16 };

    /// <summary>What messages sent now take along; null while nobody watches.</summary>
    public static TraceContext? Current => Ambient.Value;

    /// <summary>The <c>traceparent</c> that the Functions host gave this call; null where there is no such host.</summary>
    public static string? OfHost
    {
        get => Host.Value;
        set => Host.Value = value;
    }

    /// <summary>True for a well-formed <c>traceparent</c> of version 00.</summary>
    /// <param name="text">What a message or a header brought; null when nothing.</param>
    public static bool IsTrace(string? text) =>
        text is { Length: TraceLength }
        && text.StartsWith("00-", StringComparison.Ordinal)
        && text.All(c => c == '-' || char.IsAsciiHexDigitLower(c))
        && ActivityContext.TryParse(text, null, isRemote: true, out var context)
        && context.TraceId != default
        && context.SpanId != default;

    /// <summary>
    /// What a message brings, or an event of Event Grid (<c>eventTime</c>) or CloudEvents (<c>time</c>, <c>traceparent</c>). Whatever is
    /// odd counts as absent.
    /// </summary>
    /// <param name="item">The queue message; null for a timer.</param>
    public static TraceContext Of(string? item)
    {
        if (item is null)
            return new TraceContext(null, null);
        try
        {
            using var document = JsonDocument.Parse(item, Shallow);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root)
                return new TraceContext(null, null);
            string? Text(string name) =>
                root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            var trace = Text("trace") ?? Text("traceparent");
            return new TraceContext(
                IsTrace(trace) ? trace : null,
                DateTimeOffset.TryParse(
                    Text("arrivedAt") ?? Text("eventTime") ?? Text("time"),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var at
                )
                    ? at
                    : null
            );
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new TraceContext(null, null);
        }
    }

    /// <summary>Begins a span that follows what came; a trace of its own without it. Messages sent within take it along.</summary>
    /// <param name="name">A function's or an event's name.</param>
    /// <param name="kind">How it was begun.</param>
    /// <param name="came">What came with the event.</param>
    public static Step Begin(string name, ActivityKind kind, TraceContext came)
    {
        if (!Instrumentation.IsOn)
            return default;
        var (before, around) = (Ambient.Value, Activity.Current);
        // The web server's own activity is sampled by nobody; as a parent it would silence ours.
        Activity.Current = null;
        ActivityContext.TryParse(OfHost, null, isRemote: true, out var host);
        // A message goes on in its own trace, linked to the host's; what has none follows the host, unless nobody samples that.
        if (!ActivityContext.TryParse(came.Trace, null, isRemote: true, out var parent))
            parent = host.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? host : default;
        ActivityLink[] links = host == default || host == parent ? [] : [new ActivityLink(host)];
        var span = Instrumentation.Spans.StartActivity(name, kind, parent, links: links);
        Ambient.Value = came with { Trace = span?.Id ?? came.Trace };
        return new Step(span, before, around);
    }

    /// <summary>A span under way. Ends when disposed, in the method that began it.</summary>
    public readonly struct Step : IDisposable
    {
        private readonly Activity? span,
            around;
        private readonly TraceContext? before;
        private readonly bool begun;

        internal Step(Activity? span, TraceContext? before, Activity? around) =>
            (this.span, this.before, this.around, begun) = (span, before, around, true);

        /// <summary>Marks the span as failed.</summary>
        /// <param name="code">Stable code; never a text.</param>
        public void Failed(string code) => span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", code);

        /// <inheritdoc/>
        public void Dispose()
        {
            if (!begun)
                return;
            span?.Dispose();
            Activity.Current = around;
            Ambient.Value = before;
        }
    }
}
