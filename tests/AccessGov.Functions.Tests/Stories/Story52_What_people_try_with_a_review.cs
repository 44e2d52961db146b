using System.Text.Json.Nodes;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>What a stranger found within half an hour: each was possible once.</summary>
public sealed class Story52_What_people_try_with_a_review
{
    private const string Round = "my-number-20260202";
    private static readonly EmployeeId Chief = new("000103"),
        Clerk = new("000102");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_answers_for_another_by_writing_into_the_store()
    {
        await using var village = await OpenAsync();
        var right = await FirstRightAsync(village);
        await village.RunAsync($"review answer {Round} {Clerk} {right} keep", Chief);
        await Forger.EditAsync(
            village,
            $"review:{Round}:{VillageStory.TaxOffice}",
            $"answer:{Clerk}:{right}",
            _ =>
                $$"""{"item":{"worker":"{{Clerk}}","right":"{{right}}"},"choice":"remove","by":"{{Chief}}","""
                + """ "at":"2026-02-02T00:00:00Z","reason":"","inBulk":false,"forMs":0}"""
        );
        (await village.RunAsync($"review submit {Round}", Chief)).Ended(ExitCodes.Done).Says("続ける 1 件、やめる 0 件");
    }

    [Fact]
    public async Task Deciding_once_more_gives_nothing_back_and_taking_that_back_neither()
    {
        await using var village = await OpenAsync();
        var right = await FirstRightAsync(village);
        await DecideAsync(village, Round, right, " --now");
        (await village.RunAsync($"review stop {Round} --reason 期間を改める")).Ended(ExitCodes.Refused).Says("情報セキュリティ責任者");
        await TurnsAsync(village);
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        await DecideAsync(village, "my-number-20260224", right, "");
        await StillTakenAsync();
        (await village.RunAsync($"review take-back my-number-20260224 {Clerk} {right}", Chief)).Ended(ExitCodes.Done);
        await StillTakenAsync();

        async Task StillTakenAsync()
        {
            (await village.RunAsync("plan --worker " + Clerk)).Says("棚卸しにより停止");
            (await village.RunAsync("review list")).Says("未反映");
        }
    }

