namespace AccessGov.App.Work;

/// <summary>A cell of a CSV file that people open in a spreadsheet: it is never taken for a formula.</summary>
public static class SpreadsheetCell
{
    // A spreadsheet takes what begins so for a formula, or for our own sign against that.
    private const string Beginnings = "=+-@'＝＋－＠\t\r\n";

    /// <summary>The value with a sign in front where it would be taken for a formula.</summary>
    /// <param name="value">What the cell says.</param>
    public static string Harmless(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length > 0 && Beginnings.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;
    }

    /// <summary>The same between quotation marks.</summary>
    /// <param name="value">What the cell says.</param>
    public static string Quoted(string value) => $"\"{Harmless(value).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The value as it was before it was written: one sign that made it harmless is taken away.</summary>
    /// <param name="cell">A cell that comes back.</param>
    public static string Original(string cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.Length > 1 && cell[0] == '\'' && Beginnings.Contains(cell[1], StringComparison.Ordinal) ? cell[1..] : cell;
    }
}
