using System.IO.Compression;
using System.Text;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Tables;

namespace AccessGov.App.Tests.Personnel;

/// <summary>What of a workbook has two readings, or no safe one, is refused with its place.</summary>
public class WorkbookRefusalTests
{
    private static readonly string Good = WorkbookTests.HeaderAt(1) + SheetFile.Row(2, WorkbookTests.ForSheet());

    [Fact]
    public void A_formula_is_refused_whatever_it_gave_and_each_cell_is_named()
    {
        var rows =
            Good
            + SheetFile.Row(
                5,
                WorkbookTests.ForSheet(("番号", SheetFile.Formula("A2", "000102")), ("所属", SheetFile.Formula("H2", "E100")))
            )
            + SheetFile.Row(6, WorkbookTests.ForSheet(("番号", "><f t=\"shared\" si=\"0\"/><v>000103</v>")));
        var reason = Refused(SheetFile.Of(rows), "Workbook.formulas");
        Assert.StartsWith("シート「名簿」に数式のセルが3個あります（A5, H5, A6）。", reason);
    }

    [Fact]
    public void A_hidden_row_is_refused_and_one_without_values_is_not()
    {
        var hidden = SheetFile.RowWith("hidden=\"1\"", 4, WorkbookTests.ForSheet(("番号", SheetFile.Text("000102"))));
        Assert.Contains("（4行目）", Refused(SheetFile.Of(Good + hidden), "Workbook.hidden-rows"));
        Delivery.Accepted(SheetFile.Of(Good + SheetFile.RowWith("hidden=\"1\"", 4, "s=\"1\">")));
    }

    [Theory]
    [InlineData("C2:C3", true)]
    [InlineData("B3:C3", true)]
    [InlineData("A1:B2", true)]
    [InlineData("A1:B1", false)]
    public void Merged_cells_below_the_header_are_refused(string place, bool isRefused)
    {
        var rows = Good + SheetFile.Row(3, WorkbookTests.ForSheet(("番号", SheetFile.Text("000102"))));
        var bytes = SheetFile.Of(rows, $"<mergeCells count=\"1\"><mergeCell ref=\"{place}\"/></mergeCells>");
        if (isRefused)
            Assert.Contains($"（{place}）", Refused(bytes, "Workbook.merged"));
        else
            Delivery.Accepted(bytes);
    }

    [Fact]
    public void Of_several_sheets_that_are_seen_none_is_chosen()
    {
        var parts = SheetFile.TwoSheets(Good, "visible");
        Assert.Contains("2枚あります（名簿, 控え）", Refused(SheetFile.Zip(parts), "Workbook.several-sheets"));
        Delivery.Accepted(SheetFile.Zip(SheetFile.TwoSheets(Good, "hidden")));
    }

    [Fact]
    public void A_sheet_that_is_not_there_is_refused_and_those_that_are_there_are_named()
    {
        var profile = SampleProfiles.Education with { Form = SampleProfiles.Education.Form with { Sheet = "異動者" } };
        var reason = Assert.Single(Delivery.Refused(SheetFile.Zip(SheetFile.TwoSheets(Good, "visible")), profile).Reasons);
        Assert.StartsWith("「異動者」というシートがありません。あるシート: 名簿, 控え。", reason.InJapanese());
    }

    [Theory]
    [InlineData("xl/vbaProject.bin")]
    [InlineData("xl/macrosheets/sheet1.xml")]
    public void Macros_are_refused(string part)
    {
        var parts = SheetFile.Parts(Good);
        parts[part] = "x";
        Refused(SheetFile.Zip(parts), "Workbook.macros");
    }

