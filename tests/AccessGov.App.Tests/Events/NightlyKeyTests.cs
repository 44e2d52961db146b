using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.Core.Kernel;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Events;

/// <summary>The nightly run and the key that signs.</summary>
public sealed class NightlyKeyTests : IDisposable
{
    private static readonly Actor Night = new Actor.Trigger("ReconcileNightly");
    private readonly TestFolder folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_that_cannot_be_used_is_a_finding_and_the_night_goes_on()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        File.WriteAllText(folder.File("key.pem"), "no key");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.File("key.pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var key = new SigningKey(folder.File("key.pem"), null);

        await App.Events.ReconcileNightly.RunAsync(workspace, Night, Of(key), Ct);

        var finding = Assert.Single(await IncidentLog.ListAsync(workspace, Ct), f => f.Code == LogKeeping.Unwitnessed);
        Assert.Null(await SignLog.LatestAsync(workspace, Ct));
        Assert.Contains(folder.File("key.pem"), finding.What.InJapanese(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_lost_is_a_finding_and_none_is_made_in_its_place()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        using var key = new SigningKey(folder.File("key.pem"), null);
        await App.Events.ReconcileNightly.RunAsync(installation.Workspace, Night, Of(key), Ct);
        Assert.NotNull(await SignLog.LatestAsync(installation.Workspace, Ct));
        File.Delete(folder.File("key.pem"));
        await App.Events.ReconcileNightly.RunAsync(installation.Workspace, Night, Of(key), Ct);
        Assert.False(File.Exists(folder.File("key.pem")));
        Assert.Contains(await IncidentLog.ListAsync(installation.Workspace, Ct), f => f.Code == LogKeeping.Unwitnessed);
    }

    private LogKeeping Of(SigningKey key) => new(key, new FileMemory(folder.File("memory")), null, key);

    public void Dispose() => folder.Dispose();
}
