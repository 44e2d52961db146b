using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Somebody says no: it stays a no, and the same state can be planned again.</summary>
public sealed class Story38_A_no_to_a_plan
{
    private const string Mover = "000105",
        Why = "確認待ち";
    private static readonly EmployeeId Colleague = new("000102");

    [Fact]
    public async Task What_an_approver_rejected_is_never_applied_and_the_same_state_is_another_plan()
    {
        await using var village = await WaitingAsync();
        var first = (await village.RunAsync("show last --json"))["id"].GetString()!;
        (await village.RunAsync("reject last", village.Auditor)).Ended(ExitCodes.Usage).Says("--reason を指定してください");
        // Neither approver nor author.
        (await village.RunAsync($"reject last --reason {Why}", Colleague))
            .Ended(ExitCodes.Refused)
            .Says("役割が必要です");
        (await village.RunAsync($"reject last --reason {Why}", village.Auditor)).Ended(ExitCodes.Done).Says("却下しました");
        (await village.RunAsync("reject last --reason もう一度", village.Auditor)).Ended(ExitCodes.Done).Says("何も変わりません", Why);
        (await village.RunAsync("reject last --reason 私も")).Ended(ExitCodes.Refused).Says("何も変わりません", Why);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Refused).Says("却下しています", Why);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused).Says("却下された計画です");
        (await village.RunAsync("show last")).Ended(ExitCodes.Done).Says("却下: ", Why);
        (await village.RunAsync("plans --waiting")).Ended(ExitCodes.Done).Says("承認を待つ");
        var told = Assert.Single(await village.FactsAsync($"plan:{first}"), f => f.Kind == FactKind.PlanRejected);
        Assert.Equal((new Actor.Employee(village.Auditor), Why), (told.Actor, told.BodyText("reason")));

        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("承認が必要");
        var again = await village.RunAsync("show last --json");
        Assert.NotEqual(first, again["id"].GetString());
        Assert.Equal(first, again["inputs"].GetProperty("after").GetString());
        (await village.RunAsync("approve last")).Ended(ExitCodes.Refused);
        (await village.RunAsync($"reject {first[..12]} --reason {Why}")).Ended(ExitCodes.Refused);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync($"reject last --reason {Why}", village.Auditor)).Ended(ExitCodes.Refused).Says("もう却下できません");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task An_author_takes_a_plan_back_and_stays_its_author_when_a_trigger_plans_the_same()
    {
        await using var village = await WaitingAsync(planned: false);
        village.Sit(Colleague, alsoApproves: false);
        (await village.RunAsync($"plan --worker {Mover}")).Ended(ExitCodes.Done);
        (await village.RunAsync($"reject last --reason {Why}")).Ended(ExitCodes.Done);
        await Story16_Nobody_alone.PlanByTriggerAsync(village, new EmployeeId(Mover));
        var again = await village.RunAsync("show last --json");
        Assert.Equal("Made", again["status"].GetString());
        Assert.Contains(Colleague.Value, again["authors"].EnumerateArray().Select(a => a.GetString()));
        // Asked for once more, it is the plan that waits: a no does not make a chain of plans.
        var id = again["id"].GetString();
        await Story16_Nobody_alone.PlanByTriggerAsync(village, new EmployeeId(Mover));
        Assert.Equal(id, (await village.RunAsync("show last --json"))["id"].GetString());
    }

    [Fact]
    public async Task What_takes_something_from_somebody_is_taken_back_by_an_approver_alone()
    {
        await using var village = await WaitingAsync(planned: false);
        // The days on which the old post's rights overlap are over: what comes and what goes stand in one plan.
        village.MoveTo("2026-03-20");
        await village.DeliverAsync("mayor");
        village.Sit(Colleague, alsoApproves: false);
        (await village.RunAsync($"plan --worker {Mover}")).Ended(ExitCodes.Done).Says("承認が必要");
        // Plan after plan, one person alone could keep a dismissed one enabled.
        (await village.RunAsync($"reject last --reason {Why}"))
            .Ended(ExitCodes.Refused)
            .Says("役割が必要です");
        Assert.Equal("Made", (await village.RunAsync("show last --json"))["status"].GetString());
        (await village.RunAsync($"reject last --reason {Why}", village.Auditor)).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task Whom_a_plan_touches_rejects_nothing_nor_does_anybody_a_plan_that_waits_for_nobody()
    {
        await using var village = await WaitingAsync(mover: Colleague.Value);
        (await village.RunAsync($"reject last --reason {Why}", Colleague)).Ended(ExitCodes.Refused).Says("自分の権限を変える操作が");
        village.MoveTo("2026-02-05");
        (await village.RunAsync($"reject last --reason {Why}", village.Auditor)).Ended(ExitCodes.Refused).Says("承認を待っていません");
        Assert.Equal("Made", (await village.RunAsync("show last --json"))["status"].GetString());
    }

    private static async Task<VillageStory> WaitingAsync(string mover = Mover, bool planned = true)
    {
        var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        village.Move(mover, VillageStory.Residents, "2026-02-03");
        await village.DeliverAsync("mayor");
        if (planned)
            (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("承認が必要");
        return village;
    }
}
