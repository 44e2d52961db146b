using AccessGov.App.Personnel.Reading.Tables;

namespace AccessGov.App.Personnel.Reading.Rows;

/// <summary>
/// The texts of rows that need a second look, some thousand at a time: from what was kept of them, or read again from the file, because
/// nobody knows at the first look that a row far from this one is of the same worker.
/// </summary>
/// <param name="scan">The file.</param>
/// <param name="kept">Rows that need not be read again.</param>
/// <param name="form">How the table is written.</param>
/// <param name="most">How many are held at once, and all of one worker.</param>
internal sealed class OddRows(TableScan scan, KeptRows kept, TableForm form, int most)
{
    private readonly TableCells cells = new(form);
    private int[] wanted = [];
    private TableRow[] rows = [];

    /// <summary>How many are held at once.</summary>
    public int Most => most;

    /// <summary>Reads these rows; those before are forgotten.</summary>
    /// <param name="numbers">Rows as a spreadsheet counts.</param>
    public void Read(IEnumerable<int> numbers)
    {
        wanted = [.. numbers.Order()];
        rows = new TableRow[wanted.Length];
        var next = 0;
        scan.RunAgain(wanted, kept, header => (csv, row, isRagged) => rows[next++] = cells.RowOf(csv, row, isRagged, header));
        if (next < wanted.Length)
            throw new InvalidOperationException("The file has other rows than before.");
    }

    /// <summary>One of the rows that were read last.</summary>
    public TableRow this[int row] => rows[Array.BinarySearch(wanted, row)];
}
