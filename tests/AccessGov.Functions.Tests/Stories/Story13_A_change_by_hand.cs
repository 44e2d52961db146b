using AccessGov.App.Drift;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Planning;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>With `accessgov serve` running, the directory itself tells what somebody changed by hand.</summary>
[TakesLong]
public sealed class Story13_A_change_by_hand
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_added_by_hand_to_a_governed_group_is_taken_out_again_and_our_own_writes_make_no_further_plans()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var workspace = installation.Workspace;
        using var server = stage.ServeNotified();
        await Stage.UntilAsync(() => Task.FromResult(stage.Tenant.Subscriptions.Count == 2 || Ended(server)), Ct);
        await Stage.DropAsync(workspace, Stage.Extract(50));
        await Stage.UntilAsync(
            async () => (await PlanList.NewestAsync(workspace, 1, Ct)) is [{ Status: PlanStatus.Applied }] || Ended(server),
            Ct
        );
        await QuietAsync(stage, workspace, server);
        // 50 accounts were made, enabled and given rights: each write came back as a notification.
        Assert.InRange(stage.Tenant.Notifications.DeliveredNotifications, 50, long.MaxValue);
        Assert.Single(await PlanList.NewestAsync(workspace, 9, Ct));

        // Nobody of the fire station has a key, and the list of keys says so.
        var keys = Path.Combine(Path.GetDirectoryName(stage.SettingsFile)!, "keys.csv");
        await File.WriteAllTextAsync(keys, "職員番号,登録日,失効日\n399999,2025-04-01,\n", Ct);
        using (var list = stage.Start("hr", "keys", keys))
            Assert.Equal(0, await list.EndAsync(Ct));
        var stray = stage.Tenant.Directory.Users[7];
        var right = stage.Tenant.Directory.FindGroup(
            workspace.Policy.Entitlements.First(e => e.Id.Value == "juki-inquiry").GroupId.ToString()
        )!;
        stage.Tenant.Directory.AddMember(right.Id, stray.Id);
        await Stage.UntilAsync(() => Task.FromResult(!stray.MemberOf.Contains(right.Id) || Ended(server)), Ct);
        await QuietAsync(stage, workspace, server);
        Assert.Empty(await Stage.RemainingAsync(workspace, Ct));
        Assert.Equal(2, (await PlanList.NewestAsync(workspace, 9, Ct)).Count);
        Assert.Empty(await IncidentLog.ListAsync(workspace, Ct));
        Assert.Equal(0, stage.Tenant.Counters.NotEmulated);
        Assert.Equal(0, stage.Tenant.Notifications.GivenUp);
    }

    /// <summary>Everything that was told is dealt with.</summary>
    private static async Task QuietAsync(Stage stage, Workspace workspace, RunningProgram server) =>
        await Stage.UntilAsync(
            async () =>
                Ended(server)
                || (
                    (await ChangeMarks.ReadAsync(workspace, Ct)).Count == 0
                    && await workspace.Queue.PeekCountAsync(WorkQueues.DirectoryChanged, Ct) == 0
                    && await workspace.Queue.PeekCountAsync(WorkQueues.VerifyPlan, Ct) == 0
                    && stage.Tenant.Notifications.IsQuiet
                ),
            Ct
        );

    private static bool Ended(RunningProgram server)
    {
        Assert.False(server.HasExited, server.Text);
        return false;
    }
}
