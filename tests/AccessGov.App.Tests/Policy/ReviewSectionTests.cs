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
        Assert.Contains("does not say what is reviewed", Assert.Single(nothing).Message(), StringComparison.Ordinal);
        var no = Sample.ErrorsOf(SmallCity.With("zones: [my-number], from", "privileged: false, from"));
        Assert.Contains("does not say what is reviewed", Assert.Single(no).Message(), StringComparison.Ordinal);
        var never = Sample.ErrorsOf(SmallCity.With("every-months: 3, ", ""));
        Assert.Contains("'every-months'", Assert.Single(never).Message(), StringComparison.Ordinal);
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

    [Theory]
    [InlineData("organs: [‸議会]", "There is no organ '議会'", "行政委員会")]
    [InlineData("sources: [‸mayer]", "There is no source 'mayer'", "mayor")]
    [InlineData("orgs: [‸\"020300\"]", "There is no org unit '020300'", "020100")]
    [InlineData("rights: [‸juki-inquery]", "There is no entitlement 'juki-inquery'", "juki-inquiry")]
    [InlineData("grounds: [rule, ‸rules]", "'rules' is not known here", "rule")]
    [InlineData("grounds: [rule, ‸規則]", "twice", "Remove")]
    [InlineData("organs: [行政委員会, ‸行政委員会]", "twice", "Remove")]
    [InlineData("classification: ‸3D", "'3D' is not known here", "3A")]
    [InlineData("classification: ‸3B/2/2", "'3B/2/2' is not known here", "3B")]
    [InlineData("classification: { integrity: ‸3 }", "3 is out of range", "1 to 2")]
    [InlineData("classification: { ‸secrecy: 3B }", "secrecy", "confidentiality")]
    [InlineData("privileged: ‸yes", "neither true nor false", "true")]
    [InlineData("organs: ‸[]", "empty", "optional key")]
    public void A_scope_that_names_what_is_not_there_is_refused_with_its_line(string scope, string message, string remedy) =>
        SmallCity.Refuses("zones: [my-number], from", scope + ", from", message, remedy);

    [Fact]
    public void A_scope_says_which_rights_and_where_and_on_which_ground_they_are_held()
    {
        var text = SmallCity.With(
            "zones: [my-number], from",
            "classification: { confidentiality: 機密性3B, integrity: 2 }, privileged: true, organs: [行政委員会], sources: [mayor], "
                + "orgs: [\"020100\"], grounds: [例外措置, request], from"
        );
        text = text.Replace("gates: [mfa-key, training]\n", "gates: [mfa-key, training]\n    privileged: true\n", StringComparison.Ordinal);
        var policy = ReadOf(text);
        var review = Assert.Single(policy.Reviews);
        Assert.Equal(["juki-inquiry"], review.Rights.Select(r => r.Value));
        Assert.Equal(
            "classification 3B/2/1; privileged true; organs 行政委員会; sources mayor; orgs 020100; grounds request,exception",
            string.Join("; ", review.Scope.Named().Select(n => $"{n.Kind} {string.Join(',', n.Values)}"))
        );
        Assert.True(review.IsOfSome());
        var changed = PolicyDifference.Between(ReadOf(SmallCity.Text), policy);
        foreach (var kind in (string[])["classification", "privileged", "organs", "sources", "orgs", "grounds"])
            Assert.Contains($"reviews.my-number.scope.{kind}", changed.Loosened);
        // To mark a right is stricter, to unmark it is not.
        Assert.DoesNotContain("entitlements.juki-inquiry.privileged", changed.Loosened);
        Assert.Contains("entitlements.juki-inquiry.privileged", PolicyDifference.Between(policy, ReadOf(SmallCity.Text)).Loosened);
        // Nothing is privileged in the small city itself: a review of nothing is no fault, and no round comes of it.
        Assert.Empty(Assert.Single(ReadOf(SmallCity.With("zones: [my-number], from", "privileged: true, from")).Reviews).Rights);
    }

    [Theory]
    [InlineData("2", "groupware,juki-inquiry")]
    [InlineData("3C", "juki-inquiry")]
    [InlineData("3B", "juki-inquiry")]
    [InlineData("3A", "")]
    [InlineData("{ integrity: 2 }", "groupware,juki-inquiry")]
    public void A_classification_is_reached_from_above(string least, string rights) =>
        Assert.Equal(
            rights,
            string.Join(
                ',',
                Assert.Single(ReadOf(SmallCity.With("zones: [my-number], from", $"classification: {least}, from")).Reviews).Rights
            )
        );

    [Fact]
    public void A_right_of_the_independent_zone_is_marked_in_vain()
    {
        const string right = "    zone: LGWAN接続系\n    classification: { confidentiality: 2, integrity: 2, availability: 2 }\n";
        var marked = right.Replace("LGWAN接続系", "独自系", StringComparison.Ordinal) + "    privileged: true\n";
        Assert.Contains(
            Sample.ErrorsOf(SmallCity.With(right, marked)),
            e => e.Path == "entitlements[groupware].privileged" && e.What.InJapanese().Contains("独自系の権限は", StringComparison.Ordinal)
        );
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
