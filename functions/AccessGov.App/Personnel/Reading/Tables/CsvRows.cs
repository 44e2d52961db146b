using AccessGov.App.Personnel.Reading.Workbooks;
using AccessGov.Core.Kernel;
using CsvHelper;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>How text is cut into rows and cells, and what of it is refused before it is a table.</summary>
internal static class CsvRows
{
    // A cell longer than Excel's own limit is a quote that was never closed.
    private const int MaxCell = WorkbookXml.MostCharacters;

    // Some forty cells of the longest, more than any row of a list has: what is longer is not read to its end and held whole.
    private const int MaxRow = 4 << 20;

    /// <summary>How the rows are read.</summary>
    /// <param name="delimiter">What separates the cells.</param>
    public static CsvReaderOptions Options(char delimiter) =>
        new()
        {
            Separator = delimiter,
            HasHeader = false,
            SkipEmptyLines = false,
            DetectSeparatorHint = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            IncludeValuesInExceptions = false,
            MaxRecordSize = MaxRow,
        };

    /// <summary>Why the row that was read is refused; null when it is not.</summary>
    /// <param name="csv">Stands on the row.</param>
    /// <param name="row">Row as a spreadsheet counts, from 1.</param>
    public static Wording? Fault(CsvReader csv, int row)
    {
        // A character has at least one byte.
        if (csv.RawRecord.Length <= MaxCell)
            return null;
        for (var i = 0; i < csv.FieldCount; i++)
            if (csv.GetString(i).Length > MaxCell)
                return TooLong(row);
        return null;
    }

    /// <summary>Why the row could not be read.</summary>
    /// <param name="fault">What the reader says.</param>
    /// <param name="row">Row as a spreadsheet counts, from 1.</param>
    // The exception has no code; that of a row without an end names the option.
    public static Wording Fault(CsvFormatException fault, int row) =>
        fault.Message.Contains(nameof(CsvReaderOptions.MaxRecordSize), StringComparison.Ordinal)
            ? TooLong(row)
            : Wording.Of("Table.quotation", row);

    private static Wording TooLong(int row) => Wording.Of("Table.cell-too-long", row, MaxCell);
}
