using System.Text;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

public class FourFormatsTests
{
    [Fact]
    public void The_mayors_extract_is_read()
    {
        var bytes = Delivery.Mayor([Delivery.MayorRow(), "009001,併任　者,,,,,,併任,A130,選挙管理委員会,書記,,R8.4.1,R8.7.31,,,,,,,,,,"]);
        var read = Delivery.Accepted(bytes, SampleProfiles.Mayor);
        var source = new SourceId("mayor");
        var worker = Assert.Single(read.Extract.Workers);
        Assert.Equal(("001234", "髙橋　太郎", source), (worker.Id.Value, worker.DisplayName, worker.Home));
        Assert.Equal(new Employment(EmploymentKind.Regular, new(new(2010, 4, 1), null)), Assert.Single(worker.Employments));
        Assert.Equal(
            new Posting(source, PostingKind.Primary, new("A120"), "主任", new(new(2026, 4, 1), null)),
            Assert.Single(worker.Postings)
        );
        var guest = Assert.Single(read.Extract.GuestPostings);
        Assert.Equal(
            new GuestPosting(
                new("009001"),
                new(source, PostingKind.CrossAppointed, new("A130"), "書記", new(new(2026, 4, 1), new(2026, 7, 31)))
            ),
            guest
        );
        Assert.Equal((2, 0, Delivery.AsOf), (read.Extract.RowsRead, read.Extract.RowsRejected, read.Extract.AsOf));
        Assert.Matches("^[0-9a-f]{64}$", read.Extract.ContentHash);
        Assert.Contains(read.Notices, n => n.Kind == NoticeKind.PreambleSkipped);
        Assert.Contains(read.Notices, n => n.Kind == NoticeKind.TotalRowSkipped);
    }

    [Fact]
    public void The_education_boards_extract_is_read()
    {
        var read = Delivery.Accepted(
            Delivery.Education(
                Delivery.Row(
                    changes:
                    [
                        ("休業区分", "育休"),
                        ("休業開始", "2026/1/5"),
                        ("休業終了", "2026/12/31"),
                        ("前番号", "77"),
                        ("即時停止", "1"),
                    ]
                )
            )
        );
        var worker = Assert.Single(read.Extract.Workers);
        Assert.Equal(new Leave(LeaveKind.Childcare, new(new(2026, 1, 5), new(2026, 12, 31))), Assert.Single(worker.Leaves));
        Assert.Equal("000077", worker.FormerId?.Value);
        Assert.True(Assert.Single(worker.Employments).EndsAtOnce);
    }

    [Fact]
    public void The_fire_departments_extract_is_read()
    {
        var text =
            "職員番号\t氏名\t区分\t採用日\t退職日\t発令区分\t所属コード\t職名\t発令日\t解除日\t休職\t休職開始\t休職終了\t旧番号\t即時停止\t性別\n"
            + "００３００１\t消防　一郎\t正規\t40269\t\t本務\tＦ100\t消防士\t46113\t\t\t\t\t\t\t男\n";
        var read = Delivery.Accepted(Encoding.UTF8.GetBytes(text), SampleProfiles.Fire);
        var worker = Assert.Single(read.Extract.Workers);
        Assert.Equal("003001", worker.Id.Value);
        Assert.Equal(new DateOnly(2010, 4, 1), worker.Employments[0].Days.From);
        Assert.Equal(("F100", new DateOnly(2026, 4, 1)), (worker.Postings[0].Org.Value, worker.Postings[0].Days.From));
    }

    [Fact]
    public void The_waterworks_extract_is_read()
    {
        var text =
            "職員番号,氏名,職種区分,採用,退職,発令種別,所属CD,所属名称,職名,発令,解除,休職,休職自,休職至,旧職員番号,即時停止,備考\r\n"
            + "\"005001\",\"水道　次郎\",\"正規\",\"4220401\",\"99999999\",\"本務\",\"W10\",\"業務課\",\"技師\",\"5080401\",\"9999999\","
            + "\"\",\"\",\"\",\"\",\"\",\"一行目\r\n\"\"二行目\"\"\"\r\n"
            + "計,1 件\r\n";
        var read = Delivery.Accepted(Delivery.Cp932(text), SampleProfiles.Water);
        var worker = Assert.Single(read.Extract.Workers);
        Assert.Null(worker.Employments[0].Days.Until);
        Assert.Equal(new DateSpan(new(2026, 4, 1), null), worker.Postings[0].Days);
    }

    [Fact]
    public void Several_rows_with_one_number_make_one_worker()
    {
        var worker = Assert.Single(
            Delivery
                .Accepted(
                    Delivery.Education(Delivery.Row(), Delivery.Row(changes: [("発令", "兼務"), ("所属", "E200"), ("開始日", "2025/4/1")]))
                )
                .Extract.Workers
        );
        Assert.Single(worker.Employments);
        Assert.Equal([PostingKind.Primary, PostingKind.Concurrent], worker.Postings.Select(p => p.Kind));
    }

    [Fact]
    public void A_fiscal_year_appointment_that_continues_has_two_terms()
    {
        var worker = Assert.Single(
            Delivery
                .Accepted(
                    Delivery.Education(
                        Delivery.Row(
                            changes:
                            [
                                ("区分", "会計年度任用"),
                                ("採用日", "2025/4/1"),
                                ("任期満了日", "2026/3/31"),
                                ("終了日", "2026/3/31"),
                            ]
                        ),
                        Delivery.Row(
                            changes:
                            [
                                ("区分", "会計年度任用"),
                                ("採用日", "2026/4/1"),
                                ("任期満了日", "2027/3/31"),
                                ("開始日", "2026/4/1"),
                                ("終了日", "2027/3/31"),
                            ]
                        )
                    )
                )
                .Extract.Workers
        );
        Assert.Equal([new(2026, 3, 31), new(2027, 3, 31)], worker.Employments.Select(e => e.Days.Until!.Value));
    }

    [Fact]
    public void The_order_of_rows_does_not_change_what_is_read()
    {
        string[] rows = [Delivery.Row(), Delivery.Row(changes: [("発令", "兼務"), ("所属", "E200")]), Delivery.Row("000200")];
        var (a, b) = (
            Delivery.Accepted(Delivery.Education(rows)).Extract,
            Delivery.Accepted(Delivery.Education([.. rows.Reverse()])).Extract
        );
        Assert.Equivalent(a.Workers, b.Workers, strict: true);
        Assert.Equal(a.Workers.Select(w => w.Id), b.Workers.Select(w => w.Id));
    }
}
