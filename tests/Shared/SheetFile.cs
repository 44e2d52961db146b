using System.IO.Compression;
using System.Security;
using System.Text;
using AccessGov.App.Personnel.Reading.Workbooks;

namespace AccessGov.Tests;

/// <summary>Workbooks part by part, as Excel writes them and as it never would.</summary>
internal static class SheetFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    public const string Book = "xl/workbook.xml",
        Sheet = "xl/worksheets/sheet1.xml",
        Texts = "xl/sharedStrings.xml",
        Styles = "xl/styles.xml";

    /// <summary>Numbers with this style are days.</summary>
    public const int Day = 1;

    /// <summary>A workbook of one sheet.</summary>
    /// <param name="rows">What is within its <c>sheetData</c>.</param>
    /// <param name="behind">What follows it.</param>
    public static byte[] Of(string rows, string behind = "") => Zip(Parts(rows, behind));

    /// <summary>Its parts by name, to be changed.</summary>
    public static Dictionary<string, string> Parts(string rows, string behind = "") =>
        new()
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
            ["_rels/.rels"] = Relations(("rId1", "officeDocument", Book)),
            [Book] = BookOf("", ("名簿", "visible")),
            ["xl/_rels/workbook.xml.rels"] = Relations(
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId8", "styles", "styles.xml"),
                ("rId9", "sharedStrings", "/xl/sharedStrings.xml")
            ),
            [Styles] = StylesOf("0", "14"),
            [Texts] = $"<sst xmlns=\"{Main}\"><si><t>共有</t></si></sst>",
            [Sheet] = $"<?xml version=\"1.0\"?><worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData>{behind}</worksheet>",
        };

    /// <summary>Parts of a workbook whose second sheet has the rows of the first.</summary>
    /// <param name="rows">What is within the <c>sheetData</c> of both.</param>
    /// <param name="state">How the second is seen.</param>
    public static Dictionary<string, string> TwoSheets(string rows, string state)
    {
        var parts = Parts(rows);
        parts[Book] = BookOf("", ("名簿", "visible"), ("控え", state));
        parts["xl/_rels/workbook.xml.rels"] = Relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "worksheet", "worksheets/sheet1.xml")
        );
        return parts;
    }

    public static string BookOf(string properties, params (string Name, string State)[] sheets) =>
        $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><workbookPr {properties}/><sheets>"
        + string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"rId{i + 1}\"/>"))
        + "</sheets></workbook>";

    public static string Relations(params (string Id, string Kind, string Target)[] relations) =>
        $"<Relationships xmlns=\"{Package}\">"
        + string.Concat(relations.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"{Office}/{r.Kind}\" Target=\"{r.Target}\"/>"))
        + "</Relationships>";

    /// <summary>Formats by number, or by their code, as style 0, 1 …</summary>
    public static string StylesOf(params string[] formats)
    {
        var codes = formats.Select((f, i) => int.TryParse(f, out var id) ? (Id: id, Code: "") : (Id: 176 + i, Code: f)).ToArray();
        return $"<styleSheet xmlns=\"{Main}\"><numFmts>"
            + string.Concat(
                codes
                    .Where(c => c.Code.Length > 0)
                    .Select(c => $"<numFmt numFmtId=\"{c.Id}\" formatCode=\"{SecurityElement.Escape(c.Code)}\"/>")
            )
            + "</numFmts><cellXfs>"
            + string.Concat(codes.Select(c => $"<xf numFmtId=\"{c.Id}\"/>"))
            + "</cellXfs><dxfs><dxf><numFmt numFmtId=\"176\" formatCode=\"0\"/></dxf></dxfs></styleSheet>";
    }

    /// <summary>A row; each cell is what is within <c>c</c>, or its whole beginning too.</summary>
    public static string Row(int row, params string[] cells) => RowWith("", row, cells);

    /// <summary>A row with more attributes, such as <c>hidden</c>.</summary>
    public static string RowWith(string attributes, int row, params string[] cells) =>
        $"<row r=\"{row}\" {attributes}>"
        + string.Concat(cells.Select((c, i) => c.Length == 0 ? "" : $"<c r=\"{CellPlace.Text(row, i + 1)}\" {c}</c>"))
        + "</row>";

    /// <summary>A cell of text; nothing for an empty one.</summary>
    public static string Text(string text) =>
        text.Length == 0 ? "" : $"t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escaped(text)}</t></is>";

    public static string Number(string raw, int style = 0) => $"s=\"{style}\"><v>{raw}</v>";

    public static string Error(string value) => $"t=\"e\"><v>{value}</v>";

    public static string Formula(string formula, string value) => $"t=\"str\"><f>{formula}</f><v>{value}</v>";

    /// <summary>A workbook of texts.</summary>
    public static byte[] OfTexts(IEnumerable<IReadOnlyList<string>> rows) =>
        Of(string.Concat(rows.Select((cells, i) => Row(i + 1, [.. cells.Select(Text)]))));

    public static byte[] Zip(IEnumerable<KeyValuePair<string, string>> parts, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, level).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        return file.ToArray();
    }

    /// <summary>As Excel writes what XML could not hold, or would change.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
            if (c is '\r' || (c < ' ' && c is not ('\t' or '\n')))
                escaped.Append($"_x{(int)c:X4}_");
            else
                escaped.Append(SecurityElement.Escape(c.ToString()));
        return escaped.ToString();
    }
}
