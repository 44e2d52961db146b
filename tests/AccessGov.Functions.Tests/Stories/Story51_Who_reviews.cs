using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Reviewers follow personnel: a deputy, a successor, a mover's new head; what nobody answered shuts a gate.</summary>
public sealed class Story51_Who_reviews
{
    private const string Round = "my-number-20260202";
    private static readonly EmployeeId Chief = new("000103"),
        Clerk = new("000102"),
        Other = new("000104");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deputy_decides_while_the_head_is_away_and_not_about_himself()
    {
        await using var village = await OpenAsync();
        village.Put(VillageStory.Regular("000107", "mayor", VillageStory.TaxOffice));
        await village.DeliverAsync();
        await village.SettleAsync();
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        (await village.RunAsync($"review deputy {Clerk}", Other)).Ended(ExitCodes.Refused).Says("所属長");
        (await village.RunAsync($"review deputy {Chief}", Chief)).Ended(ExitCodes.Refused);
        (await village.RunAsync($"review deputy {Clerk} --until 2026-02-01", Chief))
            .Ended(ExitCodes.Refused)
            .Says("2026-02-01 は過ぎています");
        (await village.RunAsync($"review deputy {Clerk} --until 2027-02-01", Chief)).Ended(ExitCodes.Refused).Says("92 日以内");
        (await village.RunAsync($"review deputy {Clerk} --until 2026-02-10", Chief)).Ended(ExitCodes.Done).Says("2026-02-10");
        Assert.Equal(["000107"], await PeopleOfAsync(village, Clerk));
        // Nobody stands in about himself: that stays with the head.
        Assert.Equal([Clerk.Value], await PeopleOfAsync(village, Chief));
        var right = await RightOfAsync(village, Clerk, "000107");
        (await village.RunAsync($"review answer {Round} 000107 {right} remove", Clerk)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review submit {Round} --now", Clerk)).Ended(ExitCodes.Done);
        village.MoveTo("2026-02-11");
        await village.DeliverAsync();
        Assert.Empty(await PeopleOfAsync(village, Clerk));
        await village.SettleAsync();
        Assert.DoesNotContain(right, village.RightsOf(new EmployeeId("000107")));
        (await village.RunAsync("review deputy", Chief)).Ended(ExitCodes.Done).Says("代理はいません");
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task A_successor_has_the_items_on_the_day_and_the_former_head_has_none()
    {
        await using var village = await OpenAsync();
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        Assert.Contains(Clerk.Value, await PeopleOfAsync(village, Chief));
        village.MoveTo("2026-02-05");
        village.Change(Other.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] });
        village.Move(Other.Value, VillageStory.TaxOffice, "2026-02-05");
        village.Move(Chief.Value, VillageStory.GeneralAffairs, "2026-02-05");
        await village.DeliverAsync();
        Assert.Contains(Clerk.Value, await PeopleOfAsync(village, Other));
        Assert.DoesNotContain(Clerk.Value, await PeopleOfAsync(village, Chief));
    }

    [Fact]
    public async Task What_a_mover_kept_is_asked_of_the_new_head_within_days_and_only_once()
    {
        await using var village = await OpenAsync();
        village.MoveTo("2026-04-06");
        village.Change(Other.Value, w => w with { Postings = [w.Postings[0] with { Post = "主任" }] });
        await village.DeliverAsync();
        await village.SettleAsync();
        village.MoveTo("2026-04-07");
        village.Move(Other.Value, VillageStory.TaxOffice, "2026-04-07");
        await village.DeliverAsync();
        await TurnAsync(village);
        var book = await BookAsync(village);
        var round = Assert.Single(book.Rounds, r => r.Rule.Id.Value == "moved");
        Assert.Equal("moved-20260407", round.Id);
        using (var installation = village.Open())
        {
            await installation.RefreshAsync(new Actor.Trigger("test"), Ct);
            var mine = await ReviewDesk.ItemsOfAsync(installation.Workspace, round, Chief, Ct);
            Assert.NotEmpty(mine);
            Assert.All(mine, i => Assert.Equal(Other, i.Item.Id.Worker));
            // What the new duty gives is nobody's question.
            Assert.All(mine, i => Assert.False(i.Item.Ground.Since >= new DateOnly(2026, 4, 7)));
        }
        village.MoveTo("2026-04-08");
        await village.DeliverAsync();
        await TurnAsync(village);
        Assert.Single((await BookAsync(village)).Rounds, r => r.Rule.Id.Value == "moved");
    }

