using System.Diagnostics;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>One run of the worker's process.</summary>
internal sealed class WorkerProcess
{
    private readonly Process process;

    private WorkerProcess(Process process)
    {
        (this.process, Id) = (process, process.Id);
        Exit = EndAsync();
    }

    /// <summary>The operating system's id.</summary>
    public int Id { get; }

    /// <summary>Its exit code, when it has ended; 128 + 9 after SIGKILL.</summary>
    public Task<int> Exit { get; }

    /// <summary>True once this host itself ended it: such an end is no error of the worker.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Starts it in the application's folder, with this process's environment and what is given.</summary>
    /// <param name="command">What to start.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The application's folder.</param>
    /// <param name="environment">Added to the environment.</param>
    /// <param name="line">Gets each line that it prints.</param>
    public static WorkerProcess Start(
        WorkerCommand command,
        IEnumerable<string> arguments,
        string folder,
        IEnumerable<KeyValuePair<string, string>> environment,
        Action<string> line
    )
    {
        var start = new ProcessStartInfo(command.Executable, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, told) =>
        {
            if (told.Data is not null)
                line(told.Data);
        };
        process.ErrorDataReceived += (_, told) =>
        {
            if (told.Data is not null)
                line(told.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new WorkerProcess(process);
    }

    /// <summary>SIGKILL, now; nothing when it has ended.</summary>
    public async Task KillAsync()
    {
        if (!Exit.IsCompleted)
        {
            IsEnding = true;
            process.Kill();
        }
        await Exit;
    }

    private async Task<int> EndAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
