using AccessGov.Sandbox.FunctionsHost;

namespace AccessGov.Functions.Tests.Crash;

/// <summary>The worker of a Functions host, which stays and starts it again.</summary>
/// <param name="storage">Connection string of the storage account that host and worker share.</param>
/// <param name="environment">What the worker is told about its surroundings.</param>
/// <param name="hear">Told what it says.</param>
internal sealed class WorkerProcess(string storage, IReadOnlyDictionary<string, string> environment, Action<string> hear) : IReplicaProcess
{
    private FunctionsHostEmulator? host;
    private Task killing = Task.CompletedTask;

    public string? Fallen => host?.Fault?.Message;

    public async Task StartAsync()
    {
        await killing;
        // After a kill the host starts the worker by itself when it has the next message.
        host ??= await FunctionsHostEmulator.StartAsync(
            new FunctionsHostOptions
            {
                AppFolder = AppContext.BaseDirectory,
                Storage = storage,
                AppSettings = environment,
                RetryAfter = TimeSpan.FromSeconds(2),
                Hear = hear,
            },
            CancellationToken.None
        );
    }

    public void KillNow() => killing = host!.KillWorkerAsync();

    public void Dispose() => host?.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
