using System.Text;
using AccessGov.Core.Adopting;

namespace AccessGov.App.Adopting;

/// <summary>Candidates as a list for a spreadsheet: UTF-8 with a byte order mark, one pair a line, nothing marked.</summary>
public static class PairList
{
    // A spreadsheet takes what begins so for a formula, or for our own sign against that.
    private const string Beginnings = "=+-@'＝＋－＠\t\r\n";

    /// <summary>Writes the list.</summary>
    /// <param name="pairs">The candidates.</param>
    /// <param name="whyOf">What people read of why an account looks alike.</param>
    /// <param name="othersOf">What they read of how many others it could be.</param>
    public static byte[] Write(IEnumerable<Candidate> pairs, Func<Candidate, string> whyOf, Func<Candidate, string> othersOf)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(whyOf);
        ArgumentNullException.ThrowIfNull(othersOf);
        var text = new StringBuilder();
        Add(text, PairColumns.All);
        foreach (var pair in pairs)
            Add(
                text,
                [
                    "",
                    pair.Worker.Worker.Id.Value,
                    pair.Worker.Worker.DisplayName,
                    pair.Worker.Attributes?.Department ?? "",
                    pair.Account.UserPrincipalName,
                    pair.Account.Attributes.DisplayName,
                    pair.Account.Attributes.Department,
                    pair.Account.ObjectId.ToString(),
                    whyOf(pair),
                    othersOf(pair),
                ]
            );
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>A cell as it was before it was written: one sign that made it harmless is taken away.</summary>
    /// <param name="cell">A cell of such a list.</param>
    internal static string Read(string cell) =>
        cell.Length > 1 && cell[0] == '\'' && Beginnings.Contains(cell[1], StringComparison.Ordinal) ? cell[1..] : cell;

    private static void Add(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string value)
    {
        var harmless = value.Length > 0 && Beginnings.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;
        return harmless.AsSpan().IndexOfAny("\",\r\n") < 0 ? harmless : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
