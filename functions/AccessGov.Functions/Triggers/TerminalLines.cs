using System.Globalization;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AccessGov.Functions.Triggers;

/// <summary>
/// The log as whoever sits before a terminal reads it: in their language, by the clock of the city. What has no text of ours (another
/// part's entry, the stack of a bug) stays as it is, for whoever is asked about it.
/// </summary>
/// <param name="texts">The reader's texts.</param>
/// <param name="now">The city's clock.</param>
/// <param name="local">An instant as that clock shows it.</param>
internal sealed class TerminalLines(UiTexts texts, Func<DateTimeOffset> now, Func<DateTimeOffset, DateTimeOffset> local)
    : ConsoleFormatter(Called)
{
    /// <summary>By this name logging finds it.</summary>
    public const string Called = "terminal";

    // Among the values of an entry the library keeps the entry's own wording.
    private const string Template = "{OriginalFormat}";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var said =
            texts.Find(KeyOf(logEntry.Category, logEntry.EventId)) is null ? VisibleText.Of(logEntry.Formatter(logEntry.State, null))
            : logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> values
                ? texts.Of(KeyOf(logEntry.Category, logEntry.EventId), [.. values.Where(v => v.Key != Template).Select(v => Told(v.Value))])
            : "";
        var level = texts.Find($"LogLevel.{logEntry.LogLevel}") is { } word ? word + " " : "";
        textWriter.WriteLine($"{At(now())} {level}{said}");
        if (logEntry.Exception is { } thrown)
            textWriter.WriteLine(VisibleText.Of(thrown.ToString(), keepLines: true));
    }

    /// <summary>The text of an entry: by the last part of who tells it, and the event's name.</summary>
    /// <param name="category">Who tells it.</param>
    /// <param name="told">The event.</param>
    public static string KeyOf(string category, EventId told) => $"Log.{category[(category.LastIndexOf('.') + 1)..]}.{told.Name}";

    private object? Told(object? value) =>
        value switch
        {
            LoggedWording wording => texts.Of(wording.What),
            DateTimeOffset instant => At(local(instant)),
            TimeSpan length => DurationText.Of(texts, length),
            string function when texts.FunctionName(function) is { } name => $"{name} ({function})",
            _ => value,
        };

    private static string At(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
