using System.Text;
using AccessGov.App.Work;
using AccessGov.Core.Adopting;

namespace AccessGov.App.Adopting;

/// <summary>Candidates as a list for a spreadsheet: UTF-8 with a byte order mark, one pair a line, nothing marked.</summary>
public static class PairList
{
    /// <summary>Writes the list.</summary>
    /// <param name="pairs">The candidates.</param>
    /// <param name="whyOf">What people read of why an account looks alike.</param>
    /// <param name="othersOf">What they read of how many others it could be.</param>
    public static byte[] Write(IEnumerable<Candidate> pairs, Func<Candidate, string> whyOf, Func<Candidate, string> othersOf) =>
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text(pairs, whyOf, othersOf))];

    /// <summary>The same without the mark, lines ending with CR and LF.</summary>
    /// <param name="pairs">The candidates.</param>
    /// <param name="whyOf">What people read of why an account looks alike.</param>
    /// <param name="othersOf">What they read of how many others it could be.</param>
    public static string Text(IEnumerable<Candidate> pairs, Func<Candidate, string> whyOf, Func<Candidate, string> othersOf)
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
        return text.ToString();
    }

    private static void Add(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string value) =>
        SpreadsheetCell.Harmless(value) is var harmless && harmless.AsSpan().IndexOfAny("\",\r\n") < 0
            ? harmless
            : SpreadsheetCell.Quoted(value);
}
