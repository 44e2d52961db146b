using System.Globalization;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>What of <c>host.json</c> holds here; where it is silent, the defaults (learn.microsoft.com, functions-host-json).</summary>
/// <param name="FunctionTimeout">A function that runs longer is ended; infinite when host.json says -1.</param>
/// <param name="RoutePrefix">What public paths begin with, without slashes.</param>
/// <param name="BatchSize">Messages taken from a queue at once.</param>
/// <param name="NewBatchThreshold">More are taken when no more than so many of a queue are being worked on.</param>
/// <param name="MaxDequeueCount">A message that failed so often goes to the poison queue.</param>
/// <param name="RetryAfter">A failed message is seen again after that (<c>visibilityTimeout</c>).</param>
/// <param name="MaxPollingInterval">An idle queue is looked at that often.</param>
/// <param name="IsBase64">Messages are base64 of their text.</param>
public sealed record FunctionsHostRules(
    TimeSpan FunctionTimeout,
    string RoutePrefix,
    int BatchSize,
    int NewBatchThreshold,
    int MaxDequeueCount,
    TimeSpan RetryAfter,
    TimeSpan MaxPollingInterval,
    bool IsBase64
)
{
    /// <summary>Reads <c>host.json</c> and what app settings override.</summary>
    /// <param name="path">The file.</param>
    /// <param name="appSettings">One named <c>AzureFunctionsJobHost__a__b</c> takes the place of <c>a.b</c>.</param>
    public static FunctionsHostRules Read(string path, IReadOnlyDictionary<string, string> appSettings)
    {
        const string prefix = "AzureFunctionsJobHost__";
        var overrides = appSettings
            .Where(s => s.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(s => s.Key[prefix.Length..].Replace("__", ":", StringComparison.Ordinal), s => (string?)s.Value);
        var values = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path)).AddInMemoryCollection(overrides).Build();
        TimeSpan Span(string key, string otherwise) => TimeSpan.Parse(values[key] ?? otherwise, CultureInfo.InvariantCulture);
        int Number(string key, int otherwise) => values[key] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        const string queues = "extensions:queues:";
        if (values["version"] != "2.0")
            throw new InvalidDataException($"{path}: version must be \"2.0\".");
        if (values.GetSection("customHandler").Exists())
            throw new InvalidDataException($"{path} describes a custom handler; this host starts an isolated worker.");
        var batch = Number(queues + "batchSize", 16);
        return new FunctionsHostRules(
            values["functionTimeout"] == "-1" ? Timeout.InfiniteTimeSpan : Span("functionTimeout", "00:30:00"),
            values["extensions:http:routePrefix"] ?? "api",
            batch,
            Number(queues + "newBatchThreshold", batch / 2),
            Number(queues + "maxDequeueCount", 5),
            Span(queues + "visibilityTimeout", "00:00:00"),
            Span(queues + "maxPollingInterval", "00:01:00"),
            (values[queues + "messageEncoding"] ?? "base64").Equals("base64", StringComparison.OrdinalIgnoreCase)
        );
    }
}
