using System.Globalization;

namespace AccessGov.App.Personnel.Reading.Workbooks;

/// <summary>Where a cell stands, as spreadsheets write it: C5.</summary>
internal static class CellPlace
{
    /// <summary>Excel's own limits.</summary>
    public const int MostRows = 1_048_576,
        MostColumns = 16_384;

    /// <summary>Row and column, from 1.</summary>
    /// <param name="text">Such as <c>C5</c>.</param>
    /// <exception cref="WorkbookFault">It is none.</exception>
    public static (int Row, int Column) Of(ReadOnlySpan<char> text)
    {
        var (column, at) = (0, 0);
        for (; at < text.Length && at < 3 && text[at] is >= 'A' and <= 'Z'; at++)
            column = (column * 26) + (text[at] - 'A' + 1);
        return
            column is >= 1 and <= MostColumns
            && int.TryParse(text[at..], NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            && row is >= 1 and <= MostRows
            ? (row, column)
            : throw WorkbookFault.Damaged();
    }

    /// <summary>As a spreadsheet writes it.</summary>
    public static string Text(int row, int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
            letters = (char)('A' + ((column - 1) % 26)) + letters;
        return $"{letters}{row}";
    }
}
