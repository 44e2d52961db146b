namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>Cells that are shown as one: only the first has a value, and whether the others mean the same nobody says.</summary>
/// <param name="Place">Such as <c>C5:C7</c>.</param>
/// <param name="FirstRow">From 1.</param>
/// <param name="LastRow">From 1.</param>
internal sealed record MergedCells(string Place, int FirstRow, int LastRow)
{
    /// <summary>Reads a range.</summary>
    /// <exception cref="WorkbookFault">It is none.</exception>
    public static MergedCells Of(string? place)
    {
        var colon = place?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0)
            throw WorkbookFault.Damaged();
        return new(place!, CellPlace.Of(place.AsSpan(0, colon)).Row, CellPlace.Of(place.AsSpan(colon + 1)).Row);
    }
}
