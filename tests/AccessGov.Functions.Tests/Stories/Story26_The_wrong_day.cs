using System.Text.Json;
using AccessGov.App.Applying;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Core.Planning;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>A slip of the year, a wrong file, a clock that is behind: nothing is believed of a day that has not come, and there is a way
/// back.</summary>
public sealed class Story26_The_wrong_day
{
    private static readonly EmployeeId Leaver = new("000106");
    private static readonly EmployeeId Other = new("000105");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("check")]
    [InlineData("import")]
    public async Task A_slip_of_the_year_is_refused_and_true_deliveries_go_on(string verb)
    {
        await using var village = await VillageStory.SettledAsync();
        var before = await village.StateTextAsync("hr");
        (await village.RunAsync($"hr {verb} {village.Write("mayor")} --source mayor --as-of 2026-08-02"))
            .Ended(ExitCodes.Refused)
            .Says("181 日先", "--as-of");
        if (verb == "check")
            Assert.Equal(before, await village.StateTextAsync("hr"));
        village.MoveTo("2026-02-03");
        village.Leave(Leaver.Value, "2026-02-02");
        await village.DeliverAsync();
        await village.SettleAsync();
        Assert.False(village.Account(Leaver).AccountEnabled);
        await village.RunAgainChangesNothingAsync();
    }

    [Theory]
    [InlineData("keys", "職員番号,登録日,失効日", "2026-02-04,")]
    [InlineData("training", "職員番号,受講日", "2026-02-04")]
    public async Task A_key_or_a_training_of_a_day_that_has_not_come_is_not_in_force(string list, string header, string ahead)
    {
        await using var village = await VillageStory.OpenAsync();
        await village.DeliverAsync();
        (await village.RunAsync("explain 000104")).Ended(ExitCodes.Done).Says("付与");
        var file = await village.ListAsync("ahead.csv", header, village.Staff.Keys.Select(id => $"{id},{ahead}"));
        (await village.RunAsync($"hr {list} {file}")).Ended(ExitCodes.Done);
        var withheld = await village.RunAsync("withheld --json");
        Assert.Contains(withheld["withheld"].EnumerateArray(), w => w.GetProperty("worker").GetString() == "000104");
        // Codes and values, whoever reads.
        Assert.Equal(withheld.Out, (await village.RunAsync("withheld --json --lang en")).Out);
        var own = withheld["withheld"].EnumerateArray().First(w => w.GetProperty("worker").GetString() == "000104");
        var gate = list == "keys" ? "MfaKey" : "Training";
        Assert.Equal(("GateClosed", gate), (Text(own, "reason", "kind"), Text(own, "reason", "gate")));
        Assert.Equal($"Fix.{gate}", Text(own, "fix", "code"));
        Assert.Equal(
            (await village.RunAsync("explain 000104 --json --lang ja")).Out,
            (await village.RunAsync("explain 000104 --json --lang en")).Out
        );
        village.MoveTo("2026-02-04");
        withheld = await village.RunAsync("withheld --json");
        Assert.DoesNotContain(withheld["withheld"].EnumerateArray(), w => w.GetProperty("worker").GetString() == "000104");
    }

    [Fact]
    public async Task A_wrong_delivery_is_withdrawn_and_what_was_said_before_holds_again_with_whom_HR_stopped_since()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        using (var installation = village.Open())
            await TellStopAsync(installation.Workspace, village.Staff[Leaver], "before");
        village.MoveTo("2026-02-04");
        // The file of another day: without the stop, and with a leaver who is none.
        village.Leave(Other.Value, "2026-02-03");
        await village.DeliverAsync("mayor");
        using (var installation = village.Open())
            await TellStopAsync(installation.Workspace, village.Staff[new("000104")], "since");
        village.MoveTo("2026-02-20");
        // Night falls: what was overtaken goes, what was stated becomes part of the facts.
        using (var installation = village.Open())
            await SweepStatements.RunAsync(installation.Workspace, new Actor.Trigger("NightlyReconcile"), Ct);

        (await village.RunAsync("hr withdraw --source mayor --lang en"))
            .Ended(ExitCodes.Done)
            .Says("市長部局", "2026-02-04", "is in force again");
        using (var installation = village.Open())
        {
            var roster = (await LoadFacts.RunAsync(installation.Workspace, new HashSet<SourceId>(), Ct)).Roster;
            Assert.True(roster.Find(Leaver)!.Employments[0].EndsAtOnce);
            Assert.True(roster.Find(new("000104"))!.Employments[0].EndsAtOnce);
            Assert.Null(roster.Find(Other)!.Employments[0].Days.Until);
        }
        Assert.Contains(
            await village.FactsAsync("hr"),
            f => f.Kind.Value == "hr-withdrawn" && f.Actor == new Actor.Employee(VillageStory.Author)
        );
        // Whoever put it back is an author of what follows.
        var plan = await village.RunAsync("plan --json");
        Assert.Contains(plan["authors"].EnumerateArray(), a => a.GetString() == VillageStory.Author.Value);
        (await village.RunAsync("hr withdraw --source mayor")).Ended(ExitCodes.Refused);
        (await village.RunAsync("hr withdraw --source nobody")).Ended(ExitCodes.NotFound);
    }

    [Fact]
    public async Task What_an_older_build_believed_of_a_day_to_come_is_put_back()
    {
        await using var village = await VillageStory.SettledAsync();
        using var installation = village.Open();
        var workspace = installation.Workspace;
        var state = (await ImportHr.StateAsync(workspace, new SourceId("mayor"), Ct))!;
        var ahead = (await workspace.Kept.SnapshotAsync(state.Kept, Ct)).SpeakingOf(new DateOnly(2026, 8, 2));
        var kept = await workspace.Kept.KeepAsync(ahead, Ct);
        await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Personnel, Ct);
                commit.Put("source:mayor", state with { AsOf = ahead.AsOf, Kept = kept, Digest = ahead.Digest, Before = null });
                return ((PartitionCommit?)commit, true);
            },
            Ct
        );
        (await village.RunAsync("plan --lang en")).Says("the clock is behind, or a date is wrong");
        (await village.RunAsync("hr withdraw --source mayor")).Ended(ExitCodes.Done).Says("2026-02-02");
        (await village.RunAsync("plan --lang en")).SaysNot("the clock is behind");
        village.Leave(Leaver.Value, "2026-02-01");
        await village.DeliverAsync("mayor");
        await village.SettleAsync();
        Assert.False(village.Account(Leaver).AccountEnabled);
    }

    [Fact]
    public async Task By_a_clock_that_is_a_day_behind_nobody_who_has_left_comes_back_and_leavers_are_taken()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Leave(Leaver.Value, "2026-02-02");
        village.MoveTo("2026-02-03");
        await village.DeliverAsync();
        await village.SettleAsync();
        Assert.False(village.Account(Leaver).AccountEnabled);
        village.Leave(Other.Value, "2026-02-28", atOnce: true);
        await village.DeliverAsync("mayor");

        using (var installation = village.Open())
        {
            var back = installation.Workspace with { Clock = new JumpingClock(village.Clock.GetUtcNow().AddDays(-1)) };
            var actor = new Actor.Trigger("TurnOfDay");
            var question = new MakePlan.Question(back.Today, null, new HashSet<SourceId>());
            var (plan, _) = Assert.IsType<MakePlanResult.Made>(await MakePlan.RunAsync(back, actor, question, null, Ct));
            Assert.Contains(plan.Findings, f => f is { Kind: FindingKind.ClockBehind, Detail: "1" });
            Assert.DoesNotContain(plan.Actions, ActionOrder.Gives);
            Assert.Contains(plan.Actions, a => a is PlannedAction.DisableAccount && a.Target.Employee == Other);
            var verified = Assert.IsType<VerifyPlan.Result.Verified>(await VerifyPlan.RunAsync(back, actor, question, null, Ct));
            // It does not say that all is well either.
            Assert.Contains(verified.Remaining, a => a is PlannedAction.EnableAccount && a.Target.Employee == Leaver);
            Assert.Contains(await IncidentLog.ListAsync(back, Ct), i => i.Code == "clock-behind");
            Assert.NotNull(await ConfirmClock.LatestAsync(back, Ct));
        }
        (await village.RunAsync("clock")).Ended(ExitCodes.Done);
        (await village.RunAsync("plan --lang en")).SaysNot("the clock is behind");
    }

    [Fact]
    public async Task A_clock_that_had_been_ahead_is_confirmed_by_hand_and_recorded()
    {
        await using var village = await VillageStory.SettledAsync();
        using (var installation = village.Open())
        {
            var ahead = installation.Workspace with { Clock = new JumpingClock(village.Clock.GetUtcNow().AddYears(1)) };
            await TellStopAsync(ahead, village.Staff[Leaver], "ahead");
        }
        (await village.RunAsync("clock")).Ended(ExitCodes.NotAsItShouldBe).Says("2027-02-02");
        (await village.RunAsync("hr withdraw --source mayor")).Ended(ExitCodes.Done).Says("1 件");
        // The order to leave at once is gone with it, and somebody else says that this is right.
        string id;
        using (var installation = village.Open())
            id = Assert.Single(await IncidentLog.ListAsync(installation.Workspace, Ct), i => i.Code == "order-taken-back").Id;
        (await village.RunAsync($"incidents close {id} --reason 誤りでした")).Ended(ExitCodes.Refused).Says("自分");
        (await village.RunAsync($"incidents close {id} --reason 誤りでした", village.Auditor)).Ended(ExitCodes.Done);
        village.Put(VillageStory.Regular("000107", "mayor", VillageStory.TaxOffice));
        await village.DeliverAsync();
        Assert.Equal(0, (await village.RunAsync("plan --json"))["actions"].GetArrayLength());
        (await village.RunAsync("clock confirm")).Ended(ExitCodes.Done);
        Assert.Contains(await village.FactsAsync(), f => f.Kind.Value == "clock-confirmed");
        await village.SettleAsync();
        Assert.True(village.Account(new("000107")).AccountEnabled);
    }

    private static async Task TellStopAsync(Workspace workspace, Worker worker, string id)
    {
        var stopped = (PersonStatement.Employed)
            ImmediateStop.Over(new PersonStatement.Employed(worker.Home, workspace.Today, worker), workspace.Today);
        Assert.IsType<StatementResult.Taken>(
            (
                await TakeStatements.RunAsync(
                    workspace,
                    new Actor.Application("hr"),
                    [new TakeStatements.Told(id, workspace.Now, stopped)],
                    Ct
                )
            )[0]
        );
    }

    private static string? Text(JsonElement of, string member, string inner) => of.GetProperty(member).GetProperty(inner).GetString();
}
