namespace AccessGov.Functions.Triggers;

/// <summary>How this program logs.</summary>
internal static class LogLines
{
    /// <summary><c>Debug</c> tells also when each function begins; <c>Information</c> when not set.</summary>
    private const string LevelVariable = "ACCESSGOV_LOG_LEVEL";

    /// <summary>What is told at all.</summary>
    /// <param name="logging">The program's logging.</param>
    public static ILoggingBuilder AddLevels(this ILoggingBuilder logging) =>
        logging
            .SetMinimumLevel(
                Enum.TryParse(Environment.GetEnvironmentVariable(LevelVariable), ignoreCase: true, out LogLevel level)
                    ? level
                    : LogLevel.Information
            )
            .AddFilter("Microsoft", LogLevel.Warning)
            // Strangers make its warnings at will: an answer of Entra that nobody here asked for. What fails on our side is an error.
            .AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.Error);

    /// <summary>One line an entry on the console; errors on standard error.</summary>
    /// <param name="logging">The program's logging.</param>
    /// <param name="terminal">How a terminal shows them; null where none does: then in English, with times in UTC.</param>
    public static ILoggingBuilder AddLines(this ILoggingBuilder logging, TerminalLines? terminal)
    {
        logging.AddLevels();
        if (terminal is null)
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
                console.UseUtcTimestamp = true;
            });
        else
        {
            logging.Services.AddSingleton<Microsoft.Extensions.Logging.Console.ConsoleFormatter>(terminal);
            logging.AddConsole(console => console.FormatterName = TerminalLines.Called);
        }
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Error
        );
        return logging;
    }
}
