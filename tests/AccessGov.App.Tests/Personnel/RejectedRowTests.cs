using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

public class RejectedRowTests
{
    [Theory]
    [InlineData("採用日", "2026/2/30", "does not exist")]
    [InlineData("区分", "神", "word is unknown")]
    [InlineData("区分", "", "cell is empty")]
    [InlineData("発令", "併願", "word is unknown")]
    [InlineData("任期満了日", "2009/3/31", "ends before it starts")]
    [InlineData("終了日", "2024/3/31", "ends before it starts")]
    [InlineData("開始日", "", "first day of the posting is missing")]
    [InlineData("所属", "　", "cell is empty")]
    [InlineData("休業区分", "遊休", "word is unknown")]
    [InlineData("休業開始", "2026/1/1", "cell is empty")]
    [InlineData("休業終了", "2026/1/1", "first day of the leave is missing")]
    [InlineData("前番号", "101", "former number is the present one")]
    [InlineData("前番号", "1234567", "Not an employee number of 6 characters")]
    [InlineData("即時停止", "9", "word is unknown")]
    [InlineData("氏名", "", "cell is empty")]
    [InlineData("氏名", "\"須坂\n花子\"", "control or format character U+000A")]
    [InlineData("氏名", "\u202e花子　田中\u202c", "control or format character U+202E")]
    [InlineData("氏名", "#REF!", "error value of a spreadsheet")]
    [InlineData("採用日", "#N/A", "error value of a spreadsheet")]
    [InlineData("区分", "#NAME?", "error value of a spreadsheet")]
    [InlineData("所属", "#VALUE!", "error value of a spreadsheet")]
    [InlineData("所属", "\u200b", "cell is empty")]
    [InlineData("所属", "A\u2066100", "control or format character U+2066")]
    [InlineData("前番号", "00012", "cut off")]
    public void A_bad_cell_rejects_its_row_and_says_where_and_what_to_do(string column, string value, string because)
    {
        var read = Delivery.Accepted(Delivery.EducationAmongMany(Delivery.Row("000101", changes: (column, value))));
        var rejected = read.Rejected.First(r => r.Remedy.InEnglish().Contains(because));
        Assert.Equal(("education", 2), (rejected.Source, rejected.Row));
        Assert.DoesNotContain(read.Extract.Workers, w => w.Id.Value == "000101");
        Assert.Equal("000101", Assert.Single(read.HeldBack).Worker.Value);
        Assert.Equal(1, read.Extract.RowsRejected);
    }

    /// <summary>As the profile writes them: nobody writes ソノ他, by which they are compared.</summary>
    [Fact]
    public void The_words_that_are_offered_are_those_of_the_profile()
    {
        var read = Delivery.Accepted(Delivery.EducationAmongMany(Delivery.Row("000101", changes: ("休業区分", "遊休"))));
        var offered = read.Rejected.Single(r => r.Remedy.Key == "Row.word-unknown").Remedy.InJapanese();
        foreach (var word in SampleProfiles.Education.LeaveKinds.Keys)
            Assert.Contains(word, offered, StringComparison.Ordinal);
        Assert.DoesNotContain("ソノ他", offered, StringComparison.Ordinal);
        Assert.Contains(SampleProfiles.Education.LeaveKinds.Keys, k => k == "その他" || k.Any(c => c is >= 'ぁ' and <= 'ん'));
    }

    [Fact]
    public void A_truncated_number_is_nobodys_and_the_file_is_not_used() =>
        Assert.Contains(
            "cut off",
            Assert.Single(Delivery.Refused(Delivery.EducationAmongMany(Delivery.Row("00012"))).Rejected).Remedy.InEnglish()
        );

    /// <summary>Whoever reads "two rows" looks for two.</summary>
    [Fact]
    public void Every_row_that_is_counted_is_named_also_one_without_a_fault()
    {
        var refused = Delivery.Refused(
            Delivery.Education(Delivery.Row("000101", changes: ("採用日", "2026/2/30")), Delivery.Row("000101"))
        );
        Assert.Equal(2, refused.Rejected.Select(r => r.Row).Distinct().Count());
        Assert.Contains(refused.Rejected, r => r.Remedy.Key == "Row.beside-faulty" && r.Remedy.Values is ["2"]);
    }

    [Fact]
    public void A_rejected_row_tells_column_and_value() =>
        Assert.Equal(
            ("任期満了日", "平成"),
            Assert.Single(Delivery.Accepted(Delivery.EducationAmongMany(Delivery.Row(changes: ("任期満了日", "平成")))).Rejected) is var r
                ? (r.Column, r.Value)
                : default
        );

    [Theory]
    [InlineData("正規", "本務", "第一")]
    [InlineData("正規", "併任", "2024/2/30")]
    [InlineData("正規", "併認", "2024/4/1")]
    public void A_bad_row_that_may_be_a_guests_refuses_the_file_because_leaving_it_out_would_end_the_post(
        string kind,
        string posting,
        string from
    )
    {
        var refused = Delivery.Refused(
            Delivery.EducationAmongMany(Delivery.Row(changes: [("採用日", "---"), ("区分", kind), ("発令", posting), ("開始日", from)]))
        );
        Assert.Contains("Rows 2 cannot be used and may be posts", Assert.Single(refused.Reasons).InEnglish());
        Assert.NotEmpty(refused.Rejected);
    }

    [Fact]
    public void A_missing_hire_date_is_rejected_where_a_source_has_no_guests()
    {
        var profile = SampleProfiles.Education with { GuestKind = null };
        var read = Delivery.Accepted(Delivery.EducationAmongMany(Delivery.Row(changes: ("採用日", "---"))), profile);
        Assert.Contains("first day of the employment is missing", Assert.Single(read.Rejected).Remedy.InEnglish());
    }

