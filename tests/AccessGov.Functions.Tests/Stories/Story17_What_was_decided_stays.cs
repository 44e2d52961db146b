using AccessGov.App.Personnel;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>What two people decided, or somebody did to protect, is not undone by a process, a timer or a half-forgotten wish.</summary>
public sealed class Story17_What_was_decided_stays
{
    private static readonly EmployeeId Craftsman = new("000105");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_still_holds_the_file_of_before_does_not_undo_a_looser_policy_that_two_people_decided()
    {
        await using var village = await VillageStory.SettledAsync();
        using var server = village.Open();
        var former = await File.ReadAllTextAsync(village.PolicyFile, Ct);
        await File.WriteAllTextAsync(village.PolicyFile, former.Replace("approval-from-actions: 100", "approval-from-actions: 101"), Ct);
        (await village.RunAsync("policy propose")).Ended(ExitCodes.Done);
        var hash = (await village.RunAsync("policy status --json"))["proposed"].GetProperty("hash").GetString()!;
        (await village.RunAsync($"policy approve {hash}", village.Auditor)).Ended(ExitCodes.Done);

        await server.RefreshAsync(new Actor.Trigger("ReconcileNightly"), Ct);
        Assert.Equal(hash, server.Workspace.Policy.ContentHash);
        Assert.True(server.Workspace.IsLive);
        Assert.Equal(hash, await InForceAsync());
        // Who puts the stricter file back means it.
        village.MoveTo("2026-02-03");
        await File.WriteAllTextAsync(village.PolicyFile, former, Ct);
        (await village.RunAsync("plans")).Ended(ExitCodes.Done);
        Assert.NotEqual(hash, await InForceAsync());

        async Task<string?> InForceAsync() =>
            (await village.RunAsync("policy status --json"))["inForce"].GetProperty("hash").GetString();
    }

    [Fact]
    public async Task A_number_that_lost_its_zeros_holds_the_person_and_not_a_stranger()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync("hold 105 --reason 調査")).Ended(ExitCodes.Done).Says("000105").SaysNot("人事の記録にない");
        (await village.RunAsync("hold 999999 --reason 調査")).Ended(ExitCodes.Done).Says("人事の記録にない");
        await village.SettleAsync($" --worker {Craftsman}");
        Assert.False(village.Account(Craftsman).AccountEnabled);
        (await village.RunAsync("hold lift １０５")).Ended(ExitCodes.Done).Says("000105");
    }

    [Fact]
    public async Task A_wish_to_lift_a_hold_ends_after_two_weeks_and_with_a_new_reason()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync($"hold {Craftsman} --reason 端末紛失")).Ended(ExitCodes.Done);
        (await village.RunAsync($"hold lift {Craftsman}")).Ended(ExitCodes.Done).Says("別の人が");
        village.MoveTo("2026-02-17");
        (await village.RunAsync("hold list")).SaysNot("解除の申し出");
        // Nobody's wish stands: the second person is the first of a new one.
        (await village.RunAsync($"hold lift {Craftsman}", village.Auditor))
            .Ended(ExitCodes.Done)
            .Says("別の人が");
        (await village.RunAsync($"hold {Craftsman} --reason 情報漏えいの疑い")).Ended(ExitCodes.Done).Says("すでに保留中");
        (await village.RunAsync($"hold lift {Craftsman}")).Ended(ExitCodes.Done).Says("別の人が");
        Assert.Contains(await village.FactsAsync("hr"), f => f.Body.Text.Contains("情報漏えいの疑い", StringComparison.Ordinal));
        // Whoever has no role may ask, and not agree.
        (await village.RunAsync($"hold lift {Craftsman}", new EmployeeId("000102")))
            .Ended(ExitCodes.Refused)
            .Says("役割が必要です");
        (await village.RunAsync($"hold lift {Craftsman}", village.Auditor)).Ended(ExitCodes.Done).Says("解除しました");
    }

    [Fact]
    public async Task What_the_night_folds_into_the_facts_is_no_delivery_after_a_restore()
    {
        await using var village = await VillageStory.SettledAsync();
        using (var installation = village.Open())
        {
            var worker = village.Staff[Craftsman];
            await TakeStatements.RunAsync(
                installation.Workspace,
                new Actor.Trigger("HrEvents"),
                [new("e-1", installation.Workspace.Now, new PersonStatement.Employed(worker.Home, village.Today, worker))],
                Ct
            );
        }
        (await village.RunAsync("restored")).Ended(ExitCodes.Done);
        village.MoveTo("2026-02-20");
        using (var installation = village.Open())
        {
            await SweepStatements.RunAsync(installation.Workspace, new Actor.Trigger("ReconcileNightly"), Ct);
            foreach (var source in installation.Workspace.Policy.Sources.Where(s => s.Id != village.Staff[Craftsman].Home))
                await village.DeliverAsync(source.Id.Value);
            Assert.NotNull(await RestoredStore.OnAsync(installation.Workspace, Ct));
            await village.DeliverAsync("mayor");
            Assert.Null(await RestoredStore.OnAsync(installation.Workspace, Ct));
        }
    }

    [Fact]
    public async Task A_source_that_never_delivers_is_declared_whole_again_after_a_restore()
    {
        await using var village = await VillageStory.OpenAsync();
        await village.DeliverAsync("mayor", "fire", "education");
        using var installation = village.Open();
        var water = village.Staff.Values.Where(w => w.Home.Value == "water").ToArray();
        await TakeStatements.RunAsync(
            installation.Workspace,
            new Actor.Trigger("HrEvents"),
            [
                .. water.Select(w => new TakeStatements.Told(
                    $"w-{w.Id}",
                    installation.Workspace.Now,
                    new PersonStatement.Employed(w.Home, village.Today, w)
                )),
            ],
            Ct
        );
        (await village.RunAsync("hr whole --source water")).Ended(ExitCodes.Done);
        (await village.RunAsync("hr whole --source water")).Ended(ExitCodes.Refused);
        village.MoveTo("2026-02-03");
        (await village.RunAsync("restored")).Ended(ExitCodes.Done);
        village.MoveTo("2026-02-04");
        await village.DeliverAsync("mayor", "fire", "education");
        Assert.NotNull(await RestoredStore.OnAsync(installation.Workspace, Ct));
        (await village.RunAsync("hr whole --source mayor")).Ended(ExitCodes.Refused);
        (await village.RunAsync("hr whole --source water")).Ended(ExitCodes.Done);
        Assert.Null(await RestoredStore.OnAsync(installation.Workspace, Ct));
        Assert.Contains(await village.FactsAsync("hr"), f => f.Kind.Value == "source-heard-again" && f.Subject == "water");
    }
}
