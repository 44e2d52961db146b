using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Two rounds ask about one right at once: each decision stands by itself, and the right is gone from the earlier day.</summary>
public sealed class Story67_Two_rounds_about_one_right
{
    private const string Quarter = "my-number-20260202",
        Other = "twice-20260202";
    private static readonly EmployeeId Clerk = new("000102"),
        Chief = new("000103");

    [Fact]
    public async Task Taking_back_ones_own_in_one_round_leaves_what_the_other_took()
    {
        await using var village = await OpenAsync();
        var right = await RightAsync(village);
        await RemoveAsync(village, Other, right, "2026-02-12");
        await RemoveAsync(village, Quarter, right, "2026-02-05");
        (await village.RunAsync($"review take-back {Other} {Clerk} {right}", Chief))
            .Ended(ExitCodes.Done)
            .Says("別の「やめる」", $"{Quarter}-0001", "2026-02-05")
            .SaysNot("続きます");
        await MoveAsync(village, "2026-02-05");
        Assert.DoesNotContain(right, village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task Deciding_once_more_in_another_round_postpones_nothing_and_taking_that_back_gives_nothing_back()
    {
        await using var village = await OpenAsync();
        var right = await RightAsync(village);
        await RemoveAsync(village, Quarter, right, "2026-02-05");
        await RemoveAsync(village, Other, right, "2026-02-12");
        await MoveAsync(village, "2026-02-05");
        Assert.DoesNotContain(right, village.RightsOf(Clerk));
        village.MoveTo("2026-02-06");
        (await village.RunAsync($"review take-back {Quarter} {Clerk} {right}", Chief)).Ended(ExitCodes.Refused);
        (await village.RunAsync($"review take-back {Other} {Clerk} {right}", Chief)).Ended(ExitCodes.Done).Says("別の「やめる」");
        await MoveAsync(village, "2026-02-06");
        Assert.DoesNotContain(right, village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Whoever_takes_back_both_before_their_day_keeps_the_right_as_it_was()
    {
        await using var village = await OpenAsync();
        var right = await RightAsync(village);
        await RemoveAsync(village, Quarter, right, "2026-02-05");
        await RemoveAsync(village, Other, right, "2026-02-12");
        (await village.RunAsync($"review take-back {Quarter} {Clerk} {right}", Chief)).Ended(ExitCodes.Done).Says("2026-02-12");
        await MoveAsync(village, "2026-02-05");
        Assert.Contains(right, village.RightsOf(Clerk));
        (await village.RunAsync($"review take-back {Other} {Clerk} {right}", Chief)).Ended(ExitCodes.Done).Says("もう一度").SaysNot("別の");
        await MoveAsync(village, "2026-02-12");
        Assert.Contains(right, village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
    }

    private static async Task<VillageStory> OpenAsync()
    {
        var village = await VillageStory.SettledAsync(
            policyText: TwoReviews.PolicyText("twice"),
            before: v => v.Change(Chief.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] })
        );
        foreach (var review in new[] { "my-number", "twice" })
            (await village.RunAsync($"review open {review}")).Ended(ExitCodes.Done);
        return village;
    }

    private static async Task<string> RightAsync(VillageStory village) =>
        (await village.RunAsync($"review show {Quarter} --mine --json", Chief))
            .Json.EnumerateArray()
            .First(i => i.GetProperty("worker").GetString() == Clerk.Value)
            .GetProperty("right")
            .GetString()!;

    private static async Task RemoveAsync(VillageStory village, string round, string right, string effect)
    {
        (await village.RunAsync($"review answer {round} {Clerk} {right} remove", Chief)).Ended(ExitCodes.Done);
        (await village.RunAsync($"review submit {round}", Chief)).Ended(ExitCodes.Done).Says(effect);
    }

    private static async Task MoveAsync(VillageStory village, string day)
    {
        village.MoveTo(day);
        await village.DeliverAsync();
        await village.SettleAsync();
    }
}