    [Fact]
    public async Task What_a_review_took_may_be_asked_for_as_every_text_says()
    {
        await using var village = await OpenAsync();
        // 住民記録（照会） is what may be asked for.
        var right = "juki-inquiry";
        var worker = new EmployeeId("000104");
        var by = new EmployeeId(
            (await village.RunAsync($"review show {Round} --json"))
                .Json.EnumerateArray()
                .First(i => i.GetProperty("worker").GetString() == worker.Value && i.GetProperty("right").GetString() == right)
                .GetProperty("reviewer")
                .GetString()!
        );
        (await village.RunAsync($"review answer {Round} {worker} {right} remove", by)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review submit {Round} --now", by)).Ended(ExitCodes.Done);
        await village.SettleAsync();
        Assert.DoesNotContain(right, village.RightsOf(worker));
        // Nobody heads the unit in this village; that the person has the right already would be no reason any more.
        (await village.RunAsync($"request ask {right} --purpose 窓口の応援", worker)).SaysNot("すでに使える");
    }

    [Fact]
    public async Task Not_sure_that_was_not_handed_in_is_no_silence()
    {
        await using var village = await OpenAsync();
        var right = await FirstRightAsync(village);
        (await village.RunAsync($"review answer {Round} {Clerk} {right} unsure", Chief)).Ended(ExitCodes.Done);
        await TurnsAsync(village);
        using var installation = village.Open();
        var book = await ReviewBook.ReadAsync(installation.Workspace, Ct);
        Assert.DoesNotContain(book.Removals, r => r.Worker == Clerk && r.Entitlement.Value == right);
        var said = book.HandedInOf(Round).SelectMany(h => h.Answers).Where(a => a.Item == new ReviewItemId(Clerk, new(right))).ToArray();
        Assert.Equal([ReviewChoice.Unsure, ReviewChoice.Keep], said.Select(a => a.Choice));
        Assert.Equal(Chief, said[0].By);
    }

    [Fact]
    public async Task What_nothing_gives_is_not_kept_by_a_review_because_the_next_plan_takes_it()
    {
        await using var village = await VillageStory.SettledAsync(before: Heads);
        village.Tenant.Directory.AddMember(village.GroupOf("koseki"), village.Account(Clerk).Id);
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        (await village.RunAsync($"review answer {Round} {Clerk} koseki keep --reason 応援", Chief))
            .Ended(ExitCodes.Refused)
            .Says("利用申請");
        (await village.RunAsync($"review answer {Round} {Clerk} koseki remove", Chief)).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task Staff_open_no_round_and_a_friend_of_another_unit_stands_in_for_nobody()
    {
        await using var village = await VillageStory.SettledAsync(before: Heads);
        (await village.RunAsync("review open my-number", new EmployeeId("000106"))).Ended(ExitCodes.Refused).Says("操作者一覧");
        (await village.RunAsync("review deputy 000106", Chief)).Ended(ExitCodes.Refused).Says("同じ課");
    }

    [Theory]
    [InlineData("the last fact")]
    [InlineData("one between")]
    public async Task Whoever_deletes_the_fact_that_took_a_right_gets_nothing_back(string which)
    {
        await using var village = await OpenAsync();
        var right = await FirstRightAsync(village);
        await DecideAsync(village, Round, right, " --now");
        var taken = (await Forger.RowsAsync(village, "reviews")).Last(r => r.StartsWith("fact|", StringComparison.Ordinal));
        if (which == "one between")
            await village.SettleAsync();
        await Forger.EditAsync(village, "reviews", taken, _ => null);
        (await village.RunAsync("plan")).Ended(ExitCodes.NotAsItShouldBe).Says("消されています");
        (await village.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe).Says(taken);
    }

    [Fact]
    public async Task A_fact_that_nobody_counted_decides_nothing()
    {
        await using var village = await OpenAsync();
        var facts = (await Forger.RowsAsync(village, "reviews")).Where(r => r.StartsWith("fact|", StringComparison.Ordinal)).ToArray();
        var text = await Forger.ReadAsync(village, "reviews", facts[^1]);
        await Forger.EditAsync(village, "reviews", $"fact|{facts.Length + 1:D10}", _ => text);
        (await village.RunAsync("plan")).Ended(ExitCodes.NotAsItShouldBe).Says("このソフトウェアが書いたものではありません");
    }

    [Theory]
    [InlineData("review-opened", "kept")]
    [InlineData("review-opened", "population")]
    [InlineData("review-submitted", "kept")]
    public async Task What_a_review_kept_is_missed_by_whoever_verifies_the_record(string kind, string name)
    {
        await using var village = await OpenAsync();
        await DecideAsync(village, Round, await FirstRightAsync(village), " --now");
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        var hash = "";
        foreach (var row in await Forger.RowsAsync(village, "reviews"))
            if (JsonNode.Parse(await Forger.ReadAsync(village, "reviews", row)) is { } fact && (string?)fact["kind"] == kind)
                hash = (string)fact["body"]![name]!;
        var file = Assert.Single(Directory.EnumerateFiles(village.Root, hash, SearchOption.AllDirectories));
        File.SetAttributes(file, FileAttributes.Normal);
        await File.AppendAllTextAsync(file, "x", Ct);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe).Says(hash);
        File.Delete(file);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe).Says("保存内容がない");
    }

    private static async Task<VillageStory> OpenAsync()
    {
        var village = await VillageStory.SettledAsync(before: Heads);
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        return village;
    }

    private static void Heads(VillageStory village) =>
        village.Change(Chief.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] });

    private static async Task<string> FirstRightAsync(VillageStory village) =>
        (await village.RunAsync($"review show {Round} --mine --json", Chief))
            .Json.EnumerateArray()
            .First(i => i.GetProperty("worker").GetString() == Clerk.Value)
            .GetProperty("right")
            .GetString()!;

    private static async Task DecideAsync(VillageStory village, string round, string right, string how)
    {
        (await village.RunAsync($"review answer {round} {Clerk} {right} remove", Chief)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review submit {round}{how}", Chief)).Ended(ExitCodes.Done);
    }

    /// <summary>It is shown what silence takes, and a week later the round ends.</summary>
    private static async Task TurnsAsync(VillageStory village)
    {
        foreach (var day in new[] { "2026-02-16", "2026-02-24" })
        {
            village.MoveTo(day);
            await village.DeliverAsync();
            using var installation = village.Open();
            await installation.RefreshAsync(new Actor.Trigger("test"), Ct);
            await ReviewNightly.RunAsync(installation.Workspace, new Actor.Trigger("ReconcileNightly"), Ct);
        }
    }
}
