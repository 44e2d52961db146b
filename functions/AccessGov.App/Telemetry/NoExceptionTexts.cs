using OpenTelemetry;
using OpenTelemetry.Logs;

namespace AccessGov.App.Telemetry;

/// <summary>
/// What leaves this machine says which exception and where, not its text: a text of somebody else's code may quote what it was given.
/// The console keeps it.
/// </summary>
internal sealed class NoExceptionTexts : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        if (data.Exception is not { } exception)
            return;
        data.Attributes =
        [
            .. data.Attributes ?? [],
            new("exception.type", exception.GetType().FullName),
            new("exception.stacktrace", exception.StackTrace),
        ];
        data.Exception = null;
    }
}
