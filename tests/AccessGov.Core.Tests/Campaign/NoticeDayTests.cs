using System.Globalization;
using AccessGov.Core.Campaign;

namespace AccessGov.Core.Tests.Campaign;

/// <summary>Who is told that an end comes, on which days, and how often.</summary>
public sealed class NoticeDayTests
{
    private static readonly OfficeHours Hours = new([]);

    // 2026-02-23 is a holiday; the 22nd a Sunday, so that its notice goes out on the Friday before.
    [Theory]
    [InlineData("2026-02-15", null)]
    [InlineData("2026-02-16", "2026-02-16")]
    [InlineData("2026-02-19", "2026-02-16")]
    [InlineData("2026-02-20", "2026-02-20")]
    [InlineData("2026-03-20", "2026-02-20")]
    public void A_notice_falls_on_the_working_day_before(string today, string? newest) =>
        Assert.Equal(newest is null ? null : Day(newest), NoticeDays.Newest(Day("2026-02-23"), [7, 1], Day(today), Hours.AreOn));

    [Fact]
    public void Where_no_day_is_a_working_day_it_stands_as_it_is() =>
        Assert.Equal(Day("2026-02-16"), NoticeDays.Newest(Day("2026-02-23"), [7], Day("2026-02-20"), _ => false));

    [Theory]
    // Never told; told today, or by a clock that was ahead; told long ago.
    [InlineData(null, 5, 0, "2026-02-05", null)]
    [InlineData("2026-02-02", 5, 5, "2026-02-05", NoMail.Told)]
    [InlineData("2026-02-16", 5, 5, "2026-02-16", NoMail.Told)]
    [InlineData("2026-02-20", 9, 5, "2026-02-16", NoMail.Told)]
    [InlineData("2026-02-13", 5, 5, "2026-02-16", null)]
    // More came since; not on the same day.
    [InlineData("2026-02-02", 6, 5, "2026-02-03", null)]
    [InlineData("2026-02-03", 6, 5, "2026-02-03", NoMail.Told)]
    public void A_reviewer_is_told_once_when_more_comes_and_when_reminded(string? mailed, int had, int told, string today, NoMail? why) =>
        Assert.Equal(why, Why(mailed, had, told, today, true, false));

    [Fact]
    public void Nobody_who_is_away_or_kept_out_and_no_address_that_was_just_refused()
    {
        Assert.Equal(NoMail.NotOnDuty, Why(null, 1, 0, "2026-02-16", false, false));
        Assert.Equal(NoMail.Held, Why(null, 1, 0, "2026-02-16", true, true));
        var now = new DateTimeOffset(2026, 2, 16, 1, 0, 0, TimeSpan.Zero);
        var refused = new ReviewCallDecider.Case(Day("2026-02-23"), [7, 1], 1, true, false, MailHistory.None.Refused(now), null);
        Assert.Equal(NoMail.Refused, ReviewCallDecider.WhyNot(refused, now, Day("2026-02-16"), Hours.AreOn));
        Assert.Null(ReviewCallDecider.WhyNot(refused, now.AddDays(1), Day("2026-02-17"), Hours.AreOn));
    }

    private static NoMail? Why(string? mailed, int had, int told, string today, bool isOnDuty, bool isHeld)
    {
        var history = mailed is null ? MailHistory.None : MailHistory.None.Mailed(default, told);
        return ReviewCallDecider.WhyNot(
            new(Day("2026-02-23"), [7, 1], had, isOnDuty, isHeld, history, mailed is null ? null : Day(mailed)),
            new DateTimeOffset(2026, 2, 16, 1, 0, 0, TimeSpan.Zero),
            Day(today),
            Hours.AreOn
        );
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
