using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;

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
    public static CommandNode Of(Command command, string? above = null)
    {
        var path =
            above is null ? ""
            : above.Length == 0 ? command.Name
            : $"{above} {command.Name}";
        return new(
            path,
            command.Name,
            command.Description ?? "",
            [.. command.Subcommands.Where(c => !c.Hidden).Select(c => Of(c, path))],
            [.. command.Arguments.Where(a => !a.Hidden).Select(Of)],
            [.. command.Options.Where(o => !o.Hidden).Select(Of)]
        );
    }

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
            Option option => Of(option).Value is { IsFile: true } or { IsFolder: true },
            Argument argument => Of(argument) is { IsFile: true } or { IsFolder: true },
            _ => false,
        };

    /// <summary>This command and those below it, as the help lists them.</summary>
    public IEnumerable<CommandNode> All() => Below.SelectMany(b => b.All()).Prepend(this);

    private static ValueNode Of(Argument argument) =>
        Of(
            argument.Name,
            argument.Description,
            argument.Name.ToUpperInvariant(),
            argument.ValueType,
            argument.Arity,
            argument.GetCompletions(CompletionContext.Empty)
        );

    private static OptionNode Of(Option option)
    {
        var isSwitch = option is HelpOption or VersionOption || option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0;
        var name = option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant();
        return new(
            option.Name,
            option.Description ?? "",
            option.Required,
            isSwitch
                ? null
                : Of(name, option.Description, name, option.ValueType, option.Arity, option.GetCompletions(CompletionContext.Empty))
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
