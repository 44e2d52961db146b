using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using AccessGov.App.Texts;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Manual;

/// <summary>One command as its manual and the shells know it: made from the same commands as the help.</summary>
/// <param name="Path">Its words, such as <c>hr import</c>; empty for <c>accessgov</c> itself.</param>
/// <param name="Name">The last of them.</param>
/// <param name="Description">What it does.</param>
/// <param name="Below">The commands below it.</param>
/// <param name="Arguments">What stands behind it, in this order.</param>
/// <param name="Options">Its own options.</param>
internal sealed record CommandNode(
    string Path,
    string Name,
    string Description,
    IReadOnlyList<CommandNode> Below,
    IReadOnlyList<ValueNode> Arguments,
    IReadOnlyList<OptionNode> Options
)
{
    /// <summary>A command and everything below it.</summary>
    /// <param name="command">The command, described.</param>
    /// <param name="above">Words before its name; null for <c>accessgov</c> itself.</param>
    /// <param name="texts">In which language values are named; null for the names of the code.</param>
    public static CommandNode Of(Command command, string? above = null, UiTexts? texts = null)
    {
        var path =
            above is null ? ""
            : above.Length == 0 ? command.Name
            : $"{above} {command.Name}";
        return new(
            path,
            command.Name,
            command.Description ?? "",
            [.. command.Subcommands.Where(c => !c.Hidden).Select(c => Of(c, path, texts))],
            [.. command.Arguments.Where(a => !a.Hidden).Select(a => Of(a, texts))],
            [.. command.Options.Where(o => !o.Hidden).Select(o => Of(o, texts))]
        )
        {
            Aliases = [.. command.Aliases],
        };
    }

    /// <summary>Other names of it: in scripts of shells each is a command like it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Its words as scripts of shells walk down them: each after a space.</summary>
    public string Words => Path.Length == 0 ? "" : $" {Path}";

    /// <summary>What a shell has room for.</summary>
    /// <param name="description">Of a command or an option.</param>
    public static string FirstLine(string description) => description.Split('\n')[0].Trim();

    /// <summary>True for what takes the name of a file or a folder.</summary>
    /// <param name="symbol">An option or an argument.</param>
    public static bool IsPath(Symbol symbol) =>
        symbol switch
        {
            Option option => Of(option, null).Value is { IsFile: true } or { IsFolder: true },
            Argument argument => Of(argument, null) is { IsFile: true } or { IsFolder: true },
            _ => false,
        };

    /// <summary>This command and those below it, as the help lists them.</summary>
    public IEnumerable<CommandNode> All() => Below.SelectMany(b => b.All()).Prepend(this);

    /// <summary>The same with a command for each alias of one below it, at any depth.</summary>
    public CommandNode WithAliases() =>
        this with
        {
            Below =
            [
                .. Below.SelectMany(b =>
                    b.Aliases.Prepend(b.Name).Select(n => b.At(Path.Length == 0 ? n : $"{Path} {n}", n).WithAliases())
                ),
            ],
        };

    private CommandNode At(string path, string name) =>
        this with
        {
            Path = path,
            Name = name,
            Below = [.. Below.Select(b => b.At($"{path} {b.Name}", b.Name))],
        };

    /// <summary>True for an option behind which nothing stands.</summary>
    /// <param name="option">The option.</param>
    public static bool IsSwitch(Option option) =>
        option is HelpOption or VersionOption || option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0;

    /// <summary>The only words that may stand behind an option; none when others may.</summary>
    /// <param name="option">The option.</param>
    public static IReadOnlyList<string> WordsOf(Option option) => Of(option, null).Value?.Words ?? [];

    /// <summary>What an argument is called.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="texts">In which language; null for the name of the code.</param>
    public static string NameOf(Argument argument, UiTexts? texts) => NameOf(argument.Name, texts);

    /// <summary>What stands behind a command or an option, by its name in the code: <c>worker</c>, <c>FILE</c>.</summary>
    /// <param name="name">That name.</param>
    /// <param name="texts">In which language; null for the name of the code.</param>
    public static string NameOf(string name, UiTexts? texts) => texts is null ? name : LibraryText.NameOf(name, texts);

    private static ValueNode Of(Argument argument, UiTexts? texts) =>
        Of(
            NameOf(argument, texts),
            argument.Description,
            argument.Name.ToUpperInvariant(),
            argument.ValueType,
            argument.Arity,
            argument.GetCompletions(CompletionContext.Empty)
        );

    private static OptionNode Of(Option option, UiTexts? texts)
    {
        var name = option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant();
        return new(
            option.Name,
            option.Description ?? "",
            option.Required,
            IsSwitch(option)
                ? null
                : Of(
                    NameOf(name, texts),
                    option.Description,
                    name,
                    option.ValueType,
                    option.Arity,
                    option.GetCompletions(CompletionContext.Empty)
                )
        );
    }

    private static ValueNode Of(
        string name,
        string? description,
        string kind,
        Type type,
        ArgumentArity arity,
        IEnumerable<CompletionItem> words
    ) =>
        new(
            name,
            description ?? "",
            [.. words.Select(w => w.Label)],
            type == typeof(FileInfo) || kind == "FILE" || type == typeof(FileInfo[]),
            kind == "FOLDER",
            arity.MinimumNumberOfValues > 0,
            arity.MaximumNumberOfValues > 1
        );
}
