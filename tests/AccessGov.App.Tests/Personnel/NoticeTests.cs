using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

public class NoticeTests
{
    [Theory]
    [InlineData("101")]
    [InlineData("１０１")]
    public void Lost_zeros_are_restored_to_the_width_of_the_profile(string id)
    {
        var read = Delivery.Accepted(Delivery.Education(Delivery.Row(id)));
        Assert.Equal("000101", Assert.Single(read.Extract.Workers).Id.Value);
        Assert.Equal(
            (2, "番号"),
            Assert.Single(read.Notices, n => n.Kind == NoticeKind.ZerosRestored) is var n ? (n.Row, n.Column) : default
        );
    }

    [Fact]
    public void Lost_zeros_in_one_row_do_not_split_the_worker() =>
        Assert.Single(
            Delivery
                .Accepted(Delivery.Education(Delivery.Row(), Delivery.Row("101", changes: [("発令", "兼務"), ("所属", "E200")])))
                .Extract.Workers
        );

    [Fact]
    public void A_private_use_character_is_kept_and_reported()
    {
        var rows = Delivery.MayorRow(name: "吉\uE000　太郎");
        var read = Delivery.Accepted(Delivery.Mayor([rows]), SampleProfiles.Mayor);
        Assert.Equal("吉\uE000　太郎", Assert.Single(read.Extract.Workers).DisplayName);
        Assert.Contains("U+E000", Assert.Single(read.Notices, n => n.Kind == NoticeKind.PrivateUseCharacter).Text.InEnglish());
    }

    [Theory]
    [InlineData("氏名", "須坂\u200b　花子", NoticeKind.InvisibleCharacter, "U+200B", "須坂　花子")]
    [InlineData("氏名", "\u3164須坂\uFEFF　花子\u00AD", NoticeKind.InvisibleCharacter, "U+00AD, U+3164, U+FEFF", "須坂　花子")]
    [InlineData("職名", "教育長\u200b", NoticeKind.InvisibleCharacter, "U+200B", "教育長")]
    [InlineData("所属", "E1\u200d00", NoticeKind.InvisibleCharacter, "U+200D", "E100")]
    [InlineData("氏名", "〓橋　太郎", NoticeKind.LostCharacter, "〓", "〓橋　太郎")]
    [InlineData("氏名", "??橋　太郎", NoticeKind.LostCharacter, "??", "??橋　太郎")]
    [InlineData("氏名", "橋　太郎？？", NoticeKind.LostCharacter, "？？", "橋　太郎？？")]
    [InlineData("所属", "=E100", NoticeKind.FormulaText, "=E100", "=E100")]
    [InlineData("氏名", "+花子", NoticeKind.FormulaText, "+花子", "+花子")]
    [InlineData("氏名", "-花子", NoticeKind.FormulaText, "-花子", "-花子")]
    [InlineData("氏名", "＠花子", NoticeKind.FormulaText, "＠花子", "＠花子")]
    public void What_seems_to_have_happened_to_a_name_or_a_code_is_reported_and_the_row_is_used(
        string column,
        string cell,
        NoticeKind kind,
        string told,
        string read
    )
    {
        var accepted = Delivery.Accepted(Delivery.Education(Delivery.Row(changes: (column, cell))));
        var notice = Assert.Single(accepted.Notices, n => n.Kind == kind);
        Assert.Equal((2, column), (notice.Row, notice.Column));
        Assert.Contains(told, notice.Text.InJapanese());
        Assert.Contains(told, notice.Text.InEnglish());
        var worker = Assert.Single(accepted.Extract.Workers);
        Assert.Contains(read, (string[])[worker.DisplayName, worker.Postings[0].Post, worker.Postings[0].Org.Value]);
    }

    [Theory]
    [InlineData("須坂?花子")]
    [InlineData("須坂=花子")]
    [InlineData("-")]
    public void What_may_be_meant_is_not_reported(string name) =>
        Assert.DoesNotContain(
            Delivery.Accepted(Delivery.Education(Delivery.Row(name: name))).Notices,
            n => n.Kind is NoticeKind.LostCharacter or NoticeKind.FormulaText
        );

    [Fact]
    public void A_name_loses_its_outer_spaces_and_nothing_else() =>
        Assert.Equal(
            "髙﨑　塚\uFA10",
            Assert.Single(Delivery.Accepted(Delivery.Education(Delivery.Row(name: "　髙﨑　塚\uFA10 　"))).Extract.Workers).DisplayName
        );

    [Fact]
    public void Free_text_about_a_further_post_is_reported_and_never_guessed()
    {
        var read = Delivery.Accepted(Delivery.Mayor([Delivery.MayorRow(concurrent: "（兼）税務課")]), SampleProfiles.Mayor);
        Assert.Single(Assert.Single(read.Extract.Workers).Postings);
        Assert.Contains("（兼）税務課", Assert.Single(read.Notices, n => n.Kind == NoticeKind.FreeTextPost).Text.InJapanese());
    }

    [Fact]
    public void A_date_after_the_end_of_its_era_is_read_and_reported()
    {
        var read = Delivery.Accepted(Delivery.Mayor([Delivery.MayorRow(endsOn: "平成39年3月31日")]), SampleProfiles.Mayor);
        Assert.Equal(new DateOnly(2027, 3, 31), Assert.Single(read.Extract.Workers).Employments[0].Days.Until);
        Assert.Equal("退職年月日", Assert.Single(read.Notices, n => n.Kind == NoticeKind.DoubtfulDate).Column);
    }

    [Fact]
    public void Both_byte_forms_of_a_name_give_the_same_worker()
    {
        var bytes = Delivery.Mayor([Delivery.MayorRow()]);
        var at = bytes.AsSpan().IndexOf([(byte)0xFB, (byte)0xFC]);
        Assert.True(at > 0);
        var nec = bytes.ToArray();
        (nec[at], nec[at + 1]) = (0xEE, 0xE0);
        Assert.Equivalent(
            Delivery.Accepted(bytes, SampleProfiles.Mayor).Extract.Workers,
            Delivery.Accepted(nec, SampleProfiles.Mayor).Extract.Workers,
            strict: true
        );
    }
}
