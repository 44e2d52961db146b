using System.Text;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Abuse, named after the abuse.</summary>
public sealed class Story05_What_nobody_may_do
{
    [Fact]
    public async Task An_approver_cannot_approve_their_own_plan()
    {
        await using var village = await PlannedAsync();
        var before = village.TenantText();
        (await village.RunAsync("approve last")).Ended(ExitCodes.Refused).Says("登録した人、または計画を作成した人は、承認できません");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused).Says("承認がまだありません");
        Assert.Equal(before, village.TenantText());
        Assert.Contains(
            await village.FactsAsync("plan:"),
            f => f.Kind == FactKind.PlanRefused && f.Body.Text.Contains("approver-is-author", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_author_cannot_pass_a_plan_to_a_friend_by_having_it_planned_again()
    {
        await using var village = await PlannedAsync();
        (await village.RunAsync("plan", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("approve last")).Ended(ExitCodes.Refused).Says("登録した人、または計画を作成した人は、承認できません");
    }

    [Fact]
    public async Task An_operator_who_is_nobody_cannot_approve()
    {
        await using var village = await PlannedAsync();
        village.Sit(null);
        (await village.RunAsync("approve last"))
            .Ended(ExitCodes.Refused)
            .Says(Environment.UserName, "有効な操作者一覧で誰にも割り当てられていません", "operators");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
    }

    [Fact]
    public async Task Nobody_approves_a_plan_that_changes_their_own_rights()
    {
        await using var village = await PlannedAsync();
        (await village.RunAsync("approve last", new EmployeeId("000102"))).Ended(ExitCodes.Refused).Says("承認者自身の権限を変える操作が");
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
    }

    [Fact]
    public async Task A_refused_plan_can_be_neither_approved_nor_applied()
    {
        await using var city = await CityStory.OpenAsync();
        await city.SettleOldYearAsync();
        city.MoveTo(4, 1);
        await city.ImportAsync("4-1", "2026-04-01");
        (await city.RunAsync("plan")).Ended(ExitCodes.Refused);
        var before = city.TenantText();
        (await city.RunAsync("approve last", city.Auditor)).Ended(ExitCodes.Refused).Says("誰も承認できません");
        (await city.RunAsync("apply last", city.Auditor)).Ended(ExitCodes.Refused).Says("誰も承認できません");
        Assert.Equal(before, city.TenantText());
    }

    [Fact]
    public async Task A_plan_older_than_its_limit_is_neither_approved_nor_applied()
    {
        await using var village = await PlannedAsync();
        village.Clock.Advance(TimeSpan.FromHours(25));
        (await village.RunAsync("approve last", village.Auditor))
            .Ended(ExitCodes.Refused)
            .Says("作成から 25 時間が経過（上限 24 時間）。計画を作り直してください");
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        var before = village.TenantText();
        village.Clock.Advance(TimeSpan.FromHours(25));
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused).Says("作成から 25 時間が経過（上限 24 時間）");
        Assert.Equal(before, village.TenantText());
    }

    [Fact]
    public async Task An_old_plan_that_needs_no_approval_is_not_applied_either()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        village.Leave("000105", "2026-02-02");
        await village.DeliverAsync("mayor");
        Assert.Equal("clear", (await village.RunAsync("plan --json")).Ended(ExitCodes.Done)["verdict"].GetString());
        village.Clock.Advance(TimeSpan.FromHours(25));
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused).Says("計画を作り直してください");
        await village.SettleAsync();
        await village.RunAgainChangesNothingAsync();
    }

    [Theory]
    [InlineData("bits")]
    [InlineData("another plan")]
    [InlineData("gone")]
    public async Task A_plan_whose_kept_content_was_altered_is_not_applied(string how)
    {
        await using var village = await PlannedAsync();
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        var (before, plans) = (village.TenantText(), await village.KeptPlansAsync());
        var file = plans[^1];
        if (how == "gone")
            File.Delete(file);
        else
        {
            var content =
                how == "bits"
                    ? await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)
                    : await File.ReadAllBytesAsync(plans[0], TestContext.Current.CancellationToken);
            if (how == "bits")
                content[content.Length / 2] ^= 1;
            await Gzip.OverwriteAsync(file, content);
        }
        (await village.RunAsync("apply last")).Ended(ExitCodes.NotAsItShouldBe).Says("保存内容", "バックアップ");
        Assert.Equal(before, village.TenantText());
    }

    [Fact]
    public async Task A_kept_list_of_keys_that_was_forged_gives_nobody_a_right()
    {
        await using var village = await VillageStory.SettledAsync(before: v => v.Keyless.Add(new EmployeeId("000104")));
        Assert.DoesNotContain("juki-update", village.RightsOf(new EmployeeId("000104")));
        var kept = await village.KeptByRowAsync("hr", "keys");
        var forged = Gzip.Text(await File.ReadAllBytesAsync(village.KeptPath(kept), TestContext.Current.CancellationToken))
            .Replace("000105", "000104", StringComparison.Ordinal);
        await Gzip.OverwriteAsync(village.KeptPath(kept), Gzip.Bytes(forged));
        (await village.RunAsync("plan")).Ended(ExitCodes.NotAsItShouldBe).Says("保存内容", kept[..12], "バックアップ");
    }

    [Theory]
    [InlineData("--as 900001")]
    [InlineData("--as=900001")]
    [InlineData("--acting-as 900001")]
    public async Task Nobody_chooses_who_they_are_on_the_command_line(string option)
    {
        await using var village = await PlannedAsync();
        (await village.RunAsync($"approve last {option}")).Ended(ExitCodes.Usage);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
    }

    [Fact]
    public async Task A_forged_line_of_the_audit_record_is_found()
    {
        await using var village = await VillageStory.SettledAsync();
        var export = Path.Combine(village.Root, "audit");
        (await village.RunAsync($"audit export {export}")).Ended(ExitCodes.Done);
        (await village.RunAsync($"audit verify --from {export}")).Ended(ExitCodes.Done);
        var file = Path.Combine(export, "facts.ndjson");
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        var forged = Array.FindIndex(lines, l => l.Contains("\"outcome\":\"applied\"", StringComparison.Ordinal));
        lines[forged] = lines[forged].Replace("\"outcome\":\"applied\"", "\"outcome\":\"failed\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            file,
            string.Concat(lines.Select(l => l + "\n")),
            new UTF8Encoding(false),
            TestContext.Current.CancellationToken
        );
        (await village.RunAsync($"audit verify --from {export}")).Ended(ExitCodes.NotAsItShouldBe).Says($"facts.ndjson の{forged + 1}行目");
    }

    /// <summary>A plan of 000101 that moves 000102 into the My Number zone, so that somebody must approve.</summary>
    private static async Task<VillageStory> PlannedAsync()
    {
        var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        village.Move("000102", VillageStory.Residents, "2026-02-03");
        await village.DeliverAsync("mayor");
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("承認が必要");
        return village;
    }
}
