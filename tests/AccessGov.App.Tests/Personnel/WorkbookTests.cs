using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Workbooks;
using AccessGov.Core.Grants;
using CsvHelper;
using MiniExcelLibs;

namespace AccessGov.App.Tests.Personnel;

/// <summary>An Excel workbook says what the same list says as CSV.</summary>
public class WorkbookTests
{
    private static readonly string[] Header = Encoding.UTF8.GetString(Delivery.Education()).Trim('\uFEFF', '\n').Split(',');

    [Fact]
    public void A_workbook_that_another_program_wrote_gives_days_numbers_and_truths_as_they_are_meant()
    {
        object[][] rows =
        [
            Cells(("番号", 101), ("採用日", new DateTime(2010, 4, 1)), ("開始日", new DateTime(2024, 4, 1)), ("即時停止", "")),
            Cells(("番号", "000102"), ("終了日", new DateTime(2026, 9, 30)), ("採用日", "2011/4/1")),
            Cells(("番号", 103), ("採用日", new DateTime(2010, 4, 1, 12, 30, 0))),
        ];
        var (bytes, profile) = (Written(rows), SampleProfiles.Education);
        var tolerant = profile with { Form = profile.Form with { MaxRejectedShare = 1 } };
        var read = Assert.IsType<ExtractRead.Read>(Delivery.Read(bytes, tolerant));
        Assert.Equal(["000101", "000102"], read.Extract.Workers.Select(w => w.Id.Value));
        Assert.Equal(new DateOnly(2010, 4, 1), read.Extract.Workers[0].Employments[0].Days.From);
        Assert.Equal(new DateOnly(2026, 9, 30), read.Extract.Workers[1].Postings[0].Days.Until);
        Assert.Equal([2, 4], read.Notices.Where(n => n.Kind == NoticeKind.ZerosRestored).Select(n => n.Row!.Value));
        Assert.Equal((4, "採用日", "2010-04-01 12:30:00"), Assert.Single(read.Rejected) is var r ? (r.Row, r.Column, r.Value) : default);
        // Cells as the other program reads them, where it has no opinion of its own on what a day is.
        Assert.Equal(TextsOf(bytes), ReadBy(bytes));
    }

    [Theory]
    [InlineData("14", "46113", "2026-04-01")]
    [InlineData("22", "46113.5", "2026-04-01 12:00:00")]
    [InlineData("27", "46113", "2026-04-01")]
    [InlineData("31", "46113", "2026-04-01")]
    [InlineData("57", "46113", "2026-04-01")]
    [InlineData("58", "46113", "2026-04-01")]
    [InlineData("[$-411]ggge\"年\"m\"月\"d\"日\";@", "46113", "2026-04-01")]
    [InlineData("[$-ja-JP]ge.m.d", "46113", "2026-04-01")]
    [InlineData("yyyy/m/d\\ h:mm", "46113", "2026-04-01")]
    [InlineData("mmmm", "46113", "2026-04-01")]
    [InlineData("14", "46112.9999999", "2026-04-01")]
    [InlineData("14", "2958465", "9999-12-31")]
    [InlineData("14", "2958466", "2958466")]
    [InlineData("14", "-1", "-1")]
    [InlineData("14", "0", "1900/1/0")]
    [InlineData("14", "59", "1900-02-28")]
    [InlineData("14", "60", "1900/2/29")]
    [InlineData("14", "61", "1900-03-01")]
    [InlineData("0", "46113", "46113")]
    [InlineData("General", "46113", "46113")]
    [InlineData("49", "46113", "46113")]
    [InlineData("000000", "1234", "1234")]
    [InlineData("#,##0\"日\"", "1234", "1234")]
    [InlineData("[Red]0.00E+00", "46113", "46113")]
    [InlineData("20", "0.5", "0.5")]
    [InlineData("[h]:mm", "0.5", "0.5")]
    [InlineData("0", "12345678", "12345678")]
    [InlineData("0", "1.2345678E7", "12345678")]
    [InlineData("0", "0.1", "0.1")]
    [InlineData("0", "123456789012345", "123456789012345")]
    public void Numbers_are_their_digits_and_those_that_are_shown_as_days_are_days(string format, string raw, string text)
    {
        var parts = SheetFile.Parts(SheetFile.Row(1, SheetFile.Number(raw, 1)));
        parts[SheetFile.Styles] = SheetFile.StylesOf("0", format);
        Assert.Equal(
            [
                [text],
            ],
            TextsOf(SheetFile.Zip(parts))
        );
    }

