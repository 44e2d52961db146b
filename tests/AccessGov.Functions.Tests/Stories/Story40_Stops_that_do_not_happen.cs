using AccessGov.App.Incidents;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Somebody must leave at once and does not: people are told by name, and look at the plan of today alone.</summary>
public sealed class Story40_Stops_that_do_not_happen
{
    private const string Leaver = "000105";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("told")]
    [InlineData("delivered")]
    public async Task An_order_taken_back_before_it_was_carried_out_is_told(string how)
    {
        await using var village = await VillageStory.SettledAsync();
        await TellAsync(village, atOnce: true);
        Assert.Empty(await StopsAsync(village, "stop-taken-back"));
        village.MoveTo("2026-02-03");
        if (how == "told")
            await TellAsync(village, atOnce: false);
        else
            await village.DeliverAsync("mayor");
        var told = Assert.Single(await StopsAsync(village, "stop-taken-back"));
        Assert.Equal(Leaver, told.Subject);
        (await village.RunAsync("plan --worker 000105")).Says("変更はありません");
        (await village.RunAsync("incidents")).Says("即時停止の届出が取り消されました", Leaver);
    }

    [Fact]
    public async Task A_rejected_stop_is_named_until_somebody_settles_it()
    {
        await using var village = await VillageStory.SettledAsync();
        await TellAsync(village, atOnce: true);
        await Story16_Nobody_alone.EditPolicyAsync(village, "named: [市長", "named: [\"000105\", 市長");
        (await village.RunAsync("plan --worker 000105")).Ended(ExitCodes.Done).Says("承認が必要");
        (await village.RunAsync("reject last --reason 確認", village.Auditor)).Ended(ExitCodes.Done);
        var told = Assert.Single(await StopsAsync(village, "stop-rejected"));
        Assert.Contains(Leaver, told.What.InJapanese(), StringComparison.Ordinal);
        Assert.True(village.Account(new EmployeeId(Leaver)).AccountEnabled);
    }

    [Fact]
    public async Task A_plan_that_was_overtaken_waits_no_longer_and_says_which_came_after_it()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Account(new EmployeeId("000104")).AccountEnabled = false;
        var first = await PlanAsync(village);
        (await village.RunAsync("plan --worker 000104")).Ended(ExitCodes.Done);
        Assert.Equal(2, (await village.RunAsync("plans --waiting --json")).Json.GetArrayLength());
        village.Account(new EmployeeId("000102")).AccountEnabled = false;
        var second = await PlanAsync(village);
        var waiting = (await village.RunAsync("plans --waiting --json")).Json.EnumerateArray().Select(p => p.GetProperty("id").GetString());
        Assert.DoesNotContain(first, waiting);
        Assert.Contains(second, waiting);
        Assert.Equal(waiting.Count(), (await village.RunAsync("status --json"))["plansWaiting"].GetInt32());
        (await village.RunAsync($"show {first[..12]}")).Says($"新しい計画 {second[..12]}");
        (await village.RunAsync($"show {second[..12]}")).SaysNot("新しい計画");
        // One that nobody wants overtakes nothing.
        (await village.RunAsync($"reject {second[..12]} --reason 確認", village.Auditor)).Ended(ExitCodes.Done);
        Assert.Contains(first, (await village.RunAsync("plans --waiting --json")).Out, StringComparison.Ordinal);
    }

    private static async Task<string> PlanAsync(VillageStory village)
    {
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        return (await village.RunAsync("show last --json"))["id"].GetString()!;
    }

    private static async Task<IReadOnlyList<Incident>> StopsAsync(VillageStory village, string code)
    {
        using var installation = village.Open();
        return [.. (await IncidentLog.ListAsync(installation.Workspace, Ct)).Where(i => i.Code == code && i.IsOpen)];
    }

    private static async Task TellAsync(VillageStory village, bool atOnce)
    {
        var file = Path.Combine(village.Root, "told.json");
        var postings = atOnce ? "" : $$"""{ "kind": "primary", "org": "{{VillageStory.Crafts}}", "post": "主任", "from": "2020-04-01" }""";
        await File.WriteAllTextAsync(
            file,
            $$"""
            { "employeeId": "{{Leaver}}", "name": "須坂　{{Leaver}}",
              "employments": [ { "kind": "regular", "from": "2020-04-01", "endsAtOnce": {{(atOnce ? "true" : "false")}} } ],
              "postings": [ {{postings}} ], "leaves": [] }
            """,
            Ct
        );
        (await village.RunAsync($"hr tell {file} --source mayor")).Ended(ExitCodes.Done);
    }
}
