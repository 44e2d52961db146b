using AccessGov.Sandbox;

namespace AccessGov.Benchmarks.Server;

/// <summary>The sample policy where nothing waits for people.</summary>
internal static class ServerPolicy
{
    /// <summary>Of a municipality of its own, in a storage account that others use too.</summary>
    public static string Text() =>
        File.ReadAllText(Repository.Path("functions/policy/suzaka-sample.yaml"))
            // Nothing waits for people here; the municipality is its own in a storage account that others use too.
            .Replace("approval-from-actions: 100", "approval-from-actions: 1000000", StringComparison.Ordinal)
            .Replace("approve-my-number-grants: true", "approve-my-number-grants: false", StringComparison.Ordinal)
            .Replace("creations: { count: 20, share: 0.03 }", "creations: { count: 1000000, share: 1.0 }", StringComparison.Ordinal)
            .Replace("creations: { count: 200, share: 0.25 }", "creations: { count: 1000000, share: 1.0 }", StringComparison.Ordinal)
            .Replace("enables: { count: 10, share: 0.02 }", "enables: { count: 1000000, share: 1.0 }", StringComparison.Ordinal)
            .Replace("enables: { count: 100, share: 0.10 }", "enables: { count: 1000000, share: 1.0 }", StringComparison.Ordinal)
            .Replace("tenant: suzaka", $"tenant: t-{Guid.NewGuid():N}"[..28], StringComparison.Ordinal);
}
