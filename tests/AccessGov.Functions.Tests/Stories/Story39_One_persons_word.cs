using AccessGov.App.Personnel;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>What one person says of people gives nothing before a second one agrees, and what is taken does not wait.</summary>
public sealed class Story39_One_persons_word
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("the operator himself")]
    [InlineData("somebody whom he invented")]
    public async Task What_one_operator_tells_gives_nothing_before_another_has_agreed(string whom)
    {
        await using var village = await VillageStory.SettledAsync();
        var person = whom == "the operator himself" ? VillageStory.Author : new EmployeeId("000190");
        // None of these rights is in the My Number zone.
        await TellAsync(village, person, VillageStory.Crafts);
        var before = village.TenantText();
        await Story16_Nobody_alone.PlanByTriggerAsync(village, person);
        var plan = await village.RunAsync("show last --json");
        Assert.Contains("supplied-by-hand", Reasons(plan));
        (await village.RunAsync("approve last")).Ended(ExitCodes.Refused).Says("登録した人");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
        Assert.Equal(before, village.TenantText());

        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        Assert.True(village.Account(person).AccountEnabled);
    }

    [Fact]
    public async Task A_plan_that_gave_nothing_for_a_word_agrees_to_nothing_of_it()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync("hold 000105 --reason 確認")).Ended(ExitCodes.Done);
        await TellAsync(village, new EmployeeId("000105"), VillageStory.GeneralAffairs);
        await ApplyAsync(village);
        (await village.RunAsync("plan")).Says("変更はありません");
        (await village.RunAsync("hold lift 000105")).Ended(ExitCodes.Done);
        (await village.RunAsync("hold lift 000105", village.Auditor)).Ended(ExitCodes.Done);
        await village.RunAsync("plan");
        Assert.Contains("supplied-by-hand", Reasons(await village.RunAsync("show last --json")));
        await ApplyAsync(village);

        // Agreed to once, it is nobody's word any more.
        (await village.RunAsync("hold 000105 --reason 確認")).Ended(ExitCodes.Done);
        await ApplyAsync(village);
        (await village.RunAsync("hold lift 000105")).Ended(ExitCodes.Done);
        (await village.RunAsync("hold lift 000105", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        Assert.DoesNotContain("supplied-by-hand", Reasons(await village.RunAsync("show last --json")));
    }

    [Fact]
    public async Task A_source_that_speaks_for_itself_again_makes_a_word_its_own()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        village.Put(VillageStory.Regular("000190", "mayor", VillageStory.Crafts, "2026-02-03"));
        (await village.RunAsync($"hr import {village.Write("mayor")} --source mayor")).Ended(ExitCodes.Done);
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        Assert.Contains("supplied-by-hand", Reasons(await village.RunAsync("show last --json")));
        village.MoveTo("2026-02-04");
        await village.DeliverByInboxAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        Assert.DoesNotContain("supplied-by-hand", Reasons(await village.RunAsync("show last --json")));
    }

    [Fact]
    public async Task An_order_that_somebody_takes_back_by_hand_is_told_and_nothing_is_called_as_it_should_be()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        village.Leave("000105", "2026-02-02");
        await village.DeliverAsync("mayor");
        await TellAsync(village, new EmployeeId("000105"), VillageStory.Crafts);
        (await village.RunAsync("verify"))
            .Ended(ExitCodes.NotAsItShouldBe)
            .Says("人事の発令が、反映の前に手作業で取り消されました (000105)")
            .SaysNot("あるべき状態と一致");
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("agreed")]
    public async Task A_word_that_was_taken_out_of_the_store_or_agreed_to_by_nobody_is_found(string how)
    {
        await using var village = await VillageStory.SettledAsync();
        await TellAsync(village, new EmployeeId("000105"), VillageStory.GeneralAffairs);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        var row = (await Forger.RowsAsync(village, "hr")).Last(r => r.StartsWith("supplied|", StringComparison.Ordinal));
        await Forger.EditAsync(village, "hr", row, text => how == "deleted" ? null : text[..^1] + ",\"agreed\":[\"000105\"]}");
        var answer = (await village.RunAsync("audit verify --json")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.Equal(
            ("supplied-differs", row),
            Assert.Single(
                answer["differences"]
                    .EnumerateArray()
                    .Select(d => (d.GetProperty("code").GetString(), d.GetProperty("subject").GetString()))
            )
        );
    }

    [Fact]
    public async Task One_person_who_announces_a_mass_dismissal_and_delivers_it_has_announced_nothing()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        foreach (var id in new[] { "000102", "000103", "000104", "000105", "000106" })
            village.Leave(id, "2026-02-02");
        var file = village.Write("mayor");
        var list = await village.ListAsync("mine.csv", "職員番号,発令区分,発令年月日,新所属コード", village.Announced);
        (await village.RunAsync($"hr announce {list}")).Ended(ExitCodes.Done);
        (await village.RunAsync($"hr import {file} --source mayor")).Ended(ExitCodes.Done);
        await village.RunAsync("plan");
        var alone = await village.RunAsync("show last --json");
        Assert.Contains("removals", Reasons(alone));
        (await village.RunAsync("show last")).Says("予告として数えていません", "accessgov hr announce");

        // Somebody else, who brought no facts, brings the same list.
        (await village.RunAsync($"hr announce {list}", new EmployeeId("000202"))).Ended(ExitCodes.Done);
        await village.RunAsync("plan");
        var announced = await village.RunAsync("show last --json");
        Assert.DoesNotContain("removals", Reasons(announced));
        (await village.RunAsync("show last")).SaysNot("予告として数えていません");
    }

    [Fact]
    public async Task After_a_backup_was_put_back_what_one_person_brings_gives_nothing_alone()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        await village.DeliverByInboxAsync();
        (await village.RunAsync("restored")).Ended(ExitCodes.Done);
        var account = village.Account(new EmployeeId("000105"));
        foreach (var group in account.MemberOf.ToArray())
            village.Tenant.Directory.RemoveMember(group, account.Id);
        village.MoveTo("2026-02-04");
        await village.DeliverAsync();
        await village.RunAsync("plan");
        Assert.Contains("supplied-by-hand", Reasons(await village.RunAsync("show last --json")));
    }

    [Theory]
    [InlineData("somebody brought by hand", "000190")]
    [InlineData("a right of the My Number zone", "000102")]
    [InlineData("more than a plan may do unseen", "000190")]
    public async Task Whoever_leaves_does_not_wait_for_what_a_colleague_is_given_by_the_same_file(string what, string colleague)
    {
        await using var village = await VillageStory.SettledAsync(
            policyText: what.StartsWith("more", StringComparison.Ordinal)
                ? Sample.Text.Replace("approval-from-actions: 100", "approval-from-actions: 9", StringComparison.Ordinal)
                : null
        );
        village.MoveTo("2026-02-03");
        village.Leave("000105", "2026-02-02");
        if (what == "more than a plan may do unseen")
        {
            foreach (var id in Enumerable.Range(190, 5).Select(i => $"{i:D6}"))
                village.Put(VillageStory.Regular(id, "mayor", VillageStory.Crafts, "2026-02-03"));
            var list = await village.ListAsync("orders.csv", "職員番号,発令区分,発令年月日,新所属コード", village.Announced);
            (await village.RunAsync($"hr announce {list}")).Ended(ExitCodes.Done);
            await village.DeliverByInboxAsync();
        }
        else if (what == "somebody brought by hand")
        {
            village.Put(VillageStory.Regular(colleague, "mayor", VillageStory.Crafts, "2026-02-03"));
            await village.DeliverAsync("mayor");
        }
        else
        {
            village.Move(colleague, VillageStory.Residents, "2026-02-03");
            await village.DeliverListsAsync();
            await village.DeliverByInboxAsync();
        }
        await Story16_Nobody_alone.PlanByTriggerAsync(village, null);
        // Made once more, nothing waits twice.
        await Story16_Nobody_alone.PlanByTriggerAsync(village, null);
        Assert.Equal(1, (await village.RunAsync("plans --waiting --json")).Json.GetArrayLength());
        (await village.RunAsync("plans --waiting")).Says("計画  ", "判定 / 状態", "理由");
        (await village.RunAsync("plans")).Says("判定 / 状態").SaysNot("理由");
        var verdicts = new Dictionary<string, string>();
        foreach (var plan in (await village.RunAsync("plans --json")).Json.EnumerateArray().Take(2))
        {
            var shown = await village.RunAsync($"show {plan.GetProperty("id").GetString()} --json");
            foreach (var action in shown["actions"].EnumerateArray().Where(Decides))
                verdicts[$"{action.GetProperty("target").GetProperty("employee").GetString()}"] = shown["verdict"].GetString()!;
        }
        Assert.Equal(("clear", "needs-approval"), (verdicts["000105"], verdicts[colleague]));

        static bool Decides(System.Text.Json.JsonElement action) =>
            action.GetProperty("kind").GetString() is "DisableAccount" or "CreateAccount"
            || action.TryGetProperty("zone", out var zone)
                && zone.GetString() == "MyNumber"
                && action.GetProperty("kind").GetString() == "AddMember";
    }

    [Fact]
    public async Task Whom_one_person_alone_calls_trained_is_given_nothing_for_it_and_who_was_trained_before_goes_on()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        village.Put(VillageStory.Regular("000190", "mayor", VillageStory.Crafts, "2026-02-03"));
        await village.DeliverByInboxAsync();
        await village.DeliverListsAsync();
        await Story16_Nobody_alone.PlanByTriggerAsync(village, new EmployeeId("000190"));
        var plan = await village.RunAsync("show last --json");
        Assert.Contains("supplied-by-hand", Reasons(plan));
        (await village.RunAsync("approve last")).Ended(ExitCodes.Refused);

        // Trained anew, a colleague whom the source moves waits for nobody.
        var again = await village.ListAsync("again.csv", "職員番号,受講日", village.Staff.Keys.Select(id => $"{id},2026-02-03"));
        (await village.RunAsync($"hr training {again}")).Ended(ExitCodes.Done);
        village.Move("000106", VillageStory.GeneralAffairs, "2026-02-03");
        await village.DeliverByInboxAsync();
        await Story16_Nobody_alone.PlanByTriggerAsync(village, new EmployeeId("000106"));
        Assert.DoesNotContain("supplied-by-hand", Reasons(await village.RunAsync("show last --json")));
    }

    [Fact]
    public async Task Whom_an_order_shut_out_at_once_nobody_brings_back_alone()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Leave("000105", "2026-02-01", atOnce: true);
        await village.DeliverAsync("mayor");
        (await village.RunAsync("plan --worker 000105")).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        Assert.False(village.Account(new EmployeeId("000105")).AccountEnabled);
        village.Put(VillageStory.Regular("000105", "mayor", VillageStory.Crafts, "2020-04-01"));
        village.MoveTo("2026-02-03");
        // By the inbox, as the personnel system itself: still people look.
        await village.DeliverByInboxAsync();
        await Story16_Nobody_alone.PlanByTriggerAsync(village, new EmployeeId("000105"));
        var plan = await village.RunAsync("show last --json");
        Assert.Contains("returns-after-stop", Reasons(plan));
        (await village.RunAsync("show last")).Says("即時停止したアカウントの再有効化が 1 件", "即時停止のあと在職と登録（2026-02-0");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
    }

    private static async Task ApplyAsync(VillageStory village)
    {
        await village.RunAsync("plan");
        await village.RunAsync("approve last", village.Auditor);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
    }

    private static IEnumerable<string?> Reasons(Answer plan) =>
        plan["reasons"].EnumerateArray().Select(r => r.GetProperty("code").GetString());

    private static async Task TellAsync(VillageStory village, EmployeeId person, string org)
    {
        var file = Path.Combine(village.Root, "told.json");
        await File.WriteAllTextAsync(
            file,
            $$"""
            { "employeeId": "{{person}}", "name": "須坂　太郎", "employments": [ { "kind": "regular", "from": "2020-04-01" } ],
              "postings": [ { "kind": "primary", "org": "{{org}}", "post": "主任", "from": "2020-04-01" } ], "leaves": [] }
            """,
            Ct
        );
        (await village.RunAsync($"hr tell {file} --source mayor")).Ended(ExitCodes.Done);
    }
}
