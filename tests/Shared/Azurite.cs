using AccessGov.Sandbox;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace AccessGov.Tests;

/// <summary>One Azurite for the whole run, started by the first test that asks and stopped with the run.</summary>
public sealed class Azurite : IDisposable
{
    private readonly AzuriteProcess process = new();
    private readonly Lazy<Task<string>> started;

    public Azurite() =>
        started = new(async () =>
        {
            await process.StartAsync();
            return process.ConnectionString;
        });

    /// <summary>A connection string for its three services.</summary>
    public Task<string> ConnectionStringAsync() => started.Value;

    public void Dispose() => process.Dispose();
}
