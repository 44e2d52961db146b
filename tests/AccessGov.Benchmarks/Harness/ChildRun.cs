using System.Diagnostics;
using System.Text.Json;

namespace AccessGov.Benchmarks.Harness;

/// <summary>Runs one task of this program in a process of its own and takes its figures from standard output.</summary>
internal static class ChildRun
{
    private const string Mark = "figures:";

    /// <summary>Prints the figures of this process, its peak memory among them.</summary>
    public static void Tell(Dictionary<string, double> figures)
    {
        using var self = Process.GetCurrentProcess();
        figures["peakMB"] = self.PeakWorkingSet64 / 1e6;
        figures["cpuSeconds"] = self.TotalProcessorTime.TotalSeconds;
        figures["allocatedMB"] = GC.GetTotalAllocatedBytes() / 1e6;
        figures["gen0"] = GC.CollectionCount(0);
        figures["gen1"] = GC.CollectionCount(1);
        figures["gen2"] = GC.CollectionCount(2);
        figures["pauseSeconds"] = GC.GetTotalPauseDuration().TotalSeconds;
        Console.WriteLine(Mark + JsonSerializer.Serialize(figures));
    }

    /// <summary>Runs a task and waits for it.</summary>
    public static async Task<Dictionary<string, double>> RunAsync(string task, string folder, int size, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(ChildRun).Assembly.Location);
        foreach (var argument in new[] { "child", task, "--folder", folder, "--size", $"{size}" })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        var line = output.Split('\n').LastOrDefault(l => l.StartsWith(Mark, StringComparison.Ordinal));
        return process.ExitCode == 0 && line is not null
            ? JsonSerializer.Deserialize<Dictionary<string, double>>(line[Mark.Length..])!
            : throw new InvalidOperationException($"The task '{task}' ended with code {process.ExitCode}.\n{output}");
    }

    /// <summary>The median of a figure.</summary>
    public static double Median(this IEnumerable<Dictionary<string, double>> runs, string figure)
    {
        var sorted = runs.Select(r => r.GetValueOrDefault(figure)).Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