    [Fact]
    public async Task A_move_that_personnel_tells_of_a_month_late_is_asked_about_once()
    {
        await using var village = await OpenAsync();
        village.MoveTo("2026-04-06");
        village.Change(Other.Value, w => w with { Postings = [w.Postings[0] with { Post = "主任" }] });
        await village.DeliverAsync();
        await village.SettleAsync();
        village.MoveTo("2026-05-20");
        village.Move(Other.Value, VillageStory.TaxOffice, "2026-04-15");
        await village.DeliverAsync();
        await TurnAsync(village);
        Assert.Equal(["moved-20260520"], await MoversRoundsAsync(village));
        Assert.All(await MoversAsync(village, "moved-20260520"), w => Assert.Equal(Other, w));
        // The day is corrected: it is the same move.
        village.MoveTo("2026-05-21");
        var there = village.Staff[Other].Postings;
        village.Change(Other.Value, w => w with { Postings = [Until(there[0], "2026-04-19"), From(there[1], "2026-04-20")] });
        await village.DeliverAsync();
        await TurnAsync(village);
        Assert.Single(await MoversRoundsAsync(village));
        // Another move of a day before the last look is another one.
        village.MoveTo("2026-05-28");
        there = village.Staff[Other].Postings;
        var on = there[1] with { Org = new OrgCode(VillageStory.GeneralAffairs) };
        village.Change(Other.Value, w => w with { Postings = [there[0], Until(there[1], "2026-05-10"), From(on, "2026-05-11")] });
        await village.DeliverAsync();
        await TurnAsync(village);
        Assert.Equal(["moved-20260520", "moved-20260528"], await MoversRoundsAsync(village));
        await TurnAsync(village);
        Assert.Equal(2, (await village.FactsAsync("reviews")).Count(f => f.Kind == FactKind.ReviewMoversSeen));

        static Posting From(Posting posting, string on) => posting with { Days = new DateSpan(VillageStory.Day(on), null) };
        static Posting Until(Posting posting, string on) => posting with { Days = posting.Days with { Until = VillageStory.Day(on) } };
    }

    private static async Task<IReadOnlyList<string>> MoversRoundsAsync(VillageStory village) =>
        [.. (await BookAsync(village)).Rounds.Where(r => r.Rule.OfMovers).Select(r => r.Id).Order(StringComparer.Ordinal)];

    private static async Task<IReadOnlyList<EmployeeId>> MoversAsync(VillageStory village, string round)
    {
        using var installation = village.Open();
        var book = await ReviewBook.ReadAsync(installation.Workspace, Ct);
        return [.. (await book.StateAsync(installation.Workspace, book.Find(round)!, Ct)).Population.Select(i => i.Id.Worker)];
    }

