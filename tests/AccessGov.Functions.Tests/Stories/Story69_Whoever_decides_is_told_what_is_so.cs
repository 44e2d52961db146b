using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>What two people decide: nothing empty is proposed, and each refusal names what is so.</summary>
public sealed class Story69_Whoever_decides_is_told_what_is_so
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "\"another-user\":{\"worker\":\"000103\",\"roles\":[\"approver\"]}",
        ExitCodes.Settings,
        "operators:another-user",
        "仮の利用者"
    )]
    [InlineData("\"second\":{\"worker\":\"000000\",\"roles\":[\"approver\"]}", ExitCodes.Settings, "operators:second", "仮の値（000000）")]
    [InlineData("\"second\":{\"worker\":\"009999\",\"roles\":[\"approver\"]}", ExitCodes.Refused, "operators:second", "009999")]
    public async Task Operators_who_are_nobody_are_proposed_by_no_command(string entry, int exitCode, params string[] says)
    {
        await using var village = await VillageStory.OpenAsync();
        village.BeginNew();
        await village.DeliverAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        var settings = Path.Combine(village.Root, "accessgov.json");
        var text = await File.ReadAllTextAsync(settings, Ct);
        await File.WriteAllTextAsync(settings, text.Replace("\"operators\":{", $"\"operators\":{{{entry},", StringComparison.Ordinal), Ct);
        foreach (var command in new[] { "operators propose", "go-live propose last" })
            (await village.RunAsync(command)).Ended(exitCode).Says(says);
        Assert.DoesNotContain(await village.FactsAsync("decisions"), f => f.Kind.Value == "decision-proposed");
        await File.WriteAllTextAsync(settings, text, Ct);
        (await village.RunAsync("go-live propose last")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task No_word_stands_for_the_proposal_that_was_seen()
    {
        await using var village = await VillageStory.OpenAsync();
        village.BeginNew();
        await village.DeliverAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        (await village.RunAsync("go-live propose last")).Ended(ExitCodes.Done);
        foreach (var kind in new[] { "operators", "policy", "go-live" })
        {
            (await village.RunAsync($"{kind} approve last", village.Auditor))
                .Ended(ExitCodes.Usage)
                .Says("「last」では承認できません", $"accessgov {kind} status", "6桁以上")
                .SaysNot("別の提案がありました");
            (await village.RunAsync($"{kind} approve 12345", village.Auditor)).Ended(ExitCodes.Usage).Says("6桁以上");
        }
        (await village.RunAsync("operators approve 123456", village.Auditor)).Ended(ExitCodes.Refused).Says("別の提案がありました");
    }

    [Fact]
    public async Task Whoever_proposed_is_told_so_and_not_of_facts_in_a_plan()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Approvers.Add(new("000103"));
        village.Sit(VillageStory.Author);
        village.BeginNew();
        (await village.RunAsync("operators propose")).Ended(ExitCodes.Done);
        var hash = (await village.RunAsync("operators status --json"))["proposed"].GetProperty("hash").GetString()!;
        (await village.RunAsync($"operators approve {hash[..12]}"))
            .Ended(ExitCodes.Refused)
            .Says("提案した人は、自分の提案に同意できません")
            .SaysNot("計画に含まれる");
    }

    [Fact]
    public async Task Whoever_is_on_hold_approves_nothing_and_is_told_that()
    {
        await using var village = await VillageStory.SettledAsync(before: v =>
        {
            v.Approvers.Add(new("000103"));
            v.Sit(VillageStory.Author);
        });
        (await village.RunAsync("hold 000103 --reason 端末紛失")).Ended(ExitCodes.Done);
        village.MoveTo("2026-02-03");
        village.Move("000102", VillageStory.Residents, "2026-02-03");
        await village.DeliverAsync("mayor");
        (await village.RunAsync("plan --worker 000102")).Ended(ExitCodes.Done);
        (await village.RunAsync("approve last", new("000103")))
            .Ended(ExitCodes.Refused)
            .Says("承認者 000103 は利用停止中です")
            .SaysNot("在職");
    }

    [Fact]
    public async Task Plans_that_wait_say_how_they_are_approved_together()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        village.Move("000102", VillageStory.Residents, "2026-02-03");
        await village.DeliverAsync("mayor");
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("承認が必要");
        const string begin = "accessgov approve --waiting";
        var line = (await village.RunAsync("plans --waiting")).Ended(ExitCodes.Done).Text.Split('\n').Single(l => l.Contains(begin));
        var command = line[line.IndexOf("approve", StringComparison.Ordinal)..].Trim();
        (await village.RunAsync(command, village.Auditor)).Ended(ExitCodes.Done).Says("承認しました");
        (await village.RunAsync("plans --waiting")).Ended(ExitCodes.Done).SaysNot(begin);
    }

    [Fact]
    public async Task A_policy_from_which_a_plan_was_only_made_is_none_that_was_in_force()
    {
        await using var village = await VillageStory.OpenAsync();
        village.BeginNew();
        await village.DeliverAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        Assert.Contains("有効にした記録なし", await RecordScript.AgreesAsync(village, "report"), StringComparison.Ordinal);
        (await village.RunAsync("go-live propose last")).Ended(ExitCodes.Done).Says("今の取込設定（");
        (await village.RunAsync("go-live status")).Ended(ExitCodes.Done).Says("今の取込設定（");
        var plan = (await village.RunAsync("show last --json"))["id"].GetString()!;
        (await village.RunAsync($"go-live approve {plan[..12]}", village.Auditor)).Ended(ExitCodes.Done);
        var after = (await village.RunAsync("audit report"))
            .Ended(ExitCodes.Done)
            .Says("2026-02-02 に有効化", $"職員 {village.Auditor} が");
        after.Says("自動処理（使用中の設定の引継ぎ）").SaysNot("有効にした記録なし").SaysNot("trigger:").SaysNot("profiles");
    }

    [Fact]
    public async Task Another_file_given_as_the_policy_of_witnesses_is_told_in_one_sentence()
    {
        await using var village = await VillageStory.SettledAsync();
        var other = Path.Combine(village.Root, "other.yaml");
        await File.WriteAllTextAsync(other, Sample.Text, Ct);
        var told = (await village.RunAsync($"audit verify --policy {other}")).Ended(ExitCodes.Refused).Says("証人方針ではありません");
        Assert.Single(told.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.True(told.Error.Length < 300, told.Error);
    }
}
