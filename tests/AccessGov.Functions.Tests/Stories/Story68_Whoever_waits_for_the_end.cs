using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// A head removes a tenth, so that nobody looks at the rest, waits for the end of the round and takes that back. Abuse: the second look
/// avoided. What is said after the end is looked at as well.
/// </summary>
public sealed class Story68_Whoever_waits_for_the_end
{
    private const string Round = "my-number-20260202";
    private static readonly EmployeeId Chief = new("000103");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_taken_back_after_the_end_takes_a_reason_and_brings_the_second_look()
    {
        await using var village = await OpenAsync();
        var mine = await MineAsync(village, Chief);
        Assert.True(mine.Count >= ReviewReality.Fewest, $"{mine.Count}");
        await NightAsync(village, "2026-02-16");
        village.MoveTo("2026-02-23");
        var removed = mine.Take((mine.Count + 9) / 10).ToArray();
        foreach (var item in mine)
            await AnswerAsync(village, item, removed.Contains(item) ? "remove" : "keep", Chief);
        (await village.RunAsync($"review submit {Round}", Chief)).Ended(ExitCodes.Done);
        await NightAsync(village, "2026-02-24");
        Assert.Equal((false, 0), (await StandsAsync(village)));

        foreach (var item in removed)
        {
            var back = $"review take-back {Round} {item.Worker} {item.Right}";
            (await village.RunAsync(back, Chief)).Ended(ExitCodes.Refused).Says("終わった後に取り消すには理由");
            (await village.RunAsync(back + " --reason 業務で必要と分かった", Chief)).Ended(ExitCodes.Done).Says("続きます");
        }
        await NightAsync(village, "2026-02-25");
        var (_, drawn) = await StandsAsync(village);
        Assert.True(drawn >= SecondLook.Fewest, $"{drawn}");
        // The same night again draws nothing more, and the head has no say any more.
        await NightAsync(village, "2026-02-25");
        Assert.Equal(drawn, (await StandsAsync(village)).Drawn);
        Assert.Empty(await MineAsync(village, Chief));
        var (owner, first) = await LookerAsync(village);
        Assert.NotEqual(Chief, owner);
        (await village.RunAsync($"review answer {Round} {first.Worker} {first.Right} keep", Chief)).Ended(ExitCodes.Refused);
        await AnswerAsync(village, first, "remove", owner);
        (await village.RunAsync($"review submit {Round}", owner)).Ended(ExitCodes.Done).Says("2026-02-28");

        await NightAsync(village, "2026-03-04");
        Assert.Equal(drawn - 1, (await StandsAsync(village)).Drawn);
        await NightAsync(village, "2026-03-05");
        Assert.Equal(0, (await StandsAsync(village)).Drawn);
        await village.SettleAsync();
        Assert.DoesNotContain(first.Right.Value, village.RightsOf(first.Worker));
        foreach (var item in removed.Where(r => r != first))
            Assert.Contains(item.Right.Value, village.RightsOf(item.Worker));
        await village.RunAgainChangesNothingAsync();
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task Where_two_decisions_stand_the_record_of_each_shows_the_day_and_that_it_is_gone()
    {
        await using var village = await OpenAsync();
        var item = (await MineAsync(village, Chief))[0];
        await AnswerAsync(village, item, "remove", Chief);
        (await village.RunAsync($"review submit {Round}", Chief)).Ended(ExitCodes.Done).Says("2026-02-05");
        (await village.RunAsync("review open all")).Ended(ExitCodes.Done);
        (await village.RunAsync($"review answer all-20260202 {item.Worker} {item.Right} remove", Chief)).Ended(ExitCodes.Done);
        (await village.RunAsync("review submit all-20260202", Chief)).Ended(ExitCodes.Done);
        village.MoveTo("2026-02-05");
        await village.DeliverAsync();
        await village.SettleAsync();
        await village.RunAgainChangesNothingAsync();
        foreach (var round in new[] { Round, "all-20260202" })
        {
            using var installation = village.Open();
            var book = await ReviewBook.ReadAsync(installation.Workspace, Ct);
            var lines = await ReviewRecord.OfAsync(installation.Workspace, book.Find(round)!, Ct);
            var line = Assert.Single(lines, l => l.Item.Id == item);
            Assert.Equal((new DateOnly(2026, 2, 5), true), (line.Effect!.Value, line.ProvedAt is not null));
            Assert.Equal(1, (await ReviewRecord.FiguresAsync(installation.Workspace, book.Find(round)!, Ct)).Proved);
        }
    }

    private static async Task<VillageStory> OpenAsync()
    {
        var village = await VillageStory.SettledAsync(
            policyText: TwoReviews.PolicyText("all"),
            before: v =>
            {
                v.Change(Chief.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] });
                for (var i = 10; i < 22; i++)
                    v.Put(VillageStory.Regular($"0001{i}", "mayor", VillageStory.TaxOffice));
            }
        );
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        return village;
    }

    private static async Task<IReadOnlyList<ReviewItemId>> MineAsync(VillageStory village, EmployeeId by) =>
        [
            .. (await village.RunAsync($"review show {Round} --mine --json", by))
                .Json.EnumerateArray()
                .Select(i => new ReviewItemId(new(i.GetProperty("worker").GetString()!), new(i.GetProperty("right").GetString()!))),
        ];

    private static async Task AnswerAsync(VillageStory village, ReviewItemId item, string choice, EmployeeId by) =>
        (await village.RunAsync($"review answer {Round} {item.Worker} {item.Right} {choice}", by)).Ended(ExitCodes.Done);

    /// <summary>Whoever looks a second time, and at what first.</summary>
    private static async Task<(EmployeeId By, ReviewItemId Item)> LookerAsync(VillageStory village)
    {
        using var installation = village.Open();
        var (workspace, book) = (installation.Workspace, await ReviewBook.ReadAsync(installation.Workspace, Ct));
        var state = await book.StateAsync(workspace, book.Find(Round)!, Ct);
        var people = await ReviewPeople.OfAsync(workspace, Ct);
        var item = state.Population.First(i => state.IsDrawn(i.Id));
        return (people.ReviewerOf(state, item)!.Value, item.Id);
    }

    private static async Task<(bool IsOpen, int Drawn)> StandsAsync(VillageStory village)
    {
        using var installation = village.Open();
        var book = await ReviewBook.ReadAsync(installation.Workspace, Ct);
        var state = await book.StateAsync(installation.Workspace, book.Find(Round)!, Ct);
        return (state.Round.IsOpen, state.Population.Count(i => state.IsDrawn(i.Id)));
    }

    private static async Task NightAsync(VillageStory village, string day)
    {
        village.MoveTo(day);
        await village.DeliverAsync();
        using var installation = village.Open();
        await installation.RefreshAsync(new Actor.Trigger("test"), Ct);
        await ReviewNightly.RunAsync(installation.Workspace, new Actor.Trigger("ReconcileNightly"), Ct);
    }
}