    [Fact]
    public void Days_that_are_counted_from_1904_are_the_same_days_and_bare_numbers_are_none()
    {
        var parts = SheetFile.Parts(
            HeaderAt(1)
                + SheetFile.Row(2, ForSheet(("採用日", SheetFile.Number("44651", SheetFile.Day)), ("開始日", SheetFile.Number("44651"))))
        );
        parts[SheetFile.Book] = SheetFile.BookOf("date1904=\"1\"", ("名簿", "visible"));
        var profile = SampleProfiles.Education with
        {
            Form = SampleProfiles.Education.Form with { Dates = DateForms.ExcelSerial, MaxRejectedShare = 1 },
        };
        var read = Assert.IsType<ExtractRead.Read>(Delivery.Read(SheetFile.Zip(parts), profile));
        Assert.Equal(("開始日", "44651"), Assert.Single(read.Rejected) is var r ? (r.Column, r.Value) : default);
        parts[SheetFile.Book] = SheetFile.BookOf("", ("名簿", "visible"));
        var worker = Assert.Single(Delivery.Accepted(SheetFile.Zip(parts), profile).Extract.Workers);
        // Four years and a day earlier, and both of them.
        Assert.Equal(new DateOnly(2022, 3, 31), worker.Employments[0].Days.From);
        Assert.Equal(worker.Employments[0].Days.From, worker.Postings[0].Days.From);
    }

    [Fact]
    public void Rows_have_the_numbers_of_the_sheet_and_empty_cells_at_their_ends_are_cells()
    {
        var rows =
            SheetFile.Row(2, SheetFile.Text("職員一覧"))
            + HeaderAt(4)
            + SheetFile.Row(9, ForSheet())
            + SheetFile.Row(12, ForSheet(("番号", SheetFile.Text("000102")), ("区分", SheetFile.Error("#N/A"))));
        var tolerant = SampleProfiles.Education with { Form = SampleProfiles.Education.Form with { MaxRejectedShare = 1 } };
        var read = Delivery.Accepted(SheetFile.Of(rows), tolerant);
        Assert.Equal("000101", Assert.Single(read.Extract.Workers).Id.Value);
        var rejected = Assert.Single(read.Rejected);
        Assert.Equal((12, "区分", "#N/A"), (rejected.Row, rejected.Column, rejected.Value));
        Assert.StartsWith("Excel のエラー値です。", rejected.Remedy.InJapanese());
    }

    /// <summary>One row with a cell too many makes every row of the sheet as wide, the header that is printed on each page too.</summary>
    [Fact]
    public void A_header_that_is_repeated_is_none_of_the_rows_however_wide_the_sheet_is()
    {
        var wide = SheetFile.Row(2, [.. ForSheet(), SheetFile.Text("x")]);
        var next = SheetFile.Row(4, ForSheet(("番号", SheetFile.Text("000102"))));
        var read = Delivery.Accepted(SheetFile.Of(HeaderAt(1) + wide + HeaderAt(3) + next));
        Assert.Equal((2, 2), (read.Extract.Workers.Count, read.Extract.RowsRead));
        Assert.Equal(3, Assert.Single(read.Notices, n => n.Kind == NoticeKind.RowSkipped).Row);
    }

    [Fact]
    public void Texts_are_put_together_without_the_furigana_above_them()
    {
        var parts = SheetFile.Parts(
            SheetFile.Row(1, "t=\"s\"><v>0</v>", "t=\"inlineStr\"><is><t>a_x000D_b_x005F_x000D__x0000_</t></is>", "t=\"b\"><v>1</v>")
        );
        parts[SheetFile.Texts] = parts[SheetFile.Texts]
            .Replace(
                "<t>共有</t>",
                "<r><rPr/><t>須坂</t></r><r><t xml:space=\"preserve\">　花</t></r><t>子</t><rPh sb=\"0\" eb=\"2\"><t>スザカ</t></rPh>",
                StringComparison.Ordinal
            );
        Assert.Equal(
            [
                ["須坂　花子", "a\rb_x000D__x0000_", "TRUE"],
            ],
            TextsOf(SheetFile.Zip(parts))
        );
    }

