using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

public class JapaneseDateTests
{
    private const DateForms Every = DateForms.Usual | DateForms.ExcelSerial;

    [Theory]
    [InlineData("5080401", "2026-04-01")]
    [InlineData("4050101", "1993-01-01")]
    [InlineData("R8.4.1", "2026-04-01")]
    [InlineData("r8/4/1", "2026-04-01")]
    [InlineData("Ｒ８．４．１", "2026-04-01")]
    [InlineData("R080401", "2026-04-01")]
    [InlineData("R08.04.01", "2026-04-01")]
    [InlineData("令和８年４月１日", "2026-04-01")]
    [InlineData("令和 8年 4月 1日", "2026-04-01")]
    [InlineData("令和元年5月1日", "2019-05-01")]
    [InlineData("令8.4.1", "2026-04-01")]
    [InlineData("㍻30年4月1日", "2018-04-01")]
    [InlineData("2026/4/1", "2026-04-01")]
    [InlineData("2026/04/01 0:00:00", "2026-04-01")]
    [InlineData("2026-04-01", "2026-04-01")]
    [InlineData("2026-04-01T00:00:00", "2026-04-01")]
    [InlineData("2026年4月1日", "2026-04-01")]
    [InlineData("20260401", "2026-04-01")]
    [InlineData("２０２６０４０１", "2026-04-01")]
    [InlineData("46113", "2026-04-01")]
    [InlineData("46113.0", "2026-04-01")]
    [InlineData("61", "1900-03-01", true)]
    public void Every_form_of_a_date_is_read(string text, string day, bool isShort = false)
    {
        // Fewer than five digits stay ambiguous even for Excel.
        if (isShort)
            Assert.IsType<DateReading.Unreadable>(JapaneseDate.Read(text, Every));
        else
            Assert.Equal(new DateReading.Day(DateOnly.ParseExact(day, "yyyy-MM-dd"), null), JapaneseDate.Read(text, Every));
    }

    [Theory]
    [InlineData("平成32年3月31日", "2020-03-31")]
    [InlineData("平成31年5月1日", "2019-05-01")]
    [InlineData("S64.1.8", "1989-01-08")]
    [InlineData("昭和100年1月1日", null)]
    public void A_year_after_the_end_of_its_era_is_read_with_a_warning(string text, string? day)
    {
        var reading = JapaneseDate.Read(text, Every);
        if (day is null)
        {
            Assert.IsType<DateReading.Unreadable>(reading);
            return;
        }
        var read = Assert.IsType<DateReading.Day>(reading);
        Assert.Equal(day, read.On.ToString("yyyy-MM-dd"));
        Assert.NotNull(read.Warning);
    }

    [Theory]
    [InlineData("平成31年4月30日", true)]
    [InlineData("令和元年4月30日", false)]
    [InlineData("令和元年5月1日", true)]
    [InlineData("昭和64年1月7日", true)]
    [InlineData("平成元年1月7日", false)]
    [InlineData("平成元年1月8日", true)]
    [InlineData("大正15年12月24日", true)]
    [InlineData("昭和元年12月24日", false)]
    [InlineData("昭和元年12月25日", true)]
    [InlineData("明治45年7月29日", true)]
    [InlineData("大正元年7月29日", false)]
    [InlineData("大正元年7月30日", true)]
    [InlineData("明治5年12月31日", false)]
    public void Eras_begin_on_their_first_day(string text, bool exists) =>
        Assert.Equal(exists, JapaneseDate.Read(text, Every) is DateReading.Day { Warning: null });

    [Theory]
    [InlineData("")]
    [InlineData("　")]
    [InlineData("0")]
    [InlineData("00000000")]
    [InlineData("9999999")]
    [InlineData("99999999")]
    [InlineData("99991231")]
    [InlineData("9999/12/31")]
    [InlineData("無期")]
    public void Words_for_no_end_are_no_date(string text) =>
        Assert.IsType<DateReading.NoEnd>(JapaneseDate.Read(text, Every, new HashSet<string> { "無期" }));

    [Theory]
    [InlineData("2026/2/29")]
    [InlineData("2026/13/1")]
    [InlineData("20260431")]
    [InlineData("5080431")]
    [InlineData("6080401")]
    [InlineData("令和8年0月1日")]
    [InlineData("R0.4.1")]
    [InlineData("1026/4/1")]
    [InlineData("46113.5")]
    public void An_impossible_date_is_refused(string text) => Assert.IsType<DateReading.Unreadable>(JapaneseDate.Read(text, Every));

    [Theory]
    [InlineData("080401")]
    [InlineData("8.4.1")]
    [InlineData("26/4/1")]
    [InlineData("4/1/2026")]
    [InlineData("2026/4-1")]
    [InlineData("春")]
    public void An_ambiguous_date_is_refused(string text) => Assert.IsType<DateReading.Unreadable>(JapaneseDate.Read(text, Every));

    [Theory]
    [InlineData("5300230", "5300230 (Reiwa 30-2-30) does not exist", "5300230（令和30年2月30日）は暦にない日")]
    [InlineData("R8.2.30", "Reiwa 8-2-30 does not exist", "令和8年2月30日は暦にない日")]
    [InlineData("令和元年4月30日", "Reiwa 1-4-30 lies before Reiwa began", "令和1年4月30日は令和の始まり")]
    public void An_era_is_named_in_the_language_of_the_reader(string text, string english, string japanese)
    {
        var reason = Assert.IsType<DateReading.Unreadable>(JapaneseDate.Read(text, Every)).Reason;
        Assert.StartsWith(english, reason.InEnglish());
        Assert.StartsWith(japanese, reason.InJapanese());
    }

    [Fact]
    public void A_number_is_no_Excel_day_unless_the_profile_says_so() =>
        Assert.Contains(
            "excelSerial",
            Assert.IsType<DateReading.Unreadable>(JapaneseDate.Read("46113", DateForms.Usual)).Reason.InEnglish()
        );
}
