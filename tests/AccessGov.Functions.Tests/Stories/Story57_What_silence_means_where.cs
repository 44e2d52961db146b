using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Core.Safeguards;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>In one round silence takes rights of one zone and asks on about those of another; a right that must be held is held.</summary>
public sealed class Story57_What_silence_means_where
{
    private const string Id = "my-number-20260202";
    private static readonly EmployeeId Clerk = new("000102"),
        Chief = new("000103"),
        Successor = new("000107");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silence_takes_in_one_zone_on_its_day_and_the_owners_of_another_are_asked_on()
    {
        await using var village = await OpenAsync(
            Changed(
                "    zones: [my-number]\n    from: 2026-04-01\n    every-months: 3\n    due-days: 21\n    silence: remove\n",
                "    zones: [my-number, lgwan]\n    from: 2026-04-01\n    every-months: 3\n    due-days: 21\n"
                    + "    silence: escalate\n    silence-for: { my-number: remove }\n"
            )
        );
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        var before = village.Staff.Keys.ToDictionary(id => id, village.RightsOf);
        var zones = village.Policy.Entitlements.ToDictionary(e => e.Id, e => e.Zone);
        foreach (var day in new[] { "2026-02-16", "2026-02-24" })
            await TurnAsync(village, day);
        var (round, state, book) = await RoundAsync(village);
        Assert.Equal((true, new DateOnly(2026, 2, 16), new DateOnly(2026, 2, 24)), (round.IsOpen, round.ToldOn, round.EscalatedOn));
        var removals = book.Removals;
        Assert.NotEmpty(removals);
        Assert.All(removals, r => Assert.Equal(Zone.MyNumber, zones[r.Entitlement]));
        Assert.NotEmpty(state.Undecided);
        Assert.All(state.Undecided, i => Assert.Equal((Zone.Lgwan, ReviewStage.Owner), (zones[i.Id.Right], state.StageOf(i.Id))));
        // What was taken is over, though the round goes on.
        var gone = removals[0];
        (await village.RunAsync($"review answer {Id} {gone.Worker} {gone.Entitlement} keep", Chief))
            .Ended(ExitCodes.Refused)
            .Says("終わって");
        await village.SettleAsync();
        foreach (var (id, rights) in before)
            Assert.Equal(rights.Where(r => zones[new(r)] == Zone.Lgwan), village.RightsOf(id).Where(r => zones[new(r)] == Zone.Lgwan));
        Assert.DoesNotContain(gone.Entitlement.Value, village.RightsOf(gone.Worker));
        await village.RunAgainChangesNothingAsync();

        await TurnAsync(village, "2026-03-17");
        Assert.True((await RoundAsync(village)).Round.IsOpen);
        await TurnAsync(village, "2026-03-18");
        (_, state, book) = await RoundAsync(village);
        // What nobody may decide about stays, as in every round.
        using (var installation = village.Open())
        {
            await installation.RefreshAsync(new Actor.Trigger("test"), Ct);
            var people = await ReviewPeople.OfAsync(installation.Workspace, Ct);
            Assert.All(state.Undecided, i => Assert.Null(people.ReviewerOf(state, i)));
            Assert.Contains(state.Population, i => zones[i.Id.Right] == Zone.Lgwan && ReviewDecider.IsSilent(state, i.Id));
        }
        Assert.Equal(removals.Select(r => (r.Worker, r.Entitlement)), book.Removals.Select(r => (r.Worker, r.Entitlement)));
    }

