using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.Tests;

/// <summary>Tests that each have a stage of their own, with the installation on it as a server opens it.</summary>
public abstract class StagedTest : IAsyncLifetime
{
    private protected static readonly Actor Actor = new Actor.Trigger("test");
    private Stage stage = null!;
    private Installation installation = null!;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected Workspace Workspace => installation.Workspace;

    public async ValueTask InitializeAsync()
    {
        stage = await Stage.SetAsync();
        installation = stage.Open();
    }

    public async ValueTask DisposeAsync()
    {
        installation.Dispose();
        await stage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The message about a file comes, as a queue brings it.</summary>
    private protected Task ArrivesAsync(string file) =>
        HrFileArrived.RunAsync(Workspace, Actor, installation.Profiles, $$"""{"tenant":"suzaka","file":"{{file}}"}""", Ct);
}
