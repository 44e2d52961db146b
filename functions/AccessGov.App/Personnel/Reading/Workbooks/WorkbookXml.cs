using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>The XML of workbooks (ECMA-376, in both of its namespaces), with nothing fetched from outside and no entities.</summary>
internal static partial class WorkbookXml
{
    /// <summary>Excel's own limit for a cell.</summary>
    public const int MostCharacters = 32_767;

    private static readonly string[] Main =
    [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ];

    private static readonly string[] Relations =
    [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ];

    /// <summary>Reads a part, which is closed with the reader.</summary>
    public static XmlReader Of(Stream part) =>
        XmlReader.Create(
            part,
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                CloseInput = true,
            }
        );

    /// <summary>True where an element of workbooks begins.</summary>
    public static bool Begins(this XmlReader reader, string name) =>
        reader.NodeType == XmlNodeType.Element && reader.LocalName == name && Array.IndexOf(Main, reader.NamespaceURI) >= 0;

    /// <summary>The id by which an element names another part; null when it names none.</summary>
    public static string? Relation(this XmlReader reader) =>
        Array.Find(Relations, space => reader.GetAttribute("id", space) is not null) is { } named ? reader.GetAttribute("id", named) : null;

    /// <summary>A flag as XML Schema writes one; no flag is false.</summary>
    public static bool Flag(this XmlReader reader, string name) => reader.GetAttribute(name) is "1" or "true";

    /// <summary>A number from 0 upwards; null when nothing is written.</summary>
    public static int? Whole(this XmlReader reader, string name) =>
        reader.GetAttribute(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw WorkbookFault.Damaged();

    /// <summary>Goes through the children of the element that the reader stands on; each is handed out where it begins.</summary>
    /// <param name="reader">Stands on the beginning of an element; afterwards on its end.</param>
    /// <param name="child">Leaves the reader on the end of the child, or where it was; what it does not read is left out.</param>
    public static void Children(this XmlReader reader, Action child)
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        reader.Read();
        while (!reader.EOF && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
                continue;
            }
            var (at, isEmpty) = (reader.Depth, reader.IsEmptyElement);
            child();
            // On its beginning still, unless it was read.
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == at && !isEmpty)
                reader.Skip();
            else
                reader.Read();
        }
    }

    /// <summary>The text of a string item: its own and that of its runs, without the furigana (<c>rPh</c>).</summary>
    public static string Item(this XmlReader reader)
    {
        var text = new StringBuilder();
        reader.Children(() =>
        {
            if (reader.Begins("t"))
                reader.AddText(text);
            else if (reader.Begins("r"))
                reader.Children(() =>
                {
                    if (reader.Begins("t"))
                        reader.AddText(text);
                });
        });
        return Unescaped(text.ToString());
    }

    /// <summary>The text of the element that the reader stands on; afterwards it stands on its end.</summary>
    public static string Text(this XmlReader reader)
    {
        var text = new StringBuilder();
        reader.AddText(text);
        return text.ToString();
    }

    /// <summary>ST_Xstring: <c>_x000D_</c> is a character that XML could not hold. The one that no text has stays as it is.</summary>
    public static string Unescaped(string text) =>
        text.Contains("_x", StringComparison.Ordinal)
            ? Escape()
                .Replace(
                    text,
                    m =>
                        (char)ushort.Parse(m.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var c and not '\0'
                            ? c.ToString()
                            : m.Value
                )
            : text;

    private static void AddText(this XmlReader reader, StringBuilder text)
    {
        if (reader.IsEmptyElement)
            return;
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                if (text.Length + reader.Value.Length > MostCharacters)
                    throw WorkbookFault.CellTooLong(MostCharacters);
                text.Append(reader.Value);
            }
    }

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escape();
}
