using System.Net;
using AccessGov.App.Composition;
using AccessGov.App.Failures;
using AccessGov.App.Watching;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Serve;
using AccessGov.Web;
using AccessGov.Web.Http;

namespace AccessGov.Functions.Triggers;

/// <summary>
/// Azure Functions' custom handler: the host owns timers, queues and the public address, and calls us on a loopback port. It stops us
/// by killing, so nothing here waits for a clean end. No real host was run against this (docs/operations.md).
/// </summary>
public static class FunctionsMode
{
    /// <summary>Set by the Functions host.</summary>
    public const string PortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    // A queue message has 64 KiB; wrapped and escaped twice it stays below this.
    private const int MaxTriggerBytes = 1024 * 1024;

    /// <summary>The port that the Functions host chose; null when it did not start us.</summary>
    public static int? Port => int.TryParse(Environment.GetEnvironmentVariable(PortVariable), out var port) ? port : null;

    /// <summary>Serves the Functions host until it kills us.</summary>
    public static async Task<int> RunAsync(int port, string? settingsFile = null, CancellationToken ct = default)
    {
        // The host waits for our first answer, not for our stores: they open meanwhile, and the first trigger finds them open.
        using var opened = new OpenOnce(() =>
            Open(
                settingsFile
                    ?? Environment.GetEnvironmentVariable(CliOptions.SettingsVariable)
                    ?? Path.Combine(AppContext.BaseDirectory, "config", "accessgov.json")
            )
        );
        _ = Task.Run(() => TryOpen(opened), CancellationToken.None);
        await using var app = Build(port, () => opened.Value);
        await app.RunAsync(ct);
        return ExitCodes.Done;
    }

    /// <summary>Whatever goes wrong now goes wrong again in the first trigger, whose boundary reports it.</summary>
    private static void TryOpen(OpenOnce opened)
    {
        try
        {
            _ = opened.Value;
        }
        catch (Exception e) when (e is OutsideFailureException or InvalidOperationException) { }
    }

    private static WebApplication Build(int port, Func<Installation> installation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        builder.Logging.AddLines();
        // Killed, never closed: what is not yet sent is sent by then or lost.
        var watch = Watch.Begin(builder.Configuration, builder.Logging);
        var app = builder.Build();
        var log = app.Services.GetRequiredService<ILogger<Installation>>();
        var boundary = new TriggerBoundary(
            () =>
            {
                var opened = installation();
                watch?.Look(opened, BindingFiles.Queues(BindingFiles.Read(BindingFiles.Folder)), log);
                return opened;
            },
            app.Services.GetRequiredService<ILogger<TriggerBoundary>>()
        );
        // The host's own calls do not wait until the portal's routes are built: that is a third of a cold start.
        app.Use(
            (context, next) =>
                (context.Request.Method, context.Request.Path.Value ?? "/") switch
                {
                    ("GET", "/") => Reply.JsonAsync(context, StatusCodes.Status200OK, "{}"),
                    ("POST", ['/', .. var function]) when !function.Contains('/') => InvokeAsync(context, function, boundary, port),
                    _ => next(context),
                }
        );
        app.UseRouting();
        app.MapPortal(installation);
        return app;
    }

    private static async Task InvokeAsync(HttpContext context, string function, TriggerBoundary boundary, int port)
    {
        if (!CallerWall.IsHost(context.Request, port) || TriggerTable.Find(function) is null)
        {
            // The same answer for both: a stranger learns no function's name.
            await Reply.JsonAsync(context, StatusCodes.Status404NotFound, "{}");
            return;
        }
        HostPayload? payload = null;
        var succeeded =
            await boundary.GuardAsync(function, async () => payload = await ReadAsync(context))
            && await boundary.RunAsync(function, payload!.Item, context.RequestAborted);
        await Reply.JsonAsync(context, succeeded ? StatusCodes.Status200OK : StatusCodes.Status500InternalServerError, "{}");
    }

    private static async Task<HostPayload> ReadAsync(HttpContext context) =>
        await BoundedBody.ReadAsync(context.Request, MaxTriggerBytes, context.RequestAborted) is { } body
            ? HostPayload.Read(body)
            : throw new FormatException($"The payload has more than {MaxTriggerBytes} bytes.");

    private static Installation Open(string settingsFile)
    {
        var (installation, faults) = Installation.Open(settingsFile, TimeProvider.System);
        return installation ?? throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
    }
}
