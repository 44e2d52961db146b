using System.CommandLine.Parsing;
using AccessGov.App.Texts;

namespace AccessGov.Functions.Cli.Manual;

/// <summary>How a command is written, in one line: what it needs, and what it may have.</summary>
internal static class CommandUsage
{
    /// <summary>The line, for whoever left something out.</summary>
    /// <param name="command">The command that was called.</param>
    /// <param name="path">Its words, with <c>accessgov</c>.</param>
    /// <param name="texts">In which language.</param>
    public static string Of(CommandResult command, string path, UiTexts texts)
    {
        var node = CommandNode.Of(command.Command, texts: texts);
        var words = new List<string> { path };
        words.AddRange(node.Arguments.Select(Of));
        words.AddRange(node.Options.Where(o => o.IsNeeded).Select(o => o.Value is { } value ? $"{o.Name} <{value.Name}>" : o.Name));
        words.Add(texts["HelpWord.options"]);
        return string.Join(' ', words);
    }

    /// <summary>What stands behind a command: in brackets where it may be left out.</summary>
    /// <param name="argument">The argument.</param>
    public static string Of(ValueNode argument)
    {
        var name = $"<{argument.Name}>" + (argument.IsRepeated ? "..." : "");
        return argument.IsNeeded ? name : $"[{name}]";
    }
}
