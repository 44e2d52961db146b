using System.Globalization;

namespace AccessGov.Functions.Serve;

/// <summary>The numbers of <c>host.json</c> that both hosts follow.</summary>
/// <param name="FunctionTimeout">A function that runs longer is ended.</param>
/// <param name="BatchSize">Messages taken at once.</param>
/// <param name="MaxDequeueCount">A message that failed so often goes to the poison queue.</param>
/// <param name="RetryAfter">A failed message is seen again after that (<c>visibilityTimeout</c>), and here also that of a killed
/// process.</param>
/// <param name="MaxPollingInterval">An idle queue is looked at that often.</param>
public sealed record HostRules(
    TimeSpan FunctionTimeout,
    int BatchSize,
    int MaxDequeueCount,
    TimeSpan RetryAfter,
    TimeSpan MaxPollingInterval
)
{
    /// <summary>
    /// With what follows, joined by <c>__</c>, the Functions host overrides a value of host.json (learn.microsoft.com,
    /// functions-host-json); so do we.
    /// </summary>
    public const string EnvironmentPrefix = "AzureFunctionsJobHost__";

    /// <summary>
    /// What this process puts into a queue wakes it. It looks for what others put there, and for what a killed one left, so rarely where
    /// each look is a request to pay for.
    /// </summary>
    public static TimeSpan RarestLook { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Queues by which somebody is shut out are looked at so often at least: a command may put something there.</summary>
    public static TimeSpan UrgentLook { get; } = TimeSpan.FromSeconds(5);

    /// <summary>An idle poison queue is looked at so often, whatever the store: what lies there has failed for minutes.</summary>
    public static TimeSpan PoisonLook { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Reads <c>host.json</c> and what the environment overrides.</summary>
    /// <param name="path">Path of <c>host.json</c>.</param>
    /// <exception cref="FormatException">A number is none, or is missing.</exception>
    public static HostRules Read(string path)
    {
        var values = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path)).AddEnvironmentVariables(EnvironmentPrefix).Build();
        string Text(string key) => values[key] ?? throw new FormatException($"{path} has no '{key}'.");
        TimeSpan Span(string key) => TimeSpan.Parse(Text(key), CultureInfo.InvariantCulture);
        int Number(string key) => int.Parse(Text(key), CultureInfo.InvariantCulture);
        const string queues = "extensions:queues:";
        return new HostRules(
            Span("functionTimeout"),
            Number(queues + "batchSize"),
            Number(queues + "maxDequeueCount"),
            Span(queues + "visibilityTimeout"),
            Span(queues + "maxPollingInterval")
        );
    }
}
