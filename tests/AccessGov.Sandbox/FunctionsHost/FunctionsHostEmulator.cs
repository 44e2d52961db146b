using System.Text.Json;
using AccessGov.Functions.Serve;
using Azure.Storage.Queues;
using NCrontab;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// Stands for the Azure Functions host v4 before a custom handler, written from the host's source and from shapes recorded with its
/// libraries. It is not the host: no real one was run against this project.
/// </summary>
public sealed class FunctionsHostEmulator : IAsyncDisposable
{
    private readonly FunctionsHostOptions options;
    private readonly Handler handler;
    private readonly Invocations invocations;
    private readonly PublicDoor door;
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> running = [];

    private FunctionsHostEmulator(FunctionsHostOptions options)
    {
        this.options = options;
        var hostJson = Path.Combine(options.AppFolder, "host.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(hostJson));
        var rules = HostRules.Read(hostJson);
        Rules = rules with
        {
            RetryAfter = options.RetryAfter ?? rules.RetryAfter,
            FunctionTimeout = options.FunctionTimeout ?? rules.FunctionTimeout,
        };
        var executable = document
            .RootElement.GetProperty("customHandler")
            .GetProperty("description")
            .GetProperty("defaultExecutablePath")
            .GetString()!;
        var prefix = document.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString()!;
        handler = new Handler(options, Path.Combine(options.AppFolder, executable));
        invocations = new Invocations(handler, Rules.FunctionTimeout);
        door = new PublicDoor(handler, options.WithoutRoutePrefix ? "" : "/" + prefix);
    }

    /// <summary>The numbers of host.json that hold here.</summary>
    public HostRules Rules { get; }

    /// <summary>The public address.</summary>
    public Uri Address => door.Address;

    /// <summary>What the handler printed.</summary>
    public string Log => string.Join('\n', handler.Lines);

    /// <summary>How often the handler was started.</summary>
    public int Starts => handler.Starts;

    /// <summary>Starts the handler, listens on the queues, opens the public door.</summary>
    public static async Task<FunctionsHostEmulator> StartAsync(FunctionsHostOptions options, CancellationToken ct)
    {
        var host = new FunctionsHostEmulator(options);
        await host.handler.RunningAsync(ct);
        await host.door.StartAsync();
        var queues = new QueueServiceClient(options.Storage);
        foreach (var binding in BindingFiles.Read(options.BindingsFolder ?? options.AppFolder))
            if (binding is Binding.Queue queue)
                host.running.Add(new QueueListener(queue, queues, host.invocations, host.Rules).RunAsync(host.stop.Token));
            else if (binding is Binding.Timer timer)
                host.running.Add(host.TimeAsync(timer));
        return host;
    }

    /// <summary>Runs a timer function now, as <c>/admin/functions/NAME</c> does.</summary>
    /// <returns>Null when it succeeded, else why not.</returns>
    public Task<string?> RunTimerAsync(string function, CancellationToken ct) =>
        invocations.CallAsync(function, Invocations.TimerPayload(function, false, DateTimeOffset.UtcNow), ct);

    /// <summary>Kills the handler as the host does; the next call starts it again.</summary>
    public Task KillHandlerAsync() => handler.KillAsync();

    /// <summary>Ends everything; the handler is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await door.DisposeAsync();
        await handler.DisposeAsync();
        invocations.Dispose();
        stop.Dispose();
    }

    private async Task TimeAsync(Binding.Timer timer)
    {
        // An unset %NAME% keeps the real host from starting the function.
        var expression = timer.Schedule is ['%', .. var name, '%'] ? options.AppSettings[name] : timer.Schedule;
        var schedule = CrontabSchedule.Parse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        while (true)
        {
            var next = schedule.GetNextOccurrence(DateTime.UtcNow) - DateTime.UtcNow;
            // Task.Delay has a longest time.
            await Task.Delay(next < TimeSpan.FromHours(1) ? next : TimeSpan.FromHours(1), stop.Token);
            if (next <= TimeSpan.FromHours(1))
                await RunTimerAsync(timer.Function, stop.Token);
        }
    }
}
