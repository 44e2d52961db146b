namespace AccessGov.App.Hosting;

/// <summary>How this program logs: one line an entry; errors go to standard error, which the Functions host takes for errors.</summary>
internal static class LogLines
{
    public static ILoggingBuilder AddLines(this ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
            console.UseUtcTimestamp = true;
        });
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Error);
        return logging;
    }
}
