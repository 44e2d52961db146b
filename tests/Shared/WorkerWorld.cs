using AccessGov.App.Composition;
using AccessGov.Functions.Triggers;
using AccessGov.Sandbox.FunctionsHost;
using Azure.Storage.Queues;

namespace AccessGov.Tests;

/// <summary>The executable as worker of the emulated Functions host, with a stage of its own on Azurite.</summary>
internal sealed record WorkerWorld(Stage Stage, Installation Installation, FunctionsHostEmulator Host) : IAsyncDisposable
{
    /// <summary>Collection of the tests that use it: they share one storage account, and a worker takes whatever lies in a queue.</summary>
    public const string OneAtATime = "workers";

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

    /// <summary>Waits until the condition holds; what the host and its worker said is told when it never does.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds, CancellationToken ct)
    {
        try
        {
            await Stage.UntilAsync(holds, ct);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail(Host.Log);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Installation.Dispose();
        await Stage.DisposeAsync();
    }
}
