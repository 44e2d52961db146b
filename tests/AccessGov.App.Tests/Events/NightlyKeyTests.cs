using AccessGov.App.Audit;
using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.Core.Audit;
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

        await App.Events.ReconcileNightly.RunAsync(workspace, Night, key, Ct);

        var finding = Assert.Single(await IncidentLog.ListAsync(workspace, Ct), f => f.Code == "checkpoint-unsigned");
        Assert.False(await SealAudit.CheckpointsAsync(workspace, Ct).AnyAsync(Ct));
        Assert.Contains(folder.File("key.pem"), finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_file_nothing_is_signed_and_none_is_made()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        using var key = new SigningKey(folder.File("none.pem"), null);
        await App.Events.ReconcileNightly.RunAsync(installation.Workspace, Night, key, Ct);
        Assert.False(File.Exists(folder.File("none.pem")));
        Assert.DoesNotContain(await IncidentLog.ListAsync(installation.Workspace, Ct), f => f.Code == "checkpoint-unsigned");
    }

    public void Dispose() => folder.Dispose();
}
