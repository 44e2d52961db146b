using AccessGov.App.Composition;
using AccessGov.App.Settings;
using AccessGov.App.Texts;
using AccessGov.App.Watching;
using AccessGov.Web;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;

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
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync()
    {
        using var opened = new OpenOnce(Open);
        // The stores open while the host and the worker still greet each other; whatever goes wrong goes wrong again in the first
        // function, whose boundary reports it.
        _ = Task.Run(() => opened.TryOpen(), CancellationToken.None);
        using var host = Build(() => opened.Value);
        try
        {
            await host.RunAsync();
        }
        // Told to end while the web server still started: the worker opens its stream before that.
        catch (OperationCanceledException) { }
        return 0;
    }

    // No settings files, file watchers and loggers of the default builder: the host hears our log over its stream.
    private static IHost Build(Func<Installation> installation) =>
        new HostBuilder()
            .ConfigureFunctionsWebApplication(worker => worker.UseMiddleware<HostTrace>())
            .ConfigureLogging(logging =>
            {
                logging.AddLevels();
                if (Watch.Begin(null, logging) is not { } watch)
                    return;
                // Killed, never closed: what is not yet sent is sent by then or lost.
                logging.Services.AddSingleton(watch);
                logging.Services.Configure<WorkerOptions>(worker => worker.Capabilities[OwnTelemetry] = bool.TrueString);
            })
            .ConfigureServices(services =>
            {
                services.AddSingleton(installation).AddSingleton<TriggerBoundary>().AddSingleton<PortalPipeline>();
                // The host ends larger requests itself; below that the answer is ours (413), which it would not be if Kestrel refused.
                services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = PortalPipeline.MaxBodyBytes);
                RemoveDataProtectionAtStart(services);
            })
            .Build();

    /// <summary>
    /// The HTTP integration registers MVC, which reads a key ring when the program starts, and makes one in a home folder at the first
    /// start. Keys are made and read when the first page needs them.
    /// </summary>
    private static void RemoveDataProtectionAtStart(IServiceCollection services)
    {
        bool IsIt(ServiceDescriptor service) =>
            service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.FullName?.Contains("DataProtection", StringComparison.Ordinal) == true;
        foreach (var service in services.Where(IsIt).ToList())
            services.Remove(service);
    }

    private static Installation Open()
    {
        var file =
            Environment.GetEnvironmentVariable(SettingsReader.FileVariable)
            ?? Path.Combine(AppContext.BaseDirectory, "config", "accessgov.json");
        var (installation, faults) = Installation.Open(file, TimeProvider.System);
        if (installation is not null)
            return installation;
        var texts = new UiTexts(SettingsReader.LanguageOf(file));
        throw new InvalidOperationException(string.Join(Environment.NewLine, faults.Select(texts.Of)));
    }
}
