using AccessGov.App.Policy;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Tests.Policy;

/// <summary><c>reviews</c>: what a 棚卸し says of itself, and what it must not.</summary>
public sealed class ReviewSectionTests
{
    [Theory]
    [InlineData("every-months: 3", "every-months: ‸25", "25 is out of range", "1 to 24")]
    [InlineData("due-days: 21", "due-days: ‸7", "7 is out of range", "8 to 90")]
    [InlineData("undo-days: 3", "undo-days: ‸31", "31 is out of range", "0 to 30")]
    [InlineData("undo-days: 3", "remind-days: [‸21]", "21 is out of range", "1 to 20")]
    [InlineData("undo-days: 3", "remind-days: [7, ‸7]", "twice", "Remove")]
    [InlineData("undo-days: 3", "remind-days: ‸[1, 2, 3, 4, 5, 6]", "6 reminders are too many", "at most 5")]
    [InlineData("silence: remove", "silence: ‸revoke", "'revoke' is not known", "remove")]
    [InlineData("silence: remove", "silence: remove, silence-for: { my-number: ‸revoke }", "'revoke' is not known", "remove")]
    [InlineData("silence: remove", "silence: remove, silence-for: { lgwan: ‸keep }", "no right of the zone 'lgwan'", "Remove the line")]
    [InlineData("silence: remove", "silence: remove, silence-for: { ‸intra: keep }", "intra", "lgwan")]
    [InlineData("from: 2026-07-01", "from: ‸2026-07-31", "Not every month has a day 31", "1 to 28")]
    [InlineData("every-months: 3", "movers: true, every-months: ‸3", "has no rhythm", "Remove")]
    public void A_review_that_says_what_it_must_not_is_refused(string old, string changed, string message, string remedy) =>
        SmallCity.Refuses(old, changed, message, remedy);

    [Fact]
    public void A_review_says_what_and_how_often()
    {
        var nothing = Sample.ErrorsOf(SmallCity.With("zones: [my-number], from", "from"));
        Assert.Contains("neither 'zones' nor 'rights'", Assert.Single(nothing).Message, StringComparison.Ordinal);
        var never = Sample.ErrorsOf(SmallCity.With("every-months: 3, ", ""));
        Assert.Contains("'every-months'", Assert.Single(never).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_read_is_what_is_reviewed()
    {
        var review = Assert.Single(ReadOf(SmallCity.Text).Reviews);
        Assert.Equal(
            ("my-number", 3, 21, 3, false),
            (review.Id.Value, review.EveryMonths, review.DueDays, review.UndoDays, review.OwnerFirst)
        );
        Assert.Equal((ReviewSilence.Remove, false), (review.Silence, review.OfMovers));
        var rights = ReadOf(SmallCity.Text).Entitlements;
        Assert.Equal(rights.Where(r => r.Zone == Zone.MyNumber).Select(r => r.Id), review.Rights);
        var movers = Assert.Single(
            ReadOf(SmallCity.With("every-months: 3, due-days: 21, undo-days: 3", "movers: true, first: 所管課, due-days: 8")).Reviews
        );
        Assert.Equal((true, true, 3), (movers.OfMovers, movers.OwnerFirst, movers.UndoDays));
    }

    [Fact]
    public void Silence_differs_by_the_zone_of_the_right()
    {
        var policy = ReadOf(
            SmallCity.With("zones: [my-number], from", "zones: [my-number, lgwan], silence-for: { my-number: 情報資産の所管課へ }, from")
        );
        var review = Assert.Single(policy.Reviews);
        Assert.All(
            policy.Entitlements.Where(e => e.Zone is Zone.MyNumber or Zone.Lgwan),
            e => Assert.Equal(e.Zone == Zone.MyNumber ? ReviewSilence.Escalate : ReviewSilence.Remove, review.SilenceOf(e.Id))
        );
        Assert.True(review.Has(ReviewSilence.Remove) && review.Has(ReviewSilence.Escalate) && !review.Has(ReviewSilence.Keep));
        Assert.Contains("reviews.my-number.silence-for.MyNumber", PolicyDifference.Between(ReadOf(SmallCity.Text), policy).Loosened);
    }

    [Fact]
    public void A_right_may_be_marked_so_that_no_review_takes_its_last_holder()
    {
        var marked = ReadOf(SmallCity.With("gates: [mfa-key, training]", "gates: [mfa-key, training]\n    last-holder: keep"));
        Assert.Equal("juki-inquiry", Assert.Single(marked.Entitlements, e => e.KeepsLastHolder).Id.Value);
        SmallCity.Refuses(
            "gates: [mfa-key, training]",
            "gates: [mfa-key, training]\n    last-holder: ‸remove",
            "'remove' is not known",
            "keep"
        );
    }

    [Theory]
    [InlineData("undo-days: 3", new[] { 7, 1 })]
    [InlineData("remind-days: [2, 10, 5]", new[] { 10, 5, 2 })]
    public void Reminders_are_what_is_written_or_what_is_usual(string written, int[] days) =>
        Assert.Equal(days, Assert.Single(ReadOf(SmallCity.With("undo-days: 3", written)).Reviews).RemindDays);

    [Fact]
    public void A_short_review_reminds_later() =>
        Assert.Equal([3, 1], Assert.Single(ReadOf(SmallCity.With("due-days: 21", "due-days: 8")).Reviews).RemindDays);

    private static GovernancePolicy ReadOf(string text) => Assert.IsType<PolicyRead.Read>(Sample.Read(text)).Policy;
}