    [Fact]
    public async Task Whoever_left_and_comes_back_is_asked_about_again_while_the_round_is_open_and_after_it_is_said_that_nobody_was()
    {
        await using var village = await OpenAsync();
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        var (served, asked) = (village.Staff[Clerk], await RightsOfAsync(village, Clerk));
        Assert.NotEmpty(asked);
        await LeavesAsync("2026-02-05", "2026-02-06");
        Assert.Empty(await RightsOfAsync(village, Clerk));
        await ComesBackAsync("2026-02-10");
        Assert.Equal(asked, await RightsOfAsync(village, Clerk));
        (await village.RunAsync($"review answer {Round} {Clerk} {asked[0]} keep", Chief)).Ended(ExitCodes.Done);
        await LeavesAsync("2026-02-15", "2026-02-16");
        foreach (var day in new[] { "2026-02-24", "2026-03-04" })
        {
            village.MoveTo(day);
            await village.DeliverAsync();
            await TurnAsync(village);
        }
        Assert.False((await BookAsync(village)).Find(Round)!.IsOpen);
        (await village.RunAsync($"review show {Round}")).Says("退職済み").SaysNot("その後に復職");
        await ComesBackAsync("2026-03-05");
        (await village.RunAsync($"review show {Round}")).Says("その後に復職");

        async Task LeavesAsync(string lastDay, string on)
        {
            village.MoveTo(on);
            village.Leave(Clerk.Value, lastDay);
            await village.DeliverAsync();
            await TurnAsync(village);
        }

        async Task ComesBackAsync(string on)
        {
            village.MoveTo(on);
            village.Put(served);
            await village.DeliverAsync();
            await TurnAsync(village);
        }
    }

    private static async Task<IReadOnlyList<string>> RightsOfAsync(VillageStory village, EmployeeId worker) =>
        [
            .. (await village.RunAsync($"review show {Round} --json"))
                .Json.EnumerateArray()
                .Where(i => i.GetProperty("worker").GetString() == worker.Value && i.TryGetProperty("reviewer", out _))
                .Select(i => i.GetProperty("right").GetString()!),
        ];

    [Fact]
    public async Task What_nobody_answered_shuts_the_gate_and_whoever_answers_late_opens_it()
    {
        var policy = Sample
            .Text.Replace("silence: remove", "silence: keep", StringComparison.Ordinal)
            .Replace("gates: [mfa-key, training, review]", "gates: [mfa-key, training]", StringComparison.Ordinal);
        var at = policy.IndexOf(
            "gates: [mfa-key, training]",
            policy.IndexOf("- id: tax-levy", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        policy = policy.Insert(at + "gates: [mfa-key, training".Length, ", review");
        await using var village = await OpenAsync(policy);
        var before = village.RightsOf(Clerk);
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        village.MoveTo("2026-02-24");
        await village.DeliverAsync();
        await TurnAsync(village);
        var overdue = (await BookAsync(village)).Overdue;
        Assert.Contains(overdue, o => o.Worker == Clerk);
        await village.SettleAsync();
        Assert.True(village.RightsOf(Clerk).Count < before.Count);
        await village.RunAgainChangesNothingAsync();
        foreach (var item in overdue.Where(o => o.Worker == Clerk))
            (await village.RunAsync($"review answer {Round} {Clerk} {item.Entitlement} keep", Chief)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review submit {Round}", Chief)).Ended(ExitCodes.Done);
        await village.SettleAsync();
        Assert.Equal(before, village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
    }

    private static Task<VillageStory> OpenAsync(string? policy = null) =>
        VillageStory.SettledAsync(
            policyText: policy,
            before: v => v.Change(Chief.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] })
        );

    private static async Task<IReadOnlyList<string>> PeopleOfAsync(VillageStory village, EmployeeId by) =>
        [
            .. (await village.RunAsync($"review show {Round} --mine --json", by))
                .Json.EnumerateArray()
                .Select(i => i.GetProperty("worker").GetString()!)
                .Distinct(),
        ];

    private static async Task<string> RightOfAsync(VillageStory village, EmployeeId by, string worker) =>
        (await village.RunAsync($"review show {Round} --mine --json", by))
            .Json.EnumerateArray()
            .First(i => i.GetProperty("worker").GetString() == worker)
            .GetProperty("right")
            .GetString()!;

    private static async Task TurnAsync(VillageStory village)
    {
        using var installation = village.Open();
        await installation.RefreshAsync(new Actor.Trigger("test"), Ct);
        await ReviewNightly.RunAsync(installation.Workspace, new Actor.Trigger("ReconcileNightly"), Ct);
    }

    private static async Task<ReviewBook> BookAsync(VillageStory village)
    {
        using var installation = village.Open();
        return await ReviewBook.ReadAsync(installation.Workspace, Ct);
    }
}
