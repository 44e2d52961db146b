using System.CommandLine;
using System.CommandLine.Parsing;
using AccessGov.App.Texts;

namespace AccessGov.Functions.Cli.Manual;

/// <summary>
/// What stands behind options and commands, looked at before anything is done with it: the library takes the next word for the value of an
/// option whatever it is, and what would be recorded as somebody's reason was another option.
/// </summary>
internal static class GivenWords
{
    // Behind it every word stands for itself.
    private const string Rest = "--";

    /// <summary>What is wrong with them, a line each; nothing where all are what they should be.</summary>
    /// <param name="parsed">The command line as the library reads it.</param>
    /// <param name="args">The same as it was written.</param>
    /// <param name="texts">In which language.</param>
    public static IReadOnlyList<string> Faults(ParseResult parsed, string[] args, UiTexts texts)
    {
        var (given, options) = Given(parsed);
        var faults = new List<string>();
        foreach (var result in given)
            if (result is OptionResult { Implicit: false } option)
                faults.AddRange(OfOption(option, options, args, texts));
            else if (result is ArgumentResult argument && IsBlank(argument))
                faults.Add(
                    CommandNode.IsPath(argument.Argument)
                        ? texts["Cli.PathEmpty"]
                        : texts.Of("Cli.ArgumentEmpty", CommandNode.NameOf(argument.Argument, texts))
                );
        // What the library takes for no value of a switch is an unknown word to it.
        foreach (var arg in args.TakeWhile(a => a != Rest))
            if (arg.IndexOfAny(['=', ':']) is > 0 and var end && options.FirstOrDefault(o => Names(o, arg[..end])) is { } joined)
                if (CommandNode.IsSwitch(joined))
                    faults.Add(texts.Of("Cli.SwitchValue", joined.Name, arg[(end + 1)..]));
        return faults;
    }

    /// <summary>Words that stand where a command takes a value, but are written like an option: a misspelt one.</summary>
    /// <param name="parsed">The command line as the library reads it.</param>
    /// <param name="args">The same as it was written.</param>
    public static IReadOnlyList<string> Misspelt(ParseResult parsed, string[] args) =>
        args.Contains(Rest)
            ? []
            :
            [
                .. Given(parsed)
                    .Results.OfType<ArgumentResult>()
                    .SelectMany(a => a.Tokens)
                    .Select(t => t.Value)
                    .Where(word => word.StartsWith("--", StringComparison.Ordinal)),
            ];

    private static IEnumerable<string> OfOption(OptionResult given, List<Option> options, string[] args, UiTexts texts)
    {
        var name = given.IdentifierToken?.Value ?? given.Option.Name;
        foreach (var value in given.Tokens.Select(t => t.Value))
            if (CommandNode.IsSwitch(given.Option))
                yield return texts.Of("Cli.SwitchValue", name, value);
            else if (value.Length == 0 && CommandNode.IsPath(given.Option))
                yield return texts["Cli.PathEmpty"];
            else if ((value.StartsWith("--", StringComparison.Ordinal) || options.Any(o => Names(o, value))) && !IsJoined(value))
                yield return texts.Of("Cli.ValueIsOption", name, value);
            else if (!ReadsItself(given.Option) && CommandNode.WordsOf(given.Option) is { Count: > 0 } words && !words.Contains(value))
                yield return texts.Of("Cli.OptionWordUnfit", name, value, string.Join(", ", words));

        bool IsJoined(string value) => args.Any(a => a == $"{name}={value}" || a == $"{name}:{value}");
    }

    // Who reads its value itself refuses it itself, and takes more words than those that complete it.
    private static bool ReadsItself(Option option) => option is Option<string?> { CustomParser: not null };

    private static bool IsBlank(ArgumentResult given) => given.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value));

    private static bool Names(Option option, string word) => option.Name == word || option.Aliases.Contains(word);

    // No iterator: the worker asks for all our types, and the library that one of them names would be loaded with them.
    private static (List<SymbolResult> Results, List<Option> Options) Given(ParseResult parsed)
    {
        var (results, options) = (new List<SymbolResult>(), new List<Option>());
        for (SymbolResult? at = parsed.CommandResult; at is not null; at = at.Parent)
            if (at is CommandResult command)
            {
                results.AddRange(command.Children);
                options.AddRange(command.Command.Options.Where(o => command == parsed.CommandResult || o.Recursive));
            }
        return (results, options);
    }
}