    [Fact]
    public void A_row_with_too_many_cells_is_rejected_as_a_whole()
    {
        var read = Delivery.Accepted(Delivery.EducationAmongMany(Delivery.Row() + ",1,2"));
        Assert.Equal(("", ""), Assert.Single(read.Rejected) is var r ? (r.Column, r.Value) : default);
    }

    [Fact]
    public void One_rejected_row_holds_the_whole_worker_back()
    {
        var read = Delivery.Accepted(
            Delivery.EducationAmongMany(Delivery.Row(), Delivery.Row(changes: [("発令", "兼務"), ("開始日", "いつか"), ("即時停止", "1")]))
        );
        var held = Assert.Single(read.HeldBack);
        Assert.Equal([2, 3], held.Rows);
        Assert.True(held.AsksForStop);
        Assert.Equal(2, read.Extract.RowsRejected);
        Assert.DoesNotContain(read.Extract.Workers, w => w.Id == held.Worker);
    }

    [Theory]
    [InlineData("12-3あ")]
    [InlineData("1234567")]
    [InlineData("")]
    public void A_row_that_may_be_anybodys_refuses_the_file(string id)
    {
        var refused = Delivery.Refused(Delivery.EducationAmongMany(Delivery.Row(id)));
        Assert.Contains("not certain whose", Assert.Single(refused.Reasons).InEnglish());
        Assert.Equal("番号", Assert.Single(refused.Rejected).Column);
    }

    [Fact]
    public void A_number_that_cannot_be_read_hides_no_other_fault_of_the_file()
    {
        var refused = Delivery.Refused(
            Delivery.EducationAmongMany(
                Delivery.Row("12-3あ", changes: [("採用日", "2026/2/30"), ("区分", "神")]),
                Delivery.Row("000102", changes: ("任期満了日", "平成"))
            )
        );
        Assert.Equal([(2, "番号"), (2, "区分"), (2, "採用日"), (3, "任期満了日")], refused.Rejected.Select(r => (r.Row, r.Column)));
        Assert.Equal(
            "「番号」を読み取れない行が1行あり、誰の行か分かりません。直してから、もう一度取り込んでください。",
            refused.Reasons[0].InJapanese()
        );
    }

    [Fact]
    public void A_row_of_another_length_says_how_many_cells_it_has_and_which_columns_are_meant_is_said_by_their_headers()
    {
        var longer = Assert.Single(Delivery.Accepted(Delivery.EducationAmongMany(Delivery.Row() + ",1,2")).Rejected);
        Assert.StartsWith("見出しは18列、この行は20列です。", longer.Remedy.InJapanese());
        var end = Assert.Single(Delivery.Accepted(Delivery.EducationAmongMany(Delivery.Row(changes: ("終了日", "2024/3/31")))).Rejected);
        Assert.Equal("配属の終了日が開始日（2024-04-01）より前です。「開始日」か「終了日」を直してください。", end.Remedy.InJapanese());
    }

    [Fact]
    public void A_leaver_without_a_last_day_is_rejected()
    {
        var rows = Enumerable.Range(1, 60).Select(n => Delivery.MayorRow($"{n}"));
        var read = Delivery.Accepted(Delivery.Mayor([.. rows, Delivery.MayorRow("900001", status: "退職")]), SampleProfiles.Mayor);
        Assert.Contains("退職年月日", Assert.Single(read.Rejected).Remedy.InJapanese());
        Assert.Empty(
            Delivery
                .Accepted(Delivery.Mayor([.. rows, Delivery.MayorRow("900001", status: "退職", endsOn: "R8.3.31")]), SampleProfiles.Mayor)
                .Rejected
        );
    }

    [Fact]
    public void A_dismissed_worker_without_a_last_day_is_still_stopped_at_once()
    {
        var read = Delivery.Accepted(Delivery.Mayor([Delivery.MayorRow(status: "退職", stop: "1")]), SampleProfiles.Mayor);
        Assert.True(Assert.Single(read.Extract.Workers).Employments.Single().EndsAtOnce);
    }

    [Fact]
    public void Who_is_said_to_serve_after_the_last_day_is_held_back()
    {
        var rows = Enumerable.Range(1, 60).Select(n => Delivery.MayorRow($"{n}"));
        var read = Delivery.Accepted(Delivery.Mayor([.. rows, Delivery.MayorRow("900001", endsOn: "R8.3.30")]), SampleProfiles.Mayor);
        Assert.Contains("is said to serve", Assert.Single(read.Rejected).Remedy.InEnglish());
        Assert.Empty(
            Delivery.Accepted(Delivery.Mayor([.. rows, Delivery.MayorRow("900001", endsOn: "R8.3.31")]), SampleProfiles.Mayor).Rejected
        );
    }

    [Fact]
    public void Only_a_leaver_may_have_no_post()
    {
        (string, string)[] noPost = [("発令", ""), ("所属", ""), ("職名", ""), ("開始日", ""), ("終了日", "")];
        Assert.NotEmpty(Delivery.Accepted(Delivery.EducationAmongMany(Delivery.Row(changes: noPost))).HeldBack);
        var read = Delivery.Accepted(Delivery.EducationAmongMany(Delivery.Row(changes: [.. noPost, ("任期満了日", "2026/3/30")])));
        Assert.Empty(read.Extract.Workers.Single(w => w.Id.Value == "000101").Postings);
    }

    [Fact]
    public void A_fiscal_year_appointment_without_an_end_is_rejected() =>
        Assert.Contains(
            "always ends",
            Assert
                .Single(Delivery.Accepted(Delivery.EducationAmongMany(Delivery.Row(changes: ("区分", "会計年度任用")))).Rejected)
                .Remedy.InEnglish()
        );
}
