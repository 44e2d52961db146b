using AccessGov.App.Planning;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Nobody alone gives a right that matters: think of the one operator who wants it.</summary>
public sealed class Story16_Nobody_alone
{
    private static readonly EmployeeId Friend = new("000104");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_operator_cannot_supply_a_key_and_agree_to_what_it_gives()
    {
        await using var village = await KeylessAsync();
        village.Keyless.Clear();
        await village.DeliverListsAsync();
        await PlanByTriggerAsync(village, Friend);
        var plan = await village.RunAsync("show last --json");
        Assert.Equal("needs-approval", plan["verdict"].GetString());
        Assert.False(plan.Json.TryGetProperty("author", out var author) && author.GetString() is not null);
        Assert.Equal([VillageStory.Author.Value], plan["authors"].EnumerateArray().Select(a => a.GetString()));
        (await village.RunAsync("approve last")).Ended(ExitCodes.Refused).Says("登録した人");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
        Assert.DoesNotContain("juki-update", village.RightsOf(Friend));

        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        Assert.Contains("juki-update", village.RightsOf(Friend));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Who_told_of_a_person_by_hand_stays_an_author_when_a_colleague_asks_for_the_plan()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Move("000105", VillageStory.Residents, "2026-02-03");
        village.MoveTo("2026-02-03");
        await village.DeliverAsync("mayor");
        (await village.RunAsync("plan", new EmployeeId("000102"))).Ended(ExitCodes.Done);
        (await village.RunAsync("approve last")).Ended(ExitCodes.Refused).Says("登録した人");
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task A_fact_told_weeks_before_its_day_still_has_its_author_on_that_day()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Move("000105", VillageStory.Residents, "2026-04-20");
        await village.DeliverAsync("mayor");
        // Every day a plan for everybody, with nothing to do: what was told lies there and is not yet anything to do.
        village.MoveTo("2026-04-10");
        await village.DeliverAsync("education");
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        village.MoveTo("2026-04-20");
        await PlanByTriggerAsync(village, new EmployeeId("000105"));
        (await village.RunAsync("approve last")).Ended(ExitCodes.Refused).Says("登録した人");
    }

    [Fact]
    public async Task An_account_of_the_operating_system_that_is_nobody_supplies_nothing()
    {
        await using var village = await KeylessAsync();
        var file = village.Write("mayor");
        village.Sit(null);
        var before = await village.StateTextAsync("hr");
        foreach (
            var command in new[]
            {
                $"hr import {file} --source mayor",
                $"hr keys {Path.Combine(village.Root, "keys.csv")}",
                $"hr tell {file} --source mayor",
                "hr whole --source mayor",
                "plan",
                "policy propose",
                "operators propose",
                "hold 000104 --reason lost-phone",
                "hold lift 000104",
                "restored",
                "clock confirm",
                "incidents retry 0a",
            }
        )
            (await village.RunAsync(command)).Ended(ExitCodes.Refused).Says(Environment.UserName, "誰にも割り当てられていません");
        Assert.Equal(before, await village.StateTextAsync("hr"));
    }

    [Theory]
    [InlineData("999999", "どの人事情報にもいません")]
    [InlineData("000105", "本日在職・勤務中ではありません")]
    [InlineData("000106", "役割が必要です")]
    public async Task Who_is_unknown_or_not_on_duty_or_without_the_role_approves_nothing(string who, string why)
    {
        await using var village = await VillageStory.SettledAsync(before: v =>
        {
            v.Approvers.AddRange([new("999999"), new("000105")]);
            v.Leave("000105", "2026-02-02");
            v.Sit(VillageStory.Author);
        });
        village.MoveTo("2026-02-03");
        await village.SettleAsync();
        village.Move("000102", VillageStory.Residents, "2026-02-03");
        await village.DeliverAsync("mayor");
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        (await village.RunAsync("approve last", new EmployeeId(who))).Ended(ExitCodes.Refused).Says(why);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
    }

