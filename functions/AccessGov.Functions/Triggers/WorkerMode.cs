using AccessGov.App.Composition;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.App.Watching;
using AccessGov.Web;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;

namespace AccessGov.Functions.Triggers;

/// <summary>
/// The .NET isolated worker of Azure Functions: the host owns timers, queues and the public address, and tells us over gRPC what to run.
/// It may kill us at any time, so nothing here waits for a clean end.
/// </summary>
internal static class WorkerMode
{
    // The worker's own option: no command of ours has it.
    private const string HostOption = "--functions-uri";

    // The host then leaves the telemetry of functions to us (Microsoft.Azure.Functions.Worker.OpenTelemetry does the same).
    private const string OwnTelemetry = "WorkerOpenTelemetryEnabled";

    /// <summary>True when the Functions host started this process.</summary>
    /// <param name="args">The process's arguments; the path of the program may stand before them.</param>
    public static bool IsMeant(string[] args) => args.Contains(HostOption, StringComparer.Ordinal);

    /// <summary>Works for the Functions host until it says that it is enough, or kills us.</summary>
    /// <param name="args">The process's arguments.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var opened = new OpenOnce(Open);
        // The stores open while the host and the worker still greet each other; whatever goes wrong goes wrong again in the first
        // function, whose boundary reports it.
        _ = Task.Run(() => opened.TryOpen(), CancellationToken.None);
        using var host = Build(args, () => opened.Value);
        await host.RunAsync();
        return 0;
    }

    private static IHost Build(string[] args, Func<Installation> installation)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<HostTrace>();
        // The host ends larger requests itself; below that the answer is ours (413), which it would not be if Kestrel refused.
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = PortalPipeline.MaxBodyBytes);
        builder.Services.AddSingleton(installation).AddSingleton<TriggerBoundary>().AddSingleton<PortalPipeline>();
        if (Watch.Begin(builder.Configuration, builder.Logging) is { } watch)
        {
            // Killed, never closed: what is not yet sent is sent by then or lost.
            builder.Services.AddSingleton(watch);
            builder.Services.Configure<WorkerOptions>(worker => worker.Capabilities[OwnTelemetry] = bool.TrueString);
        }
        return builder.Build();
    }

    private static Installation Open()
    {
        var file =
            Environment.GetEnvironmentVariable(SettingsReader.FileVariable)
            ?? Path.Combine(AppContext.BaseDirectory, "config", "accessgov.json");
        var (installation, faults) = Installation.Open(file, TimeProvider.System);
        return installation ?? throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
    }
}
