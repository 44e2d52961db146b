using System.Collections.Concurrent;
using System.Diagnostics;

namespace AccessGov.Tests;

/// <summary>A started executable whose output is kept line by line; killed with the test.</summary>
public sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process process;

    private readonly Action<string>? hear;

    private RunningProgram(Process process, Action<string>? hear) => (this.process, this.hear) = (process, hear);

    public ConcurrentQueue<string> Lines { get; } = new();

    public string Text => string.Join('\n', Lines);

    /// <summary>Files that the process has mapped: every assembly it has loaded is one (Linux, proc(5)).</summary>
    public IReadOnlyList<string> LoadedFiles =>
        [
            .. File.ReadLines($"/proc/{process.Id}/maps")
                .Where(l => l.Contains('/', StringComparison.Ordinal))
                .Select(l => Path.GetFileName(l))
                .Distinct(),
        ];

    public bool HasExited => process.HasExited;

    public static RunningProgram Start(
        string path,
        IEnumerable<string> words,
        IReadOnlyDictionary<string, string> environment,
        Action<string>? hear = null
    )
    {
        // Whatever started the tests in its background has made them ignore Ctrl-C, and every child with them: here it counts.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", path, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var program = new RunningProgram(new Process { StartInfo = start }, hear);
        program.process.OutputDataReceived += (_, line) => program.Keep(line.Data);
        program.process.ErrorDataReceived += (_, line) => program.Keep(line.Data);
        program.process.Start();
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Sends a signal as a supervisor or a terminal does: TERM, INT.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>SIGKILL, as the Functions host and a power cut do it.</summary>
    public async Task KillAsync()
    {
        KillNow();
        await process.WaitForExitAsync();
    }

    /// <summary>The signal alone, without waiting for the end.</summary>
    public void KillNow() => process.Kill();

    /// <summary>Waits until it has ended by itself, but not for ever.</summary>
    /// <exception cref="TimeoutException">It runs still.</exception>
    public async Task<int> EndAsync(CancellationToken ct)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(Patience);
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"It has not ended within {Patience.TotalMinutes} minutes. It said:\n{Text}");
        }
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        Lines.Enqueue(line);
        hear?.Invoke(line);
    }
}