    [Fact]
    public async Task A_looser_policy_is_not_in_force_because_somebody_edited_the_file()
    {
        await using var village = await KeylessAsync();
        await EditPolicyAsync(village, "approve-my-number-grants: true", "approve-my-number-grants: false");
        village.Keyless.Clear();
        await village.DeliverListsAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("ポリシー設定のファイルの変更 1 件（うち緩めるもの 1 件）", "承認が必要");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);

        const string shown = "limits.approve-my-number-grants: true → false  ← 緩める変更";
        (await village.RunAsync("policy propose")).Ended(ExitCodes.Done).Says(shown);
        // Whoever is to agree sees the same, read from what was proposed, whatever lies in the file by now.
        await EditPolicyAsync(village, "approve-my-number-grants: false", "approve-my-number-grants: true");
        (await village.RunAsync("policy status", village.Auditor)).Ended(ExitCodes.Done).Says(shown);
        await EditPolicyAsync(village, "approve-my-number-grants: true", "approve-my-number-grants: false");
        var hash = (await village.RunAsync("policy status --json"))["proposed"].GetProperty("hash").GetString()!;
        (await village.RunAsync($"policy approve {hash}")).Ended(ExitCodes.Refused);
        (await village.RunAsync($"policy approve {hash[..12]}", new EmployeeId("000102"))).Ended(ExitCodes.Refused).Says("役割");
        (await village.RunAsync("policy approve 000000000000", village.Auditor)).Ended(ExitCodes.Refused).Says("別の提案");
        (await village.RunAsync($"policy approve {hash[..12]}", village.Auditor)).Ended(ExitCodes.Done).Says("有効になりました");
        var facts = await village.FactsAsync("decisions");
        Assert.Contains(
            facts,
            f => f.Kind == FactKind.DecisionProposed && f.Body.Text.Contains("approve-my-number-grants", StringComparison.Ordinal)
        );
        Assert.Contains(facts, f => f.Kind == FactKind.PolicyRead && f.Actor == new Actor.Employee(village.Auditor));
        // Now nobody needs to look at the zone, as two people wanted: only at what one person brought by hand.
        (await village.RunAsync("plan --json")).Ended(ExitCodes.Done);
        var reason = Assert.Single((await village.RunAsync("show last --json"))["reasons"].EnumerateArray());
        Assert.Equal("supplied-by-hand", reason.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Who_loosened_the_policy_stays_an_author_and_who_only_looked_becomes_none()
    {
        await using var village = await KeylessAsync();
        var loosener = new EmployeeId("000102");
        await EditPolicyAsync(village, "approval-from-actions: 100", "approval-from-actions: 101");
        (await village.RunAsync("policy propose", loosener)).Ended(ExitCodes.Done);
        var hash = (await village.RunAsync("policy status --json"))["proposed"].GetProperty("hash").GetString()!;
        (await village.RunAsync($"policy approve {hash}", village.Auditor)).Ended(ExitCodes.Done);
        // Stricter, so in force at once: a question of the auditor's meets it first, then a trigger.
        await EditPolicyAsync(village, "approval-from-actions: 101", "approval-from-actions: 99");
        (await village.RunAsync("plans", village.Auditor)).Ended(ExitCodes.Done);
        village.Keyless.Clear();
        await village.DeliverListsAsync();
        await EditPolicyAsync(village, "approval-from-actions: 99", "approval-from-actions: 98");
        await PlanByTriggerAsync(village, Friend);

        var plan = await village.RunAsync("show last --json");
        Assert.Equal([VillageStory.Author.Value, loosener.Value], plan["authors"].EnumerateArray().Select(a => a.GetString()));
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task A_stricter_policy_is_in_force_at_once_and_the_record_says_who_read_it()
    {
        await using var village = await VillageStory.SettledAsync();
        await EditPolicyAsync(village, "approval-from-actions: 100", "approval-from-actions: 1");
        village.Move("000105", VillageStory.GeneralAffairs, "2026-02-03");
        village.MoveTo("2026-02-03");
        await village.DeliverAsync("mayor");
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("承認が必要");
        Assert.Contains(
            await village.FactsAsync("decisions"),
            f =>
                f.Kind == FactKind.PolicyRead
                && f.Actor == new Actor.Employee(VillageStory.Author)
                && f.Body.Text.Contains("limits.approval-from-actions", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Nobody_gives_himself_a_role_or_another_name()
    {
        await using var village = await KeylessAsync();
        var settings = Path.Combine(village.Root, "accessgov.json");
        var text = await File.ReadAllTextAsync(settings, Ct);
        await File.WriteAllTextAsync(
            settings,
            text.Replace($"\"worker\":\"{VillageStory.Author}\"", $"\"worker\":\"{village.Auditor}\"", StringComparison.Ordinal),
            Ct
        );
        village.Keyless.Clear();
        await village.DeliverListsAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("設定の operators は有効な一覧と");
        Assert.Equal(VillageStory.Author.Value, (await village.RunAsync("show last --json"))["author"].GetString());
        (await village.RunAsync("approve last")).Ended(ExitCodes.Refused).Says("登録した人");
        (await village.RunAsync("operators propose")).Ended(ExitCodes.Done);
        var hash = (await village.RunAsync("operators status --json"))["proposed"].GetProperty("hash").GetString()!;
        (await village.RunAsync($"operators approve {hash}")).Ended(ExitCodes.Refused).Says("提案した人は");
    }

    [Fact]
    public async Task Approving_what_was_approved_claims_nothing()
    {
        await using var village = await PlannedAsync();
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done).Says("承認しました");
        foreach (var who in new EmployeeId?[] { null, new("000102"), new("999999") })
        {
            var again = await village.RunAsync("approve last", who);
            again.Ended(ExitCodes.Refused).Says("何も変わっていません", village.Auditor.Value);
            Assert.DoesNotContain("承認しました", again.Out, StringComparison.Ordinal);
            Assert.Equal("", (await village.RunAsync("approve last --json", who)).Out);
        }
        var plan = (await village.RunAsync("show last --json"))["id"].GetString();
        Assert.Single(await village.FactsAsync($"plan:{plan}"), f => f.Kind == FactKind.PlanApproved);
    }

    [Fact]
    public async Task A_new_installation_observes_until_two_people_let_it_go_live()
    {
        await using var village = await VillageStory.OpenAsync();
        village.BeginNew();
        await village.DeliverAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("観察モード", "最初の計画です");
        var before = village.TenantText();
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Refused);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused).Says("観察モード");
        await PlanByTriggerAsync(village, null);
        Assert.Equal(before, village.TenantText());

        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        var plan = (await village.RunAsync("show last --json"))["id"].GetString()!;
        (await village.RunAsync($"go-live propose {plan}")).Ended(ExitCodes.Done);
        (await village.RunAsync($"go-live approve {plan}")).Ended(ExitCodes.Refused);
        (await village.RunAsync($"go-live approve {plan}", new EmployeeId("000102"))).Ended(ExitCodes.Refused).Says("役割");
        (await village.RunAsync($"go-live approve {plan}", village.Auditor)).Ended(ExitCodes.Done).Says("有効になりました");
        // Also an author of the plan cannot let it pass, whatever its size.
        (await village.RunAsync("apply last"))
            .Ended(ExitCodes.Refused)
            .Says("承認がまだありません");
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        (await village.RunAsync("verify")).Ended(ExitCodes.Done);
        await village.RunAgainChangesNothingAsync();
    }

    internal static async Task<VillageStory> KeylessAsync() => await VillageStory.SettledAsync(before: v => v.Keyless.Add(Friend));

    /// <summary>What a timer or queue does: plans on behalf of nobody.</summary>
    internal static async Task PlanByTriggerAsync(VillageStory village, EmployeeId? only)
    {
        using var installation = village.Open();
        await PlanToday.RunAsync(installation.Workspace, new Actor.Trigger("ReconcileNightly"), only, Ct);
    }

    private static async Task<VillageStory> PlannedAsync()
    {
        var village = await KeylessAsync();
        village.Keyless.Clear();
        await village.DeliverListsAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        return village;
    }

    internal static async Task EditPolicyAsync(VillageStory village, string old, string replacement)
    {
        var text = await File.ReadAllTextAsync(village.PolicyFile, Ct);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(village.PolicyFile, text.Replace(old, replacement, StringComparison.Ordinal), Ct);
    }
}
