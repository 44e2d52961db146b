using AccessGov.App.Composition;
using AccessGov.App.Work;
using AccessGov.Sandbox;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Serve;

/// <summary>Tests on a stage whose installation lives by a clock that jumps: nothing sleeps.</summary>
public abstract class JumpingStage : IAsyncLifetime
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected JumpingClock Clock { get; } = new(DateTimeOffset.UtcNow);

    protected Stage Stage { get; private set; } = null!;

    protected Installation Installation { get; private set; } = null!;

    protected Workspace Workspace => Installation.Workspace;

    public async ValueTask InitializeAsync()
    {
        Stage = await Stage.SetAsync();
        Installation = Stage.Open(clock: Clock);
    }

    public async ValueTask DisposeAsync()
    {
        Installation.Dispose();
        await Stage.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