    [Fact]
    public void A_workbook_with_a_password_or_of_the_old_kind_is_refused_at_its_first_bytes_on_every_way()
    {
        byte[] bytes = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[70_000]];
        Refused(bytes, "Workbook.old-or-locked");
        Assert.Equal("Workbook.old-or-locked", TableShape.Refusal(bytes, SampleProfiles.Education.Form)!.Key);
        Assert.Null(TableShape.Refusal(SheetFile.Of(Good), SampleProfiles.Education.Form));
        Assert.IsType<ListRead<List<Core.Grants.KeyFact>>.Refused>(ListReader.ReadKeys(bytes, SampleProfiles.Keys));
    }

    [Theory]
    [InlineData("word/document.xml", "<document/>", "Workbook.none")]
    [InlineData("xl/workbook.bin", "x", "Workbook.none")]
    [InlineData("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "Workbook.none")]
    public void Other_archives_are_no_workbooks(string part, string content, string key)
    {
        var parts = new Dictionary<string, string>
        {
            ["_rels/.rels"] = SheetFile.Relations(("rId1", part == "mimetype" ? "other" : "officeDocument", part)),
            [part] = content,
        };
        Refused(SheetFile.Zip(parts), key);
    }

    [Theory]
    [InlineData("<row r=\"3\"/><row r=\"2\"/>")]
    [InlineData("<row r=\"1048577\"/>")]
    [InlineData("<row r=\"-1\"/>")]
    [InlineData("<row r=\"3\"><c r=\"B3\"/><c r=\"A3\"/></row>")]
    [InlineData("<row r=\"3\"><c r=\"A4\"/></row>")]
    [InlineData("<row r=\"3\"><c r=\"XFE3\"/></row>")]
    [InlineData("<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c></row>")]
    [InlineData("<row r=\"3\"><c r=\"A3\" t=\"x\"><v>1</v></c></row>")]
    [InlineData("<row r=\"3\"><c r=\"A3\" t=\"b\"><v>2</v></c></row>")]
    [InlineData("<row r=\"3\"><c r=\"A3\"><v>１</v></c></row>")]
    [InlineData("<row r=\"3\"><c r=\"A3\"><v>1e999</v></c></row>")]
    [InlineData("<row r=\"3\"><c r=\"A3\" s=\"9\"><v>1</v></c></row>")]
    [InlineData("<row r=\"3\"><c>")]
    public void A_sheet_that_contradicts_itself_is_damaged(string rows) => Refused(SheetFile.Of(Good + rows), "Workbook.damaged");

    [Fact]
    public void What_stands_outside_the_workbook_is_not_fetched()
    {
        var parts = SheetFile.Parts(Good);
        parts[SheetFile.Sheet] = parts[SheetFile.Sheet]
            .Replace("<worksheet", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><worksheet", StringComparison.Ordinal)
            .Replace("須坂", "&e;", StringComparison.Ordinal);
        Refused(SheetFile.Zip(parts), "Workbook.damaged");
    }

    [Fact]
    public void An_archive_with_two_parts_of_one_name_or_with_a_changed_byte_is_damaged()
    {
        var parts = SheetFile.Parts(Good);
        Refused(SheetFile.Zip(parts.Append(new("XL/worksheets\\sheet1.xml", parts[SheetFile.Sheet]))), "Workbook.damaged");
        var bytes = SheetFile.Zip(parts, CompressionLevel.NoCompression);
        Delivery.Accepted(bytes);
        bytes[bytes.AsSpan().IndexOf("000101"u8)] = (byte)'9';
        Refused(bytes, "Workbook.damaged");
    }

    [Fact]
    public void A_small_archive_that_unpacks_to_very_much_is_refused_before_it_is_held()
    {
        var parts = SheetFile.Parts("");
        // 32,767 characters, ten thousand times over.
        parts[SheetFile.Texts] = parts[SheetFile.Texts].Replace("共有", new string('x', 32_767), StringComparison.Ordinal);
        parts[SheetFile.Sheet] = SheetFile.Parts(
            string.Concat(Enumerable.Range(1, 10_000).Select(n => SheetFile.Row(n, "t=\"s\"><v>0</v>")))
        )[SheetFile.Sheet];
        Refused(SheetFile.Zip(parts), "Workbook.too-large");
        // A row that has its last cell in the last column makes every row below as wide.
        var wide = $"<row r=\"1\"><c r=\"XFD1\" {SheetFile.Text("x")}</c></row>";
        Refused(
            SheetFile.Of(wide + string.Concat(Enumerable.Range(2, 10_000).Select(n => SheetFile.Row(n, SheetFile.Text("x"))))),
            "Workbook.too-large"
        );
        var large = Bomb($"<x>{new string('x', 1000)}</x>", 260 << 20);
        var endless = Bomb(new string('x', 1000), 260 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(large, "Workbook.too-large");
        Refused(endless, "Workbook.cell-too-long");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Fact]
    public void A_cell_longer_than_any_of_Excel_is_refused() =>
        Refused(SheetFile.Of(Good + SheetFile.Row(3, SheetFile.Text(new string('x', 32_768)))), "Workbook.cell-too-long");

    /// <summary>A workbook whose sheet says one thing over and over.</summary>
    private static byte[] Bomb(string piece, long length)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in SheetFile.Parts("|"))
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                var halves = content.Split('|');
                part.Write(Encoding.UTF8.GetBytes(halves[0]));
                if (halves.Length == 1)
                    continue;
                var pieces = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 1000)));
                for (var written = 0L; written < length; written += pieces.Length)
                    part.Write(pieces);
                part.Write(Encoding.UTF8.GetBytes(halves[1]));
            }
        return file.ToArray();
    }

    private static string Refused(byte[] bytes, string key)
    {
        var reason = Assert.Single(Delivery.Refused(bytes).Reasons);
        Assert.Equal(key, reason.Key);
        Assert.NotEmpty(reason.InEnglish());
        return reason.InJapanese();
    }
}
