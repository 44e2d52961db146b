using System.Text;

namespace AccessGov.Sandbox.City.Files;

/// <summary>How one source writes its extract.</summary>
internal abstract class ExtractFormat
{
    /// <summary>Every source of the city.</summary>
    public static IReadOnlyList<ExtractFormat> All { get; } =
    [new MayorFormat(), new EducationFormat(), new FireFormat(), new WaterFormat()];

    public abstract string Source { get; }
    public abstract IReadOnlyList<string> Header { get; }
    public virtual char Separator => ',';
    public virtual string NewLine => "\r\n";
    public virtual bool IsCp932 => true;
    public virtual bool HasBom => false;
    public virtual bool QuotesEverything => false;

    /// <summary>Lines before the header.</summary>
    public virtual IReadOnlyList<string> Preamble(DateOnly asOf) => [];

    /// <summary>The cells of a row, in the order of the header.</summary>
    public abstract IReadOnlyList<string> Cells(ExtractRow row);

    /// <summary>The line after the last row; null for none.</summary>
    public virtual string? Total(int rows) => null;

    /// <summary>Bytes of a text in the source's encoding.</summary>
    public byte[] Encode(string text, bool necForm = false) => IsCp932 ? Cp932.Bytes(text, necForm) : Encoding.UTF8.GetBytes(text);

    /// <summary>One line, quoted where a cell needs it, line end included.</summary>
    public string Line(IReadOnlyList<string> cells)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                line.Append(Separator);
            var cell = cells[i];
            if (QuotesEverything || cell.Contains(Separator) || cell.AsSpan().ContainsAny("\"\r\n"))
                line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                line.Append(cell);
        }
        return line.Append(NewLine).ToString();
    }
}
