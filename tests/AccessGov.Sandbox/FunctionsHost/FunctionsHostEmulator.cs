using Azure.Storage.Queues;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// Stands for the Azure Functions host v4 before a .NET isolated worker, written from Microsoft's host and worker sources. It is not the
/// host: it has one instance and one worker process, takes no leases, keeps no keys, scales nothing, binds no outputs, and refuses at
/// once what it does not know. What differs on purpose is said where it differs.
/// </summary>
public sealed class FunctionsHostEmulator : IAsyncDisposable
{
    private readonly FunctionsHostOptions options;
    private readonly HostLog lines;
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<string, TimerListener> timers = new(StringComparer.Ordinal);
    private readonly List<Task> listening = [];
    private readonly WorkerServer server;
    private readonly WorkerSupervisor worker;
    private HttpDoor? door;

    private FunctionsHostEmulator(FunctionsHostOptions options, WorkerServer server)
    {
        this.options = options with { AppFolder = Path.GetFullPath(options.AppFolder) };
        this.server = server;
        var rules = FunctionsHostRules.Read(Path.Combine(this.options.AppFolder, "host.json"), options.AppSettings);
        Rules = rules with
        {
            RetryAfter = options.RetryAfter ?? rules.RetryAfter,
            FunctionTimeout = options.FunctionTimeout ?? rules.FunctionTimeout,
        };
        lines = new HostLog(options.Hear);
        worker = new WorkerSupervisor(server, this.options, lines);
    }

    /// <summary>The numbers of host.json that hold here.</summary>
    public FunctionsHostRules Rules { get; }

    /// <summary>The public address.</summary>
    public Uri Address => door!.Address;

    /// <summary>What the worker printed and logged, and what the host had to say about it.</summary>
    public string Log => lines.ToString();

    /// <summary>How often the worker was started.</summary>
    public int Starts => worker.Starts;

    /// <summary>The worker's process, or the last that ran; null before the first.</summary>
    public int? WorkerProcessId => worker.ProcessId;

    /// <summary>
    /// Files that the worker's process has mapped: every assembly that it has loaded is one (Linux, proc(5)).
    /// </summary>
    public IReadOnlyList<string> LoadedFiles =>
        [
            .. File.ReadLines($"/proc/{worker.ProcessId}/maps")
                .Where(l => l.Contains('/', StringComparison.Ordinal))
                .Select(l => Path.GetFileName(l))
                .Distinct(),
        ];

    /// <summary>The functions' names, as the worker told them.</summary>
    public IReadOnlyList<string> Functions => [.. worker.Functions.Select(f => f.Name)];

    /// <summary>Why the host gave up; null while it works.</summary>
    public Exception? Fault => worker.Fault ?? listening.Select(l => l.Exception?.GetBaseException()).FirstOrDefault(e => e is not null);

    /// <summary>Starts the worker, learns its functions, listens for them, opens the public door.</summary>
    /// <param name="options">How.</param>
    /// <param name="ct">Ends the start.</param>
    /// <exception cref="InvalidDataException">A function needs what this host does not have, or an absent setting.</exception>
    /// <exception cref="InvalidOperationException">The worker failed three times.</exception>
    public static async Task<FunctionsHostEmulator> StartAsync(FunctionsHostOptions options, CancellationToken ct)
    {
        var server = await WorkerServer.StartAsync();
        FunctionsHostEmulator? host = null;
        try
        {
            host = new FunctionsHostEmulator(options, server);
            await host.ListenAsync(ct);
            return host;
        }
        catch
        {
            await (host?.DisposeAsync() ?? server.DisposeAsync());
            throw;
        }
    }

    /// <summary>Runs a timer function now, as <c>/admin/functions/NAME</c> does.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="ct">Asks it to stop.</param>
    /// <returns>Null when it succeeded, else why not.</returns>
    public Task<string?> RunTimerAsync(string function, CancellationToken ct) => timers[function].RunNowAsync(ct);

    /// <summary>Kills the worker with SIGKILL; the next call starts it again. That is no error of the worker.</summary>
    public Task KillWorkerAsync() => worker.KillAsync();

    /// <summary>Asks the worker to end, as the host does before it ends itself; the next call starts it again.</summary>
    /// <returns>The exit code; null when none ran, or when it did not end within five seconds and was killed.</returns>
    public Task<int?> StopWorkerAsync() => worker.TerminateAsync();

    /// <summary>Ends everything; the worker is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await worker.DisposeAsync();
        await Task.WhenAll(listening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (door is not null)
            await door.DisposeAsync();
        await server.DisposeAsync();
        stop.Dispose();
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await worker.RunningAsync(ct);
        var reader = new FunctionReader(options.AppSettings);
        var functions = worker.Functions.Select(reader.Read).ToList();
        var caller = new FunctionCaller(worker, Rules.FunctionTimeout);
        var statuses = new TimerStatuses(Storage(FunctionsHostOptions.StorageSetting), options.HostId);
        door = new HttpDoor(caller, Rules, functions, options.BehindFrontEnd);
        await door.StartAsync();
        foreach (var function in functions.Where(f => f.Trigger is FunctionTrigger.Timer))
            timers.Add(function.Name, new TimerListener(function, caller, statuses));
        await Task.WhenAll(timers.Values.Select(t => t.BeginAsync(ct)));
        var queues = functions.Where(f => f.Trigger is FunctionTrigger.Queue).Select(f => Queue(f, caller));
        listening.AddRange(timers.Values.Select(t => TellAsync(t.ListenAsync(stop.Token))));
        listening.AddRange(queues.Select(q => TellAsync(q.ListenAsync(stop.Token))));
    }

    private async Task TellAsync(Task listener)
    {
        try
        {
            await listener;
        }
        // The worker's own fault is in the log already.
        catch (Exception e) when (e is not OperationCanceledException && worker.Fault is null)
        {
            lines.Enqueue($"[host] {e}");
            throw;
        }
    }

    private QueueTriggerListener Queue(HostedFunction function, FunctionCaller caller)
    {
        var trigger = (FunctionTrigger.Queue)function.Trigger;
        var storage = new QueueServiceClient(Storage(trigger.Connection));
        var queue = storage.GetQueueClient(trigger.Name);
        return new QueueTriggerListener(function, queue, storage.GetQueueClient(queue.Name + "-poison"), caller, Rules, options.HiddenFor);
    }

    private string Storage(string setting) =>
        options.AppSettings.GetValueOrDefault(setting)
        ?? (setting == FunctionsHostOptions.StorageSetting ? options.Storage : null)
        ?? throw new InvalidDataException($"There is no app setting '{setting}'.");
}