    [Fact]
    public void A_profile_names_the_sheet_and_widths_and_spaces_do_not_count()
    {
        var parts = SheetFile.Parts(HeaderAt(1) + SheetFile.Row(2, ForSheet()));
        parts["xl/worksheets/sheet2.xml"] = parts[SheetFile.Sheet].Replace("000101", "000202", StringComparison.Ordinal);
        parts["xl/_rels/workbook.xml.rels"] = SheetFile.Relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "worksheet", "worksheets/sheet2.xml"),
            ("rId8", "styles", "styles.xml")
        );
        parts[SheetFile.Book] = SheetFile.BookOf("", ("名簿 R8", "visible"), ("退職者", "hidden"));
        Assert.Equal("000101", NumberIn(null));
        Assert.Equal("000101", NumberIn("名簿Ｒ８"));
        Assert.Equal("000202", NumberIn("退職者"));

        string NumberIn(string? sheet)
        {
            var profile = SampleProfiles.Education with { Form = SampleProfiles.Education.Form with { Sheet = sheet } };
            return Assert.Single(Delivery.Accepted(SheetFile.Zip(parts), profile).Extract.Workers).Id.Value;
        }
    }

    [Fact]
    public void What_is_kept_of_a_workbook_is_the_hash_of_the_file_as_it_came()
    {
        var bytes = SheetFile.Of(HeaderAt(1) + SheetFile.Row(2, ForSheet()));
        var (read, hash) = ExtractReader.Read(new MemoryStream(bytes), SampleProfiles.Education, Delivery.AsOf);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), hash);
        Assert.Equal(hash, Assert.IsType<ExtractRead.Read>(read).Extract.ContentHash);
    }

    [Fact]
    public void Lists_beside_the_extracts_may_be_workbooks_too()
    {
        var rows =
            SheetFile.Row(1, [.. "職員番号,登録日,失効日".Split(',').Select(SheetFile.Text)])
            + SheetFile.Row(2, SheetFile.Number("101"), SheetFile.Number("46113", SheetFile.Day));
        var keys = Assert.IsType<ListRead<List<KeyFact>>.Read>(ListReader.ReadKeys(SheetFile.Of(rows), SampleProfiles.Keys));
        Assert.Equal(("000101", new DateOnly(2026, 4, 1)), Assert.Single(keys.Content) is var k ? (k.Worker.Value, k.Days.From) : default);
    }

    [Fact]
    public void A_remark_beside_the_table_shifts_no_cell_and_is_left_out() =>
        Assert.Empty(
            Delivery.Accepted(SheetFile.Of(HeaderAt(1) + SheetFile.Row(2, [.. ForSheet(), "", SheetFile.Text("育休予定")]))).Rejected
        );

    [Fact]
    public void A_profile_may_name_a_sheet()
    {
        var yaml = SampleProfiles.Yaml("education") + "sheet: 名簿\n";
        Assert.Equal("名簿", SampleProfiles.Loaded(MappingProfileReader.Read(Encoding.UTF8.GetBytes(yaml))).Form.Sheet);
    }

    internal static string HeaderAt(int row) => SheetFile.Row(row, [.. Header.Select(SheetFile.Text)]);

    /// <summary>The cells of a good row, as a sheet has them.</summary>
    internal static string[] ForSheet(params (string Header, string Cell)[] changes)
    {
        var cells = Delivery.Row().Split(',').Select(SheetFile.Text).ToArray();
        foreach (var (header, cell) in changes)
            cells[Array.IndexOf(Header, header)] = cell;
        return cells;
    }

    private static object[] Cells(params (string Header, object Value)[] changes)
    {
        var cells = Delivery.Row().Split(',').Cast<object>().ToArray();
        foreach (var (header, value) in changes)
            cells[Array.IndexOf(Header, header)] = value;
        return cells;
    }

    private static byte[] Written(object[][] rows)
    {
        using var file = new MemoryStream();
        file.SaveAs(rows.Select(r => Header.Zip(r).ToDictionary(p => p.First, p => p.Second)).ToArray(), sheetName: "名簿");
        return file.ToArray();
    }

    private static List<string[]> TextsOf(byte[] workbook)
    {
        using var csv = CsvReader.Create(
            SheetText.Of(new MemoryStream(workbook), null).Text is MemoryStream text ? text.ToArray() : [],
            CsvRows.Options(',')
        );
        var rows = new List<string[]>();
        while (csv.Read())
            rows.Add(TableCells.All(csv));
        return rows;
    }

    private static List<string[]> ReadBy(byte[] workbook) =>
        [
            .. new MemoryStream(workbook)
                .Query()
                .Cast<IDictionary<string, object?>>()
                .Select(row =>
                    row.Values.Select(v =>
                            v switch
                            {
                                null => "",
                                DateTime { TimeOfDay: { Ticks: 0 } } day => $"{day:yyyy-MM-dd}",
                                DateTime at => $"{at:yyyy-MM-dd HH:mm:ss}",
                                _ => $"{v}",
                            }
                        )
                        .ToArray()
                ),
        ];
}
