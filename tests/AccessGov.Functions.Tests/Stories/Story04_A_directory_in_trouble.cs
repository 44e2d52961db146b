using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// The tenant refuses, breaks off, loses replies: nothing is planned on half a picture, nothing is lost, nothing is done twice.
/// </summary>
public sealed class Story04_A_directory_in_trouble
{
    private static readonly EmployeeId Mover = new("000102"),
        Leaver = new("000106");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_storm_of_429_delays_and_loses_nothing(bool withRetryAfter)
    {
        await using var village = await WithWorkToDoAsync();
        village.Tenant.Faults.Storm429(0.3, withRetryAfter ? TimeSpan.FromSeconds(7) : null);
        var plan = await village.RunAsync("plan");
        for (var again = 0; plan.ExitCode == ExitCodes.TryAgain && again < 20; again++)
            plan = await village.RunAsync("plan");
        plan.Ended(ExitCodes.Done);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        village.Tenant.Faults.Calm();
        Assert.True(village.Tenant.Counters.Throttled > 0);
        await IsDoneAsync(village);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_service_that_is_away_for_a_while_is_waited_for(int status)
    {
        await using var village = await WithWorkToDoAsync();
        await PlanAndApproveAsync(village);
        village.Tenant.Faults.Next("POST /$batch", times: 12, status: status);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        await IsDoneAsync(village);
    }

    [Fact]
    public async Task A_service_that_stays_away_gives_the_console_back_and_apply_goes_on_later()
    {
        await using var village = await WithWorkToDoAsync();
        await PlanAndApproveAsync(village);
        var before = village.TenantText();
        village.Tenant.Faults.Next("* /*", times: int.MaxValue, status: 503);
        (await village.RunAsync("apply last"))
            .Ended(ExitCodes.TryAgain)
            .Says("ディレクトリが応答しないため中断しました", "もう一度 apply を実行すると続きから適用します");
        village.Tenant.Faults.Calm();
        Assert.Equal(before, village.TenantText());
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        await Chains.EveryActionHasOneIntentAndOneOutcomeAsync(village);
        await IsDoneAsync(village);
    }

    [Fact]
    public async Task A_page_that_fails_in_the_middle_makes_no_plan()
    {
        await using var city = await CityStory.OpenAsync();
        await city.SettleOldYearAsync();
        city.MoveTo(4, 1);
        await city.ImportAsync("4-1", "2026-04-01");
        var (before, state) = (city.TenantText(), await city.StateTextAsync("plan"));
        city.Tenant.Faults.FailPage($"/groups/{city.GroupOf("mail")}/members", 1, times: 500);
        (await city.RunAsync("plan")).Ended(ExitCodes.TryAgain).Says("全部は読み取れない", "計画も照合もしません");
        Assert.Equal((before, state), (city.TenantText(), await city.StateTextAsync("plan")));
        city.Tenant.Faults.Calm();
        (await city.RunAsync($"hr announce {city.Delivery("announcement.csv")}", city.Announcer)).Ended(ExitCodes.Done);
        await city.SettleAsync();
        await city.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task A_directory_that_is_down_at_verify_proves_nothing_and_says_so()
    {
        await using var village = await WithWorkToDoAsync();
        await village.SettleAsync();
        village.Tenant.Faults.Next("GET /users", times: 500, status: 503);
        (await village.RunAsync("verify")).Ended(ExitCodes.TryAgain).Says("計画も照合もしません").SaysNot("検証済み");
        village.Tenant.Faults.Calm();
        await IsDoneAsync(village);
    }

    /// <summary>Whoever is told to wait waits for ever.</summary>
    [Theory]
    [InlineData("plan")]
    [InlineData("verify")]
    public async Task A_directory_that_refuses_is_mended_and_not_waited_for(string command)
    {
        await using var village = await WithWorkToDoAsync();
        village.Tenant.Faults.Next("GET /users", times: 500, status: 403);
        (await village.RunAsync(command))
            .Ended(ExitCodes.Refused)
            .SaysNot("directory-unreadable")
            .Says("時間をおいても直りません")
            .SaysNot("しばらくしてから");
        village.Tenant.Faults.Calm();
        await village.SettleAsync();
        await IsDoneAsync(village);
    }

    [Fact]
    public async Task A_group_deleted_after_the_plan_fails_its_own_actions_and_the_others_go_on()
    {
        await using var village = await WithWorkToDoAsync();
        await PlanAndApproveAsync(village);
        village.Tenant.Directory.DeleteGroup(village.GroupOf("juki-update"));
        (await village.RunAsync("apply last")).Ended(ExitCodes.NotAsItShouldBe);
        var outcomes = (await village.RunAsync("show last --json"))["outcomes"];
        Assert.Equal(
            1,
            outcomes.GetProperty("stale").GetInt32() + (outcomes.TryGetProperty("failed", out var failed) ? failed.GetInt32() : 0)
        );
        Assert.Contains("juki-inquiry", village.RightsOf(Mover));
        Assert.False(village.Account(Leaver).AccountEnabled);
        (await village.RunAsync("plan --all"))
            .Ended(ExitCodes.Done)
            .Says("「住民記録（異動入力）」のグループが存在しません", "変更はありません");
        await village.RunAgainChangesNothingAsync(verified: ExitCodes.NotAsItShouldBe);
    }

    [Fact]
    public async Task An_account_changed_by_hand_after_the_plan_is_stale_and_not_forced()
    {
        await using var village = await WithWorkToDoAsync();
        await PlanAndApproveAsync(village);
        village.Account(Mover)["jobTitle"] = "手で変えた職名";
        (await village.RunAsync("apply last")).Ended(ExitCodes.NotAsItShouldBe).Says("状態が変わったため中止");
        Assert.Equal("手で変えた職名", village.Account(Mover)["jobTitle"]);
        Assert.DoesNotContain("juki-update", village.RightsOf(Mover));
        Assert.DoesNotContain("tax-levy", village.RightsOf(Mover));
        await village.SettleAsync();
        Assert.Equal("主任", village.Account(Mover)["jobTitle"]);
        Assert.Contains("juki-update", village.RightsOf(Mover));
        await IsDoneAsync(village);
    }

    [Fact]
    public async Task A_member_added_by_hand_is_removed_by_the_next_plan_with_a_finding()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Tenant.Directory.AddMember(village.GroupOf("koseki"), village.Account(Mover).Id);
        (await village.RunAsync("plan --all"))
            .Ended(ExitCodes.Done)
            .Says("000102", "「戸籍」の根拠が見つかりません（追加者・日時は不明）", "「戸籍」を取消し");
        await village.SettleAsync();
        Assert.DoesNotContain("koseki", village.RightsOf(Mover));
        await village.RunAgainChangesNothingAsync();
    }

    [Theory]
    [InlineData("PATCH /users/*")]
    [InlineData("PATCH /groups/*")]
    [InlineData("POST /groups/*")]
    [InlineData("DELETE /groups/*")]
    [InlineData("POST /users/*")]
    [InlineData("POST /users")]
    public async Task A_write_whose_reply_was_lost_is_applied_once(string lost)
    {
        await using var village = await WithWorkToDoAsync();
        // Two joiners at once, so that members are added together too.
        foreach (var id in new[] { "000107", "000108" })
            village.Put(VillageStory.Regular(id, "mayor", VillageStory.Crafts, "2026-02-03"));
        await village.DeliverAsync("mayor");
        await PlanAndApproveAsync(village);
        village.Tenant.Faults.DropReplyAfterEffect(lost);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        Assert.Single(village.Tenant.Directory.FindByEmployeeId("000107"));
        await Chains.EveryActionHasOneIntentAndOneOutcomeAsync(village);
        await IsDoneAsync(village);
    }

    /// <summary>000102 moves from 税務課 to 住民記録係, 000106 left yesterday.</summary>
    private static async Task<VillageStory> WithWorkToDoAsync()
    {
        var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        village.Move(Mover.Value, VillageStory.Residents, "2026-02-03");
        village.Leave(Leaver.Value, "2026-02-02");
        await village.DeliverAsync();
        return village;
    }

    private static async Task PlanAndApproveAsync(VillageStory village)
    {
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
    }

    private static async Task IsDoneAsync(VillageStory village)
    {
        Assert.Contains("juki-update", village.RightsOf(Mover));
        Assert.DoesNotContain("tax-levy", village.RightsOf(Mover));
        Assert.Equal((false, 0), (village.Account(Leaver).AccountEnabled, village.RightsOf(Leaver).Count));
        await village.RunAgainChangesNothingAsync();
    }
}
