using System.Text.RegularExpressions;
using AccessGov.App.Texts;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>
/// What the command line's library says of words and in help, said by our texts where it has no Japanese ones, or speaks to programmers.
/// </summary>
internal static partial class LibraryText
{
    private const string Required = "(REQUIRED)";

    /// <summary>A help page. The columns stay where they are.</summary>
    /// <param name="page">As the library writes it.</param>
    /// <param name="texts">In which language.</param>
    public static string OfHelp(string page, UiTexts texts) =>
        page.Replace("Description:", texts["HelpWord.description"], StringComparison.Ordinal)
            .Replace(Required, Padded(texts["HelpWord.required"]), StringComparison.Ordinal)
            .Replace("[default:", texts["HelpWord.default"], StringComparison.Ordinal)
            .Replace("[command]", texts["HelpWord.command"], StringComparison.Ordinal)
            .Replace("[options]", texts["HelpWord.options"], StringComparison.Ordinal);

    /// <summary>What is wrong with the words of a command line, one line each, without unknown words.</summary>
    /// <param name="said">As the library writes it.</param>
    /// <param name="hasOthers">True when more is wrong than a missing command: an unknown word is a misspelt one, say.</param>
    /// <param name="texts">In which language.</param>
    /// <param name="wordsOf">The only words that may stand behind an option, by its name; none where others may.</param>
    public static IEnumerable<string> OfErrors(
        string said,
        bool hasOthers,
        UiTexts texts,
        Func<string, IReadOnlyList<string>> wordsOf
    )
    {
        var lines = said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var (at, line) in lines.Index())
            if (UnknownWord().IsMatch(line))
                continue;
            else if (NoCommand().IsMatch(line))
            {
                if (!hasOthers)
                    yield return texts["Cli.CommandMissing"];
            }
            else if (NoOption().Match(line) is { Success: true } missing)
                yield return texts.Of("Cli.OptionMissing", missing.Groups[1].Value);
            else if (NoArgument().Match(line) is { Success: true } argument)
                yield return texts.Of("Cli.ArgumentMissing", NameOf(argument.Groups[1].Value, texts), argument.Groups[2].Value);
            else if (NoValue().Match(line) is { Success: true } valueless)
                yield return wordsOf(valueless.Groups[1].Value) is { Count: > 0 } words
                    ? texts.Of("Cli.WordMissing", valueless.Groups[1].Value, string.Join(", ", words))
                    : texts.Of("Cli.ValueMissing", valueless.Groups[1].Value);
            else if (Twice().Match(line) is { Success: true } twice)
                yield return texts.Of("Cli.ValueTwice", twice.Groups[1].Value, twice.Groups[2].Value);
            else if (NoWord().Match(line) is { Success: true } word)
                yield return texts.Of(
                    "Cli.WordUnfit",
                    word.Groups[1].Value,
                    string.Join(", ", lines.Skip(at + 1).TakeWhile(l => Word().IsMatch(l)).Select(l => l[1..^1]))
                );
            // Told with the line before them.
            else if (Word().IsMatch(line))
                continue;
            else if (Unfit().Match(line) is { Success: true } unfit)
                yield return texts.Of("Cli.ValueUnfit", unfit.Groups[2].Value, unfit.Groups[1].Value);
            else
                yield return line.EndsWith("。.", StringComparison.Ordinal) ? line[..^1] : line;
    }

    /// <summary>What stands behind a command or an option, by its name in the code: <c>worker</c>, <c>FILE</c>.</summary>
    /// <param name="name">That name.</param>
    /// <param name="texts">In which language.</param>
    public static string NameOf(string name, UiTexts texts) => texts.Find($"HelpName.{name.ToUpperInvariant()}") ?? name;

    // A Japanese letter is as wide as two others.
    private static string Padded(string text) => text + new string(' ', Math.Max(0, Required.Length - text.Sum(c => c > 0xFF ? 2 : 1)));

    [GeneratedRegex("^(認識されないコマンドまたは引数|Unrecognized command or argument) '")]
    private static partial Regex UnknownWord();

    [GeneratedRegex("^(必要なコマンドが指定されませんでした|Required command was not provided)")]
    private static partial Regex NoCommand();

    [GeneratedRegex("^Option '(.+)' is required")]
    private static partial Regex NoOption();

    [GeneratedRegex("^(?:必要な引数|Required argument) '(.+)' (?:がコマンド|missing for command:) '(.+)'")]
    private static partial Regex NoArgument();

    [GeneratedRegex("^(?:必要な引数がオプションにありません|Required argument missing for option): '(.+)'")]
    private static partial Regex NoValue();

    [GeneratedRegex("^Option '(.+)' expects a single argument but ([0-9]+) were provided")]
    private static partial Regex Twice();

    [GeneratedRegex("^(?:引数|Argument) '(.*)' (?:は認識されません|not recognized)")]
    private static partial Regex NoWord();

    [GeneratedRegex("^'[^']*'$")]
    private static partial Regex Word();

    [GeneratedRegex("^Cannot parse argument '(.*)' for (?:option|command) '(.+)' as expected type")]
    private static partial Regex Unfit();
}
