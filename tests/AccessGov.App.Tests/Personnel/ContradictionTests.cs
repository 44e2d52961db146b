using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

public class ContradictionTests
{
    [Fact]
    public void Two_primary_posts_at_the_same_time_hold_the_worker_back() =>
        HeldBack("second primary post at the same time", Delivery.Row(), Delivery.Row(changes: [("所属", "E200"), ("開始日", "2025/4/1")]));

    [Fact]
    public void Two_primary_posts_one_after_the_other_are_a_transfer() =>
        Assert.Empty(
            Read(Delivery.Row(changes: ("終了日", "2026/3/31")), Delivery.Row(changes: [("所属", "E200"), ("開始日", "2026/4/1")])).HeldBack
        );

    [Fact]
    public void One_number_with_two_kana_names_is_two_persons() =>
        HeldBack("used for two persons", Delivery.Row(), Delivery.Row(changes: [("氏名カナ", "ナガノ タロウ"), ("発令", "兼務")]));

    [Fact]
    public void A_number_of_a_retired_person_given_to_another_holds_both_back() =>
        HeldBack(
            "used for two persons",
            Delivery.Row(changes: [("任期満了日", "2020/3/31"), ("終了日", "2020/3/31")]) is var old
                ? old.Replace("2024/4/1", "2019/4/1")
                : "",
            Delivery.Row(name: "長野　次郎", changes: [("氏名カナ", "ナガノ　ジロウ"), ("採用日", "2024/4/1")])
        );

    [Fact]
    public void One_number_with_two_hire_dates_is_rejected() =>
        HeldBack("overlaps with a different one", Delivery.Row(), Delivery.Row(changes: [("採用日", "2011/4/1"), ("発令", "兼務")]));

    [Fact]
    public void One_number_with_two_kinds_of_employment_is_rejected() =>
        HeldBack("overlaps with a different one", Delivery.Row(), Delivery.Row(changes: [("区分", "再任用"), ("発令", "兼務")]));

    [Fact]
    public void Two_former_numbers_are_rejected() =>
        HeldBack("two former numbers", Delivery.Row(changes: ("前番号", "7")), Delivery.Row(changes: [("前番号", "8"), ("発令", "兼務")]));

    [Fact]
    public void A_worker_both_employed_and_guest_refuses_the_file()
    {
        var refused = Delivery.Refused(
            Delivery.EducationAmongMany(Delivery.Row(), Delivery.Row(changes: [("発令", "併任"), ("採用日", "")]))
        );
        Assert.Contains("another that it does not", Assert.Single(refused.Rejected).Remedy.InEnglish());
    }

    [Fact]
    public void Widths_spaces_and_variants_of_kanji_are_no_contradiction_when_the_kana_agree()
    {
        var read = Read(
            Delivery.Row(name: "髙橋　太郎", changes: ("氏名カナ", "ﾀﾞｲｺﾞ ﾀﾛｳ")),
            Delivery.Row(name: "高橋太郎", changes: [("氏名カナ", "ダイゴ　タロウ"), ("発令", "兼務")])
        );
        Assert.Empty(read.HeldBack);
        Assert.Single(read.Notices, n => n.Kind == NoticeKind.NameVaries);
    }

    [Fact]
    public void A_row_delivered_twice_counts_once_and_is_noticed()
    {
        var read = Read(Delivery.Row(), Delivery.Row());
        Assert.Single(read.Extract.Workers.Single(w => w.Id.Value == "000101").Postings);
        Assert.Equal(3, Assert.Single(read.Notices, n => n.Kind == NoticeKind.DuplicateRow).Row);
    }

    [Fact]
    public void An_immediate_stop_on_one_row_of_a_term_is_taken_and_noticed()
    {
        var read = Read(Delivery.Row(), Delivery.Row(changes: [("発令", "兼務"), ("即時停止", "1")]));
        Assert.True(read.Extract.Workers.Single(w => w.Id.Value == "000101").Employments.Single().EndsAtOnce);
        Assert.Single(read.Notices, n => n.Kind == NoticeKind.StopTaken);
    }

    private static ExtractRead.Read Read(params string[] rows) => Delivery.Accepted(Delivery.EducationAmongMany(rows));

    private static void HeldBack(string because, params string[] rows)
    {
        var read = Read(rows);
        Assert.Contains(because, Assert.Single(read.Rejected).Remedy.InEnglish());
        Assert.Equal("000101", Assert.Single(read.HeldBack).Worker.Value);
        Assert.DoesNotContain(read.Extract.Workers, w => w.Id.Value == "000101");
        Assert.DoesNotContain(read.Extract.GuestPostings, g => g.Worker.Value == "000101");
    }
}
