using System.Globalization;
using System.Text.Json;

namespace AccessGov.App.Hosting;

/// <summary>The numbers of <c>host.json</c> that both hosts follow.</summary>
/// <param name="FunctionTimeout">A function that runs longer is ended.</param>
/// <param name="BatchSize">Messages taken at once.</param>
/// <param name="MaxDequeueCount">A message that failed so often goes to the poison queue.</param>
/// <param name="RetryAfter">A failed message is seen again after that (<c>visibilityTimeout</c>).</param>
/// <param name="MaxPollingInterval">An idle queue is looked at that often.</param>
public sealed record HostRules(TimeSpan FunctionTimeout, int BatchSize, int MaxDequeueCount, TimeSpan RetryAfter, TimeSpan MaxPollingInterval)
{
    /// <summary>Reads <c>host.json</c>.</summary>
    public static HostRules Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var queues = document.RootElement.GetProperty("extensions").GetProperty("queues");
        static TimeSpan Span(JsonElement at, string name) => TimeSpan.Parse(at.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
        return new HostRules(Span(document.RootElement, "functionTimeout"), queues.GetProperty("batchSize").GetInt32(),
            queues.GetProperty("maxDequeueCount").GetInt32(), Span(queues, "visibilityTimeout"), Span(queues, "maxPollingInterval"));
    }
}
