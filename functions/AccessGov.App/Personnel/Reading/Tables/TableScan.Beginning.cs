using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;
using CsvHelper;

namespace AccessGov.App.Personnel.Reading.Tables;

internal sealed partial class TableScan
{
    /// <summary>Why no header of the table is in its beginning; null when one is, or the beginning does not tell.</summary>
    public Wording? HeaderFault()
    {
        var beginning = new List<string[]>();
        // A quotation that the cut went through says nothing.
        ReadBeginning(beginning);
        var reasons = new List<Wording>();
        return beginning.Count == 0 || TableHeader.Find(beginning, form, [], reasons, OtherSeparator) is not null
            ? null
            : OtherLists.SeenIn(table) ?? reasons.Aggregate((all, one) => Wording.Of("Table.and", all, one));
    }

    /// <summary>The first rows, as far as they can be read.</summary>
    public IReadOnlyList<string[]> Beginning()
    {
        var records = new List<string[]>();
        ReadBeginning(records);
        return records;
    }

    private Wording? OtherSeparator() =>
        table.HasPlaces
            ? null
            : Separators.Other(
                form,
                separator =>
                {
                    var records = new List<string[]>();
                    // What is wrong behind the header does not matter.
                    ReadBeginning(records, separator);
                    return records;
                }
            );

    private Wording? ReadBeginning(List<string[]> records, char? separator = null)
    {
        using var bytes = new FileBytes(file, form.Encoding);
        using var csv = Open(bytes, out _, separator);
        try
        {
            while (records.Count < TableHeader.RowsSearched && csv.Read())
                if (CsvRows.Fault(csv, records.Count + 1) is { } fault)
                    return fault;
                else
                    records.Add(TableCells.All(csv));
            return null;
        }
        catch (CsvFormatException e)
        {
            return CsvRows.Fault(e, records.Count + 1);
        }
    }
}
