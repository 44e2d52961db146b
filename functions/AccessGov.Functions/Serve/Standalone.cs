using System.Net;
using AccessGov.App.Composition;
using AccessGov.App.Drift;
using AccessGov.App.Events;
using AccessGov.App.Telemetry;
using AccessGov.App.Watching;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Triggers;
using AccessGov.Web;

namespace AccessGov.Functions.Serve;

/// <summary>
/// <c>accessgov serve</c>: pumps, timers and the web application in one process, by the same <c>function.json</c> files and through the
/// same triggers as on Azure Functions. Alone on SQLite, or as replicas on Azure storage. Triggers have no address here.
/// </summary>
public static class Standalone
{
    private static readonly TimeSpan InboxEvery = TimeSpan.FromSeconds(5);

    /// <summary>Serves until it is told to stop; a kill is as good.</summary>
    /// <param name="installation">What to serve.</param>
    /// <param name="port">Loopback port of the web application; a reverse proxy stands before it. 0 takes a free one.</param>
    /// <param name="ready">Told once everything runs, with the address.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task RunAsync(Installation installation, int port, Action<string> ready, CancellationToken ct)
    {
        var rules = HostRules.Read(Path.Combine(AppContext.BaseDirectory, "host.json"));
        var bindings = BindingFiles.Read(BindingFiles.Folder);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        builder.Logging.AddLines();
        using var watch = Watch.Begin(builder.Configuration, builder.Logging);
        await using var app = builder.Build();
        app.UseRouting();
        app.MapPortal(() => installation);
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(Standalone));
        watch?.Look(installation, BindingFiles.Queues(bindings), log);
        var boundary = new TriggerBoundary(() => installation, app.Services.GetRequiredService<ILogger<TriggerBoundary>>());
        // A lease ends before the message of its killed holder is seen again.
        installation.Workspace = installation.Workspace with
        {
            LeaseFor = rules.RetryAfter * 2 / 3,
        };
        var workspace = installation.Workspace;
        var pulse = new WorkSignal();
        var loops = new List<Func<CancellationToken, Task>> { stop => PollInboxAsync(workspace, boundary, pulse, stop) };
        foreach (var binding in bindings)
            switch (binding)
            {
                case Binding.Queue queue:
                    loops.Add(
                        new QueuePump(
                            queue,
                            workspace.Queue,
                            (item, end) => boundary.RunAsync(queue.Function, item, end),
                            rules,
                            pulse,
                            workspace.Clock,
                            log
                        ).RunAsync
                    );
                    break;
                case Binding.Timer timer:
                    loops.Add(
                        new TimerLoop(
                            timer,
                            Schedules.Read(timer.Schedule),
                            workspace,
                            end => boundary.RunAsync(timer.Function, null, end),
                            rules,
                            pulse,
                            log
                        ).RunAsync
                    );
                    break;
                case Binding.Http:
                    break;
                default:
                    throw new InvalidOperationException(binding.GetType().Name);
            }
        await app.StartAsync(ct);
        ready(app.Urls.First());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = loops.ConvertAll(loop => Task.Run(() => loop(stop.Token), CancellationToken.None));
        // The timer's first time may be hours away, and Graph's handshake needs us to listen.
        var subscribing = boundary.RunAsync(nameof(App.Drift.RenewSubscriptions), null, stop.Token);
        // A loop that ends by itself has met a bug: stop, so that whoever watches the process starts it again.
        await Task.WhenAny(running);
        await stop.CancelAsync();
        await Task.WhenAll([.. running, subscribing]);
        await app.StopAsync(CancellationToken.None);
    }

    private static async Task PollInboxAsync(Workspace workspace, TriggerBoundary boundary, WorkSignal pulse, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await boundary.GuardAsync(nameof(PollInbox), () => PollInbox.RunAsync(workspace, new Actor.Trigger("PollInbox"), stop));
            pulse.Beat();
            await Task.Delay(InboxEvery, workspace.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
