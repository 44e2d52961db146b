using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>The mapped cells of one data row; everything else is already dropped.</summary>
internal sealed class TableRow(int row, bool isRagged, int count, TableHeader header, string[] cells)
{
    /// <summary>Row as a spreadsheet counts, from 1.</summary>
    public int Row => row;

    /// <summary>True when the row has not as many cells as the header, so that no cell can be trusted to be in its column.</summary>
    public bool IsRagged => isRagged;

    /// <summary>What is said of such a row: how many cells it has, and the header.</summary>
    public Wording Ragged => Wording.Of("Row.ragged", count, header.Width);

    /// <summary>The trimmed cell of a logical column; empty for a null word or a column that the file lacks.</summary>
    public string this[string column] => header.SlotOf(column) is { } slot ? cells[slot] : "";
}
