using System.Net;
using AccessGov.App.Composition;
using AccessGov.App.Drift;
using AccessGov.App.Events;
using AccessGov.App.Storage.Azure;
using AccessGov.App.Texts;
using AccessGov.App.Watching;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Triggers;
using AccessGov.Web;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AccessGov.Functions.Serve;

/// <summary>
/// <c>accessgov serve</c>: pumps, timers and the web application in one process, by the same list of functions and through the same
/// methods as on Azure Functions. Alone on SQLite, or as replicas on Azure storage. Triggers have no address here.
/// </summary>
public static class Standalone
{
    /// <summary>Connections at once; a reverse proxy and a few programs need a handful.</summary>
    public const int MostConnections = 200;

    private static readonly TimeSpan InboxEvery = TimeSpan.FromSeconds(5);

    /// <summary>Serves until it is told to stop; a kill is as good.</summary>
    /// <param name="installation">What to serve.</param>
    /// <param name="port">Loopback port of the web application; a reverse proxy stands before it. 0 takes a free one.</param>
    /// <param name="ready">Told once everything runs, with the address.</param>
    /// <param name="ct">Stops serving.</param>
    /// <param name="reader">The texts of whoever reads the log on a terminal; null where it goes into a file or a journal.</param>
    public static async Task RunAsync(
        Installation installation,
        int port,
        Action<string> ready,
        CancellationToken ct,
        UiTexts? reader = null
    )
    {
        ArgumentNullException.ThrowIfNull(installation);
        ArgumentNullException.ThrowIfNull(ready);
        var rules = HostRules.Read(Path.Combine(AppContext.BaseDirectory, "host.json"));
        if (installation.Workspace.Queue is StorageWorkQueue)
            rules = rules with { MaxPollingInterval = HostRules.RarestLook };
        var signals = new WorkSignals();
        installation.Workspace = installation.Workspace with
        {
            // A lease ends before the message of its killed holder is seen again.
            LeaseFor = rules.RetryAfter * 2 / 3,
            Queue = new SignallingQueue(installation.Workspace.Queue, signals, installation.Workspace.Clock),
        };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        using var watch = Watch.Begin(builder.Configuration, builder.Logging);
        await using var app = Build(builder, installation, port, watch, reader);
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(Standalone));
        watch?.Look(installation, FunctionsMetadata.Queues, log);
        var methods = new TriggerMethods(app.Services);
        var functions = FunctionsMetadata.Read();
        var loops = Loops(functions, methods, installation.Workspace, rules, signals, log)
            .Append(stop => PollInboxAsync(installation.Workspace, app.Services.GetRequiredService<TriggerBoundary>(), stop))
            .Append(stop => PollDirectoryAsync(installation, app.Services.GetRequiredService<TriggerBoundary>(), stop))
            .ToList();
        await app.StartAsync(ct);
        ready(app.Urls.First());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = loops.ConvertAll(loop => Task.Run(() => loop(stop.Token), CancellationToken.None));
        // Whoever comes first does not wait for the facts of everybody to be read.
        var warming = app
            .Services.GetRequiredService<TriggerBoundary>()
            .GuardAsync(nameof(Installation.WarmUpAsync), () => installation.WarmUpAsync(stop.Token));
        // The timer's first time may be hours away, and Graph's handshake needs us to listen.
        var renew = methods.Of(functions.Single(f => f.Function == nameof(Timers.RenewSubscriptions)));
        var subscribing = renew(null, stop.Token);
        // A loop that ends by itself has met a bug: stop, so that whoever watches the process starts it again.
        await Task.WhenAny(running);
        await stop.CancelAsync();
        await Task.WhenAll([.. running, subscribing, warming]);
        await app.StopAsync(CancellationToken.None);
    }

    private static WebApplication Build(
        WebApplicationBuilder builder,
        Installation installation,
        int port,
        Watch? watch,
        UiTexts? reader
    )
    {
        // The policy in force may be another one by then.
        DateTimeOffset Local(DateTimeOffset instant) => installation.Workspace.Local(instant);
        var clock = installation.Workspace.Clock;
        var terminal = reader is null ? null : new TerminalLines(reader, () => Local(clock.GetUtcNow()), Local);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = PortalPipeline.MaxBodyBytes;
            // Each may hold one body: what strangers can take is this number times the largest body that is read before credentials.
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        });
        builder.Services.AddRoutingCore();
        // Signals are the command line's: it stops us.
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddSingleton<Func<Installation>>(() => installation);
        builder.Services.AddSingleton<TriggerBoundary>().AddSingleton<PortalPipeline>();
        if (watch is not null)
            builder.Services.AddSingleton(watch);
        // A warning for each connection too many: whoever opens them must not fill the disk.
        builder
            .Logging.AddLines(terminal)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel.Connections", LogLevel.Error)
            // Why it does not start is thrown too, and told without a stack.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        var app = builder.Build();
        app.Use(ForgedInvocation.RefuseAsync);
        app.Run(app.Services.GetRequiredService<PortalPipeline>().AnswerAsync);
        return app;
    }

    private static IEnumerable<Func<CancellationToken, Task>> Loops(
        IEnumerable<FunctionBinding> functions,
        TriggerMethods methods,
        Workspace workspace,
        HostRules rules,
        WorkSignals signals,
        ILogger log
    )
    {
        foreach (var function in functions)
            switch (function)
            {
                case FunctionBinding.Queue queue:
                    var run = methods.Of(queue);
                    yield return new QueuePump(queue.Name, workspace.Queue, run, rules, signals, workspace.Clock, log).RunAsync;
                    break;
                case FunctionBinding.Timer timer:
                    var work = methods.Of(timer);
                    yield return new TimerLoop(
                        timer,
                        Schedules.Read(timer.Schedule),
                        workspace,
                        ended => work(null, ended),
                        rules,
                        log
                    ).RunAsync;
                    break;
                case FunctionBinding.Http:
                    break;
                default:
                    throw new InvalidOperationException(function.GetType().Name);
            }
    }

    private static async Task PollInboxAsync(Workspace workspace, TriggerBoundary boundary, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await boundary.GuardAsync(nameof(PollInbox), () => PollInbox.RunAsync(workspace, new Actor.Trigger("PollInbox"), stop));
            await Task.Delay(InboxEvery, workspace.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task PollDirectoryAsync(Installation installation, TriggerBoundary boundary, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            // The policy in force names the groups: it may be another one by now.
            if (installation.Workspace.Changes is not null)
                await boundary.GuardAsync(nameof(PollDirectory), () => PollDirectory.RunAsync(installation.Workspace, stop));
            await Task.Delay(PollDirectory.Every, installation.Workspace.Clock, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