    [Fact]
    public async Task The_last_holder_is_taken_once_a_successor_holds_the_right()
    {
        await using var village = await OpenAsync(
            Changed("    grants: [tax-levy]\n", "    grants: [tax-levy]\n    posts: [主任]\n")
                .Replace(
                    "group: 4eac2f93-d3e7-46a5-b2a0-7e061e5a68bf\n",
                    "group: 4eac2f93-d3e7-46a5-b2a0-7e061e5a68bf\n    last-holder: keep\n",
                    StringComparison.Ordinal
                )
        );
        Assert.Equal([Clerk], village.Staff.Keys.Where(id => village.RightsOf(id).Contains("tax-levy")));
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        var remove = $"review answer {Id} {Clerk} tax-levy remove";
        (await village.RunAsync(remove, Chief)).Ended(ExitCodes.Refused).Says("最後の一人").Says("0 人").Says("1 人以上");
        (await village.RunAsync($"review submit {Id}", Chief)).Ended(ExitCodes.Refused);
        Assert.Contains("tax-levy", village.RightsOf(Clerk));

        village.Put(VillageStory.Regular(Successor.Value, "mayor", VillageStory.TaxOffice));
        await village.DeliverAsync();
        await village.SettleAsync();
        Assert.Contains("tax-levy", village.RightsOf(Successor));
        (await village.RunAsync(remove, Chief)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review submit {Id} --now", Chief)).Ended(ExitCodes.Done);
        await village.SettleAsync();
        Assert.Equal([Successor], village.Staff.Keys.Where(id => village.RightsOf(id).Contains("tax-levy")));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Where_silence_would_take_too_much_the_round_does_not_end_and_nobody_reads_that_it_does()
    {
        const string most = "    removals: { count: 120, share: 0.05 }";
        await using var village = await OpenAsync(
            Changed("    removals: { count: 40, share: 0.02 }", "    removals: { count: 1, share: 0.02 }")
                .Replace(most, "    removals: { count: 1, share: 0.05 }", StringComparison.Ordinal)
        );
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        foreach (var day in new[] { "2026-02-16", "2026-02-24", "2026-03-31" })
            await TurnAsync(village, day);
        var (round, state, book) = await RoundAsync(village);
        Assert.Equal((true, null), (round.IsOpen, round.ToldOn));
        Assert.Empty(book.Removals);
        Assert.NotEmpty(state.Undecided);
        (await village.RunAsync("incidents")).Says("この回は終わりません", "停止する権限はまだ示していないので、停止しません");
    }

    [Fact]
    public async Task One_officer_who_stops_a_round_waives_no_review_and_everybody_hears_of_it()
    {
        await using var village = await OpenAsync(Sample.Text);
        await TurnAsync(village, "2026-04-01");
        const string first = "my-number-20260401";
        using (var installation = village.Open())
        {
            await installation.RefreshAsync(new Actor.Trigger("test"), Ct);
            var officer = new Approver(VillageStory.Author, true, true, new HashSet<OperatorRole> { OperatorRole.Officer });
            Assert.Null(await StopReview.RunAsync(installation.Workspace, officer, first, "期間を改める", Ct));
        }
        (await village.RunAsync("incidents")).Says(first, "中止しました", "期間を改める");
        await TurnAsync(village, "2026-04-02");
        (await village.RunAsync("review list")).Says("my-number-20260402", first);
    }

    private static string Changed(string old, string text)
    {
        Assert.Contains(old, Sample.Text, StringComparison.Ordinal);
        return Sample.Text.Replace(old, text, StringComparison.Ordinal);
    }

    private static Task<VillageStory> OpenAsync(string policy) =>
        VillageStory.SettledAsync(
            policyText: policy,
            before: v => v.Change(Chief.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] })
        );

    private static async Task TurnAsync(VillageStory village, string day)
    {
        village.MoveTo(day);
        await village.DeliverAsync();
        using var installation = village.Open();
        await installation.RefreshAsync(new Actor.Trigger("test"), Ct);
        await ReviewNightly.RunAsync(installation.Workspace, new Actor.Trigger("ReconcileNightly"), Ct);
    }

    private static async Task<(ReviewRound Round, ReviewState State, ReviewBook Book)> RoundAsync(VillageStory village)
    {
        using var installation = village.Open();
        var book = await ReviewBook.ReadAsync(installation.Workspace, Ct);
        var round = book.Find(Id)!;
        return (round, await book.StateAsync(installation.Workspace, round, Ct), book);
    }
}
