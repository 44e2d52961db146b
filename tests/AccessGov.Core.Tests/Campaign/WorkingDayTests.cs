using AccessGov.Core.Campaign;

namespace AccessGov.Core.Tests.Campaign;

/// <summary>Whole years as the Cabinet Office published them (内閣府, 国民の祝日について): the rules must give each day and no other.</summary>
public sealed class WorkingDayTests
{
    [Theory]
    [InlineData(2022, "0101 0110 0211 0223 0321 0429 0503 0504 0505 0718 0811 0919 0923 1010 1103 1123")]
    // 1月2日, 振替休日.
    [InlineData(2023, "0101 0102 0109 0211 0223 0321 0429 0503 0504 0505 0717 0811 0918 0923 1009 1103 1123")]
    [InlineData(2024, "0101 0108 0211 0212 0223 0320 0429 0503 0504 0505 0506 0715 0811 0812 0916 0922 0923 1014 1103 1104 1123")]
    [InlineData(2025, "0101 0113 0211 0223 0224 0320 0429 0503 0504 0505 0506 0721 0811 0915 0923 1013 1103 1123 1124")]
    // 9月22日, between 敬老の日 and 秋分の日; 5月6日, the substitute of a Sunday two days before.
    [InlineData(2026, "0101 0112 0211 0223 0320 0429 0503 0504 0505 0506 0720 0811 0921 0922 0923 1012 1103 1123")]
    [InlineData(2027, "0101 0111 0211 0223 0321 0322 0429 0503 0504 0505 0719 0811 0920 0923 1011 1103 1123")]
    public void A_year_has_the_holidays_that_were_published(int year, string published)
    {
        var first = new DateOnly(year, 1, 1);
        var days = Enumerable.Range(0, 366).Select(first.AddDays).Where(d => d.Year == year && JapaneseHolidays.Has(d));
        Assert.Equal(published.Split(' '), days.Select(d => $"{d:MMdd}"));
    }

    [Theory]
    [InlineData("2026-09-18 08:30", true)]
    [InlineData("2026-09-18 17:14", true)]
    [InlineData("2026-09-18 08:29", false)]
    [InlineData("2026-09-18 17:15", false)]
    [InlineData("2026-09-19 10:00", false)]
    [InlineData("2026-09-20 10:00", false)]
    [InlineData("2026-09-21 10:00", false)]
    [InlineData("2026-09-22 10:00", false)]
    [InlineData("2026-09-24 10:00", true)]
    [InlineData("2026-12-28 10:00", true)]
    [InlineData("2026-12-29 10:00", false)]
    [InlineData("2027-01-01 10:00", false)]
    [InlineData("2028-01-03 10:00", false)]
    [InlineData("2027-01-04 10:00", true)]
    // 市制記念日, which the settings name.
    [InlineData("2026-11-02 10:00", false)]
    public void Mail_goes_out_in_office_hours(string local, bool isOpen) =>
        Assert.Equal(
            isOpen,
            new OfficeHours([new DateOnly(2026, 11, 2)]).AreNow(
                DateTimeOffset.Parse(local + " +09:00", System.Globalization.CultureInfo.InvariantCulture)
            )
        );
}
