using AccessGov.Sandbox.FunctionsHost.Rpc;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// Keeps one worker running as the host does: started when needed, started again after its end, given up after three errors, each less
/// than half an hour after the one before. Exit codes 0 and 200 are no errors, nor is an end that the host brought about.
/// </summary>
internal sealed class WorkerSupervisor(WorkerServer server, FunctionsHostOptions options, HostLog lines) : IAsyncDisposable
{
    private const int ErrorsBeforeGivingUp = 3;
    private static readonly TimeSpan ErrorsAreForgottenAfter = TimeSpan.FromMinutes(30);

    // WorkerProcessCountOptions: one minute to open the stream, ten seconds to answer WorkerInitRequest; here both for a busy machine.
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    // WorkerConstants.WorkerTerminateGracePeriodInSeconds.
    private static readonly TimeSpan TerminateGrace = TimeSpan.FromSeconds(5);
    private readonly WorkerCommand command = WorkerCommand.Read(options.AppFolder, options.AppSettings);
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Stack<DateTimeOffset> errors = new();
    private IReadOnlyList<RpcFunctionMetadata>? functions;
    private Worker? current;
    private bool disposed;

    /// <summary>How often a process was started.</summary>
    public int Starts { get; private set; }

    /// <summary>The process that runs or ran last; null before the first.</summary>
    public int? ProcessId => current?.Process.Id;

    /// <summary>Why no worker is started any more; null while one is.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>What the first worker said that it has. The host does not ask again.</summary>
    public IReadOnlyList<RpcFunctionMetadata> Functions => functions ?? throw new InvalidOperationException("No worker has run yet.");

    /// <summary>The channel of a worker that has loaded all functions; starts one when none runs.</summary>
    /// <exception cref="InvalidOperationException">The host has given up.</exception>
    public async Task<WorkerChannel> RunningAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            while (true)
            {
                ObjectDisposedException.ThrowIf(disposed, this);
                if (Fault is not null)
                    throw new InvalidOperationException(Fault.Message, Fault);
                if (current is { Channel.Ended.IsCompleted: false })
                    return current.Channel;
                // The last one is dead, and what it died of is counted, before another begins.
                if (current is { Watching.IsCompleted: false })
                    await current.Watching;
                else
                    await StartAsync();
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>SIGKILL; invocations of that process fail.</summary>
    public async Task KillAsync()
    {
        if (current is { } worker)
            await KillAsync(worker);
    }

    private static async Task KillAsync(Worker worker)
    {
        await worker.Process.KillAsync();
        await worker.Watching;
    }

    /// <summary>Asks the worker to end, waits five seconds, then kills.</summary>
    /// <returns>The exit code; null when it had to be killed or none runs.</returns>
    public async Task<int?> TerminateAsync()
    {
        if (current is not { Channel.Ended.IsCompleted: false } worker)
            return null;
        worker.Process.IsEnding = true;
        try
        {
            if (worker.Channel.Terminate(TerminateGrace))
                return await worker.Process.Exit.WaitAsync(TerminateGrace);
        }
        catch (TimeoutException)
        {
            lines.Enqueue($"[host] The worker did not end within {TerminateGrace.TotalSeconds} s of being asked.");
        }
        finally
        {
            await KillAsync(worker);
        }
        return null;
    }

    /// <summary>Ends the worker of this channel, if it is still the one that runs.</summary>
    public Task EndAsync(WorkerChannel channel) => current?.Channel == channel ? TerminateAsync() : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        disposed = true;
        // Once for the one that runs, and once for one that was just being started.
        await KillAsync();
        await gate.WaitAsync();
        await KillAsync();
        gate.Dispose();
    }

    private async Task StartAsync()
    {
        var id = Guid.NewGuid().ToString();
        var channel = server.Await(id, lines.Enqueue);
        var process = WorkerProcess.Start(command, command.Arguments(server.Address, id), options.AppFolder, Environment(), lines.Enqueue);
        current = new Worker(process, channel, WatchAsync(process, channel));
        Starts++;
        try
        {
            await channel.Started.WaitAsync(StartLimit);
            await channel.InitAsync(options.AppFolder).WaitAsync(StartLimit);
            functions ??= await channel.FunctionsAsync(options.AppFolder);
            await Task.WhenAll(functions.Select(channel.LoadAsync));
            channel.IsReady = true;
        }
        catch (Exception e) when (e is TimeoutException or WorkerExitedException)
        {
            if (e is TimeoutException)
                Failed("The worker did not answer in time.");
            await KillAsync();
        }
        catch (InvalidDataException e)
        {
            Fault = e;
            await KillAsync();
        }
    }

    private Dictionary<string, string> Environment() =>
        new(options.AppSettings)
        {
            [FunctionsHostOptions.StorageSetting] =
                options.AppSettings.GetValueOrDefault(FunctionsHostOptions.StorageSetting) ?? options.Storage,
            ["FUNCTIONS_WORKER_RUNTIME"] = WorkerCommand.Language,
            ["FUNCTIONS_APPLICATION_DIRECTORY"] = options.AppFolder,
            ["FUNCTIONS_WORKER_DIRECTORY"] = options.AppFolder,
        };

    /// <summary>Ends the channel with the process, and the process with a channel that said what it must not.</summary>
    private async Task WatchAsync(WorkerProcess process, WorkerChannel channel)
    {
        if (await Task.WhenAny(process.Exit, channel.Ended) != process.Exit)
        {
            Fault ??= await channel.Ended;
            lines.Enqueue($"[host] {Fault.Message}");
            await process.KillAsync();
        }
        var code = await process.Exit;
        // Whatever the code, a worker that ends before it is ready would be started for ever.
        if (!process.IsEnding && (code is not 0 and not 200 || !channel.IsReady))
            Failed($"The worker ended with exit code {code}.");
        channel.End(new WorkerExitedException($"The worker's process ended with exit code {code}."));
    }

    private void Failed(string why)
    {
        var now = DateTimeOffset.UtcNow;
        if (errors.TryPeek(out var last) && now - last > ErrorsAreForgottenAfter)
            errors.Clear();
        errors.Push(now);
        lines.Enqueue($"[host] {why}");
        if (errors.Count >= ErrorsBeforeGivingUp)
            Fault ??= new InvalidOperationException($"The worker failed {errors.Count} times; the host stops.\n{lines}");
    }

    private sealed record Worker(WorkerProcess Process, WorkerChannel Channel, Task Watching);
}
