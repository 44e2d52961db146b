using System.Text;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>An operator asks how things stand, as whom one works, and for people by what people know of each other.</summary>
public sealed class Story88_Who_looks_before_asking
{
    [Fact]
    public async Task Status_tells_what_there_is_and_what_waits()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync("status")).Ended(ExitCodes.Done).Says("運用中です", "mayor", "承認を待つ計画 0 件", "署名");
        (await village.RunAsync("status --lang en")).Ended(ExitCodes.Done).Says("0 plans wait for approval");
        (await village.RunAsync("status --json")).Ended(ExitCodes.Done).Says("\"live\": true", "\"plansWaiting\": 0");
    }

    [Fact]
    public async Task Who_one_is_is_told_with_the_roles()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync("whoami")).Ended(ExitCodes.Done).Says("職員番号");
        (await village.RunAsync("whoami --json")).Ended(ExitCodes.Done).Says("\"roles\"");
    }

    [Fact]
    public async Task People_are_found_by_name_unit_and_right_and_explained_by_name()
    {
        await using var village = await VillageStory.SettledAsync();
        var person = village.Staff[new EmployeeId("000102")];
        (await village.RunAsync($"workers {person.DisplayName.Split('　', ' ')[^1]}")).Ended(ExitCodes.Done).Says("000102");
        (await village.RunAsync("workers 102")).Ended(ExitCodes.Done).Says("000102");
        (await village.RunAsync("workers")).Ended(ExitCodes.Usage);
        (await village.RunAsync("workers --unit nowhere")).Ended(ExitCodes.NotFound).Says("nowhere");
        (await village.RunAsync("workers --right nothing")).Ended(ExitCodes.NotFound).Says("nothing");
        using var installation = village.Open();
        var unit = installation.Workspace.Policy.OrgChart.Units.Single(u => u.Code == person.Postings[0].Org);
        (await village.RunAsync($"workers --unit {unit.Name} --all")).Ended(ExitCodes.Done).Says("000102", unit.Name);
        // Nobody is called so: who types it alone means the unit.
        (await village.RunAsync($"workers {unit.Name} --all"))
            .Ended(ExitCodes.Done)
            .Says("000102", unit.Name);
        var right = installation.Workspace.Policy.Entitlements[0];
        (await village.RunAsync($"workers --right {right.Id}")).Ended(ExitCodes.Done);
        (await village.RunAsync($"explain 102 {right.Name}")).Ended(ExitCodes.Done).Says(right.Name);
        (await village.RunAsync("explain だれでもない人")).Ended(ExitCodes.NotFound).Says("だれでもない人");
    }

    [Fact]
    public async Task A_unit_that_the_policy_does_not_know_and_facts_that_are_too_old_are_told_where_one_looks_first()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync("status")).Ended(ExitCodes.Done).SaysNot("古い人事情報です");
        var (file, unit) = (village.Write("mayor"), village.Staff[new EmployeeId("000102")].Postings[0].Org.Value);
        var lines = (await File.ReadAllTextAsync(file, Encoding.Latin1, TestContext.Current.CancellationToken)).Split('\n');
        var one = Array.FindIndex(lines, l => l.Contains("000102", StringComparison.Ordinal));
        lines[one] = lines[one].Replace(unit, "999999", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, string.Join('\n', lines), Encoding.Latin1, TestContext.Current.CancellationToken);
        const string told = "所属コード「999999」はポリシー設定の所属（org-units）にありません（1 人: 000102）";
        (await village.RunAsync($"hr check {file} --source mayor")).Ended(ExitCodes.Done).Says(told);
        (await village.RunAsync($"hr import {file} --source mayor")).Ended(ExitCodes.Done).Says(told);
        (await village.RunAsync("explain 102")).Ended(ExitCodes.Done).Says("所属コード 999999 がポリシー設定にありません");
        (await village.RunAsync("explain 103")).Ended(ExitCodes.Done).SaysNot("999999");
        village.MoveTo("2026-03-20");
        (await village.RunAsync("status")).Ended(ExitCodes.Done).Says("古い人事情報です");
        (await village.RunAsync("status --json")).Ended(ExitCodes.Done).Says("\"daysTooOld\"");
    }

    /// <summary>A name that another's contains is still somebody's whole name.</summary>
    [Fact]
    public async Task A_whole_name_means_its_bearer_before_those_whose_names_contain_it()
    {
        await using var village = await VillageStory.SettledAsync(before: v =>
        {
            foreach (var (id, name) in new[] { ("000102", "林　恵"), ("000103", "林　恵子"), ("000201", "森　薫"), ("000202", "森　薫子") })
                v.Change(id, w => w with { DisplayName = name });
        });
        (await village.RunAsync("explain 森薫")).Ended(ExitCodes.Done).Says("000201").SaysNot("000202");
        (await village.RunAsync("explain 森\u3000薫")).Ended(ExitCodes.Done).Says("000201").SaysNot("000202");
        (await village.RunAsync("explain 森")).Ended(ExitCodes.NotFound).Says("000201", "000202");
        (await village.RunAsync("explain 林恵")).Ended(ExitCodes.Done).Says("000102").SaysNot("000103");
        (await village.RunAsync("explain 林恵子")).Ended(ExitCodes.Done).Says("000103");
        village.Change("000104", w => w with { DisplayName = "林\u3000恵" });
        await village.DeliverAsync();
        (await village.RunAsync("explain 林恵")).Ended(ExitCodes.NotFound).Says("000102", "000104").SaysNot("000103");
    }

    /// <summary>Who was called so before their marriage is called so too; a 旧姓 alone is nobody's whole name.</summary>
    [Theory]
    [InlineData("林　恵", null, "林恵", true)]
    [InlineData("林　恵子", null, "林恵", false)]
    [InlineData("小林　恵", "林", "林 恵", true)]
    [InlineData("小林　千恵", "林", "林恵", false)]
    [InlineData("小林恵", "林", "林恵", false)]
    [InlineData("小林　恵", "林", "林", false)]
    public async Task A_whole_name_is_the_former_one_too(string name, string? former, string asked, bool isWhole)
    {
        await using var village = await VillageStory.SettledAsync();
        using var installation = village.Open();
        var found = await SearchWorkers.RunAsync(installation.Workspace, "102", TestContext.Current.CancellationToken);
        var one = Assert.Single(found);
        one = one with { Worker = one.Worker with { DisplayName = name, FormerName = former } };
        Assert.Equal(isWhole, SearchWorkers.Called([one], asked).Count == 1);
    }

    [Fact]
    public async Task A_right_that_is_none_is_answered_with_ids_and_names()
    {
        await using var village = await VillageStory.SettledAsync();
        using var installation = village.Open();
        var right = installation.Workspace.Policy.Entitlements[0];
        (await village.RunAsync("explain 102 なぞ")).Ended(ExitCodes.NotFound).Says($"{right.Id}（{right.Name}）");
        (await village.RunAsync("explain 102 なぞ --lang en")).Ended(ExitCodes.NotFound).Says($"{right.Id} ({right.Name})");
    }
}
