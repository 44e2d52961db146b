namespace AccessGov.Functions.Tests.Infra;

/// <summary>The repository's own scripts, run to their end.</summary>
internal static class Script
{
    // A build node that stays behind would keep the output open, and nobody would see its end.
    private static readonly Dictionary<string, string> NobodyStays = new() { ["MSBUILDDISABLENODEREUSE"] = "1" };

    /// <summary>The exit code and everything that was said.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(string name, params string[] words)
    {
        using var script = RunningProgram.Start(Sample.InRepository($"scripts/{name}"), words, NobodyStays);
        var exitCode = await script.EndAsync(TestContext.Current.CancellationToken);
        return (exitCode, script.Text);
    }
}
