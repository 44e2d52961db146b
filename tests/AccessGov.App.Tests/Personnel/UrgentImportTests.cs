using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

/// <summary>即時停止 within a file: whoever must be shut out does not wait until the whole directory was read.</summary>
public sealed class UrgentImportTests
{
    private static readonly Actor Actor = new Actor.OsUser("test");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal static Task<ImportResult> ImportAsync(Workspace workspace, byte[] content, bool checkOnly = false) =>
        ImportHr.RunAsync(workspace, Actor, SampleProfiles.Fire, content, workspace.Today, null, checkOnly, CancellationToken.None);

    [Fact]
    public async Task An_urgent_leaver_within_a_file_is_planned_for_by_the_import_itself()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        Assert.IsType<ImportResult.Accepted>(await ImportAsync(workspace, Stage.Extract(20)));
        Assert.Empty(await AskedAsync(workspace));

        Assert.IsType<ImportResult.Accepted>(await ImportAsync(workspace, Stage.Extract(20, leaving: 2), checkOnly: true));
        Assert.Empty(await AskedAsync(workspace));
        Assert.IsType<ImportResult.Accepted>(await ImportAsync(workspace, Stage.Extract(20, leaving: 2)));
        Assert.Equal(["300001", "300002"], await AskedAsync(workspace));

        Assert.IsType<ImportResult.Repeated>(await ImportAsync(workspace, Stage.Extract(20, leaving: 2)));
        Assert.Empty(await AskedAsync(workspace));
        Assert.IsType<ImportResult.Accepted>(await ImportAsync(workspace, Stage.Extract(20, leaving: 3)));
        Assert.Equal(["300003"], await AskedAsync(workspace));
    }

    [Fact]
    public async Task A_file_that_shuts_out_more_than_the_brake_lets_pass_hurries_nobody()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        var most = (int)workspace.Policy.Limits.Refusal.Disables.Count;
        await ImportAsync(workspace, Stage.Extract(5 * most));
        Assert.IsType<ImportResult.Accepted>(await ImportAsync(workspace, Stage.Extract(5 * most, leaving: most + 1)));
        Assert.Empty(await AskedAsync(workspace));
    }

    /// <summary>Who is asked to be planned for, and takes the questions away.</summary>
    private static async Task<string[]> AskedAsync(Workspace workspace)
    {
        var messages = await workspace.Queue.ReceiveAsync(WorkQueues.HrChanged, 32, TimeSpan.FromMinutes(10), Ct);
        foreach (var message in messages)
            await workspace.Queue.DeleteAsync(WorkQueues.HrChanged, message, Ct);
        return [.. messages.Select(m => WorkMessage.Read(workspace, m.Body).NeededWorker.Value).Order(StringComparer.Ordinal)];
    }
}
