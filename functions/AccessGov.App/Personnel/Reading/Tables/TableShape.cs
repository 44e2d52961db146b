using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Personnel.Reading.Workbooks;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>
/// Tells from the beginning of a large file that it is no table of the profile, before the rest of it is read. What passes may still be
/// refused by <see cref="TableReader"/>, which sees the whole.
/// </summary>
public static class TableShape
{
    /// <summary>Why the file is refused; null when its beginning looks like the table.</summary>
    /// <param name="beginning">The first bytes of a file that has more.</param>
    /// <param name="form">How the table is written.</param>
    public static Wording? Refusal(ReadOnlySpan<byte> beginning, TableForm form)
    {
        if (DeliveredTable.Refusal(beginning) is { } refusal)
            return refusal;
        // Of an archive the beginning tells nothing.
        if (Signature.IsWorkbook(beginning))
            return null;
        // A character or a row that the cut went through is left out.
        var end = beginning.LastIndexOf((byte)'\n');
        if (end < 0)
            end = beginning.LastIndexOf((byte)'\r');
        if (end < 0)
            return Wording.Of("Table.no-line-break", beginning.Length);
        beginning = beginning[..(end + 1)];
        var table = DeliveredTable.OfText(new MemoryStream(beginning.ToArray()), form);
        return FileText.Decode(beginning, form.Encoding) is TextRead.Refused refused
            ? OtherLists.SeenIn(table) ?? refused.Reason
            : new TableScan(table).HeaderFault();
    }
}
