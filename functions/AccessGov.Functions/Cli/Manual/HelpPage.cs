using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using AccessGov.App.Texts;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Manual;

/// <summary>
/// A help page as a reader of the language has it: what stands behind commands and options by its name, in brackets what may be left out,
/// and columns under each other, which the library counts as if a Japanese letter were one wide.
/// </summary>
internal static partial class HelpPage
{
    // The first sections say what the command is for and how it is written; those behind them are in two columns.
    private const int Usage = 1;

    // Narrower, a description beside its word would be a column of single words.
    private const int Narrowest = 24;

    /// <summary>The page.</summary>
    /// <param name="page">As the library writes it.</param>
    /// <param name="command">Which command it is of.</param>
    /// <param name="columns">Most columns of a line; null for as many as it takes.</param>
    /// <param name="texts">In which language.</param>
    public static string Of(string page, Command command, int? columns, UiTexts texts)
    {
        var below = CommandNode.Of(command, texts: texts).Below;
        var (written, rows, section) = (new StringBuilder(), new List<(string Word, List<string> Says)>(), -1);
        foreach (var line in LibraryText.OfHelp(page, texts).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (line.Length > 0 && line[0] != ' ')
                section++;
            if (section <= Usage)
                written.AppendJoin('\n', TextWidth.Hanging(section == Usage ? Named(line, texts) : line, columns)).Append('\n');
            else if (Row().Match(line) is { Success: true } row)
                rows.Add((WordOf(row.Groups[1].Value, below, texts), [row.Groups[2].Value]));
            else if (line.Trim() is { Length: > 0 } more && line[0] == ' ' && rows.Count > 0)
                rows[^1].Says.Add(more);
            else
            {
                Write(written, rows, columns);
                written.Append(line).Append('\n');
            }
        }
        Write(written, rows, columns);
        return written.Append('\n').ToString();
    }

    private static void Write(StringBuilder page, List<(string Word, List<string> Says)> rows, int? columns)
    {
        var behind = rows.Select(r => TextWidth.Of(r.Word)).DefaultIfEmpty(0).Max() + 4;
        // One long word must not leave all descriptions without room: it has a line of its own.
        if (columns is { } most && most - behind < Narrowest)
            behind = Math.Min(behind, Math.Max(Narrowest / 2, most - 2 * Narrowest));
        foreach (var (word, says) in rows)
        {
            var left = "  " + word;
            if (TextWidth.Of(left) > behind - 2)
            {
                page.Append(left).Append('\n');
                left = "";
            }
            foreach (var line in says.SelectMany(s => Lines(s, columns - behind)))
            {
                if ((left + line).Length > 0)
                    page.Append((left + new string(' ', behind - TextWidth.Of(left)) + line).TrimEnd(' ')).Append('\n');
                left = "";
            }
        }
        rows.Clear();
    }

    private static IReadOnlyList<string> Lines(string text, int? room) =>
        room is { } wide ? TextWidth.Lines(text, Math.Max(wide, 2)) : [text];

    /// <summary>Of a command below, what stands behind it too: the library does not say what of it may be left out.</summary>
    private static string WordOf(string word, IReadOnlyList<CommandNode> below, UiTexts texts)
    {
        foreach (var node in below)
            if (word.Split(' ', ',')[0] == node.Name)
                return string.Join(' ', [word.Split(" <")[0], .. node.Arguments.Select(CommandUsage.Of)]);
        return Named(word, texts);
    }

    private static string Named(string line, UiTexts texts) =>
        Name().Replace(line, match => $"<{CommandNode.NameOf(match.Groups[1].Value, texts)}>");

    [GeneratedRegex(@"^  (\S.*?)(?: {2,}(\S.*))?$")]
    private static partial Regex Row();

    [GeneratedRegex("<([A-Za-z-]+)>")]
    private static partial Regex Name();
}
