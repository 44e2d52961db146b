using AccessGov.App.Composition;
using AccessGov.Functions.Triggers;
using AccessGov.Sandbox.FunctionsHost;
using Azure.Storage.Queues;

namespace AccessGov.Tests;

/// <summary>The executable as worker of the emulated Functions host, with a stage of its own on Azurite.</summary>
internal sealed record WorkerWorld(Stage Stage, Installation Installation, FunctionsHostEmulator Host) : IAsyncDisposable
{
    /// <param name="azurite">The run's Azurite.</param>
    /// <param name="environment">App settings besides the stage's.</param>
    /// <param name="ct">Ends the start.</param>
    public static async Task<WorkerWorld> StartAsync(
        Azurite azurite,
        IEnumerable<KeyValuePair<string, string>> environment,
        CancellationToken ct
    )
    {
        var storage = await azurite.ConnectionStringAsync();
        await EmptyAsync(storage, ct);
        var stage = await Stage.SetAsync(storage);
        var host = await HostAsync(storage, stage.Environment.Concat(environment), ct);
        return new WorkerWorld(stage, stage.Open(), host);
    }

    /// <summary>Starts the host alone.</summary>
    public static Task<FunctionsHostEmulator> HostAsync(
        string storage,
        IEnumerable<KeyValuePair<string, string>> environment,
        CancellationToken ct
    ) =>
        FunctionsHostEmulator.StartAsync(
            new FunctionsHostOptions
            {
                AppFolder = AppContext.BaseDirectory,
                Storage = storage,
                AppSettings = environment.ToDictionary(),
                RetryAfter = TimeSpan.FromSeconds(1),
            },
            ct
        );

    /// <summary>One storage account for the whole run: no story meets another's messages.</summary>
    public static async Task EmptyAsync(string storage, CancellationToken ct)
    {
        var queues = new QueueServiceClient(storage);
        foreach (var name in FunctionsMetadata.Queues())
            await queues.GetQueueClient(name.Value).DeleteIfExistsAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Installation.Dispose();
        await Stage.DisposeAsync();
    }
}
