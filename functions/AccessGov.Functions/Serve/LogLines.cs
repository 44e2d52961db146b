namespace AccessGov.Functions.Serve;

/// <summary>How this program logs: one line an entry; errors go to standard error, which the Functions host takes for errors.</summary>
internal static class LogLines
{
    /// <summary><c>Debug</c> tells also when each function begins; <c>Information</c> when not set.</summary>
    private const string LevelVariable = "ACCESSGOV_LOG_LEVEL";

    public static ILoggingBuilder AddLines(this ILoggingBuilder logging)
    {
        logging
            .SetMinimumLevel(
                Enum.TryParse(Environment.GetEnvironmentVariable(LevelVariable), ignoreCase: true, out LogLevel level)
                    ? level
                    : LogLevel.Information
            )
            .AddFilter("Microsoft", LogLevel.Warning);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
            console.UseUtcTimestamp = true;
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Error
        );
        return logging;
    }
}
