using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Answers;

/// <summary>
/// A table for a terminal. Where it is wider than the terminal, the widest columns are wrapped; where that leaves a column of sentences no
/// room, each row stands as a block, a line or more for each column. Nothing is ever cut, also where the answer goes into a file or another
/// program. Ours and not Spectre.Console's, which only draws progress here: its lines begin with 、 and ） (no
/// 禁則), it parts dates and numbers, and cuts a header that does not fit (tried with 0.57.2).
/// </summary>
/// <param name="headers">Names of the columns; all empty for none.</param>
internal sealed class TextTable(params string[] headers)
{
    private const int Margin = 2,
        Gap = 2,
        // Two Japanese letters.
        Narrowest = 4,
        // Five Japanese letters: a sentence below that is read letter by letter.
        NarrowestSentence = 10,
        LinesOfSentence = 4;

    private readonly List<string[][]> rows = [];

    /// <summary>One cell.</summary>
    /// <param name="Lines">Lines below each other; a line end within one is shown as its code.</param>
    public readonly record struct Cell(IReadOnlyList<string> Lines)
    {
        public static implicit operator Cell(string line) => new([line]);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many as there are columns.</param>
    public void Add(params Cell[] cells)
    {
        if (cells.Length != headers.Length)
            throw new ArgumentException($"{cells.Length} cells under {headers.Length} columns.", nameof(cells));
        rows.Add([.. cells.Select(Visible)]);
    }

    /// <summary>Writes it, as wide as the session's terminal.</summary>
    /// <param name="session">Where to.</param>
    public void Show(Session session)
    {
        session.Say("");
        foreach (var line in Lines(session.Host.Columns))
            session.SayAsIs(line);
        session.Say("");
    }

    /// <summary>The lines of it. A column in which no row says anything takes no room.</summary>
    /// <param name="columns">Most columns of a line, as long as each column keeps two letters.</param>
    public IEnumerable<string> Lines(int columns)
    {
        var told = Enumerable.Range(0, headers.Length).Where(i => rows.Exists(r => r[i].Any(line => line.Length > 0))).ToArray();
        return told.Length == 0 || told.Length == headers.Length ? Fitted(columns) : Only(told).Fitted(columns);
    }

    private TextTable Only(int[] told)
    {
        var table = new TextTable([.. told.Select(i => headers[i])]);
        table.rows.AddRange(rows.Select(row => told.Select(i => row[i]).ToArray()));
        return table;
    }

    private IEnumerable<string> Fitted(int columns)
    {
        var hasHead = headers.Any(h => h.Length > 0);
        string[][] head = [.. headers.Select(h => Visible(h))];
        var wanted = WantedWidths(hasHead ? [head, .. rows] : rows, TextWidth.Of);
        var widths = Widths(wanted, hasHead ? [head, .. rows] : rows, columns);
        if (hasHead)
        {
            if (rows.Count > 0 && wanted.Where((w, i) => widths[i] < NarrowestSentence && w > LinesOfSentence * widths[i]).Any())
            {
                foreach (var line in rows.SelectMany((row, n) => Block(head, row, columns, n > 0)))
                    yield return line;
                yield break;
            }
            foreach (var line in Row(head, widths))
                yield return line;
            yield return new string('─', Margin + widths.Sum() + Gap * (widths.Length - 1));
        }
        foreach (var line in rows.SelectMany(row => Row(row, widths)))
            yield return line;
    }

    private int[] WantedWidths(IReadOnlyList<string[][]> all, Func<string, int> widthOf) =>
        [.. Enumerable.Range(0, headers.Length).Select(i => all.SelectMany(row => row[i]).Select(widthOf).DefaultIfEmpty().Max())];

    /// <summary>What each column takes: all it wants, or less of the widest, at first without parting words.</summary>
    private int[] Widths(int[] wanted, IReadOnlyList<string[][]> all, int columns)
    {
        var (widths, words) = (wanted.ToArray(), WantedWidths(all, TextWidth.OfLongestWord));
        var room = columns - Margin - Gap * (headers.Length - 1);
        foreach (var least in new[] { words, [.. words.Select(w => Math.Min(w, Narrowest))] })
            while (widths.Sum() > room && Widest(widths, least) is { } widest)
                widths[widest]--;
        return widths;
    }

    private static int? Widest(int[] widths, int[] least)
    {
        int? widest = null;
        for (var i = 0; i < widths.Length; i++)
            if (widths[i] > Math.Max(least[i], 1) && (widest is null || widths[i] > widths[widest.Value]))
                widest = i;
        return widest;
    }

    /// <summary>A row as lines of its own: the name of each column that says something, and what it says.</summary>
    private static IEnumerable<string> Block(string[][] head, string[][] row, int columns, bool isFollowing)
    {
        if (isFollowing)
            yield return "";
        int[] widths = [head.Max(h => h.Max(TextWidth.Of)), 0];
        widths[1] = Math.Max(columns - Margin - Gap - widths[0], NarrowestSentence);
        for (var i = 0; i < row.Length; i++)
            if (row[i].Any(line => line.Length > 0))
                foreach (var line in Row([head[i], row[i]], widths))
                    yield return line;
    }

    private static IEnumerable<string> Row(string[][] cells, int[] widths)
    {
        var wrapped = cells.Select((cell, i) => cell.SelectMany(l => TextWidth.Lines(l, Math.Max(widths[i], 2))).ToArray()).ToArray();
        for (var n = 0; n < wrapped.Max(c => c.Length); n++)
        {
            var parts = wrapped.Select(
                (c, i) => n < c.Length ? c[n] + new string(' ', Math.Max(widths[i] - TextWidth.Of(c[n]), 0)) : new string(' ', widths[i])
            );
            yield return (new string(' ', Margin) + string.Join(new string(' ', Gap), parts)).TrimEnd(' ');
        }
    }

    private static string[] Visible(Cell cell) => [.. cell.Lines.Select(line => VisibleText.Of(line))];
}
