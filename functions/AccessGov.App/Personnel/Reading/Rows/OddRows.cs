using AccessGov.App.Personnel.Reading.Tables;

namespace AccessGov.App.Personnel.Reading.Rows;

/// <summary>
/// The texts of rows that need a second look: read again from the file, some thousand at a time, because nobody knows at the first look
/// that another row of the same worker is odd.
/// </summary>
/// <param name="scan">The file.</param>
/// <param name="form">How the table is written.</param>
/// <param name="most">How many are held at once, and all of one worker.</param>
internal sealed class OddRows(TableScan scan, TableForm form, int most)
{
    private readonly TableCells cells = new(form);
    private int[] wanted = [];
    private TableRow[] rows = [];

    /// <summary>How many are held at once.</summary>
    public int Most => most;

    /// <summary>Walks over the file for these rows; those before are forgotten.</summary>
    /// <param name="numbers">Rows as a spreadsheet counts.</param>
    public void Read(IEnumerable<int> numbers)
    {
        wanted = [.. numbers.Order()];
        rows = new TableRow[wanted.Length];
        var next = 0;
        scan.RunAgain(wanted, header => (csv, row, isRagged) => rows[next++] = cells.RowOf(csv, row, isRagged, header));
        if (next < wanted.Length)
            throw new InvalidOperationException("The file has other rows than before.");
    }

    /// <summary>One of the rows that were read last.</summary>
    public TableRow this[int row] => rows[Array.BinarySearch(wanted, row)];
}
