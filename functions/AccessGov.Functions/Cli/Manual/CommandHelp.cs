using System.CommandLine;
using AccessGov.App.Texts;

namespace AccessGov.Functions.Cli.Manual;

/// <summary>
/// What the help says of commands, arguments and options, in the reader's language. The texts are named by the path:
/// <c>Help.hr.import</c>, <c>Help.hr.import.--source</c>; what many commands have, such as <c>--as-of</c>, by <c>Help.*.--as-of</c>.
/// </summary>
internal static class CommandHelp
{
    /// <summary>Describes a command and everything below it.</summary>
    /// <param name="root">The command <c>accessgov</c>.</param>
    /// <param name="texts">The language.</param>
    public static void Describe(Command root, UiTexts texts)
    {
        Command(root, "Help");

        void Command(Command command, string path)
        {
            command.Description = texts[path];
            foreach (var argument in command.Arguments)
                argument.Description = Of(path, argument.Name);
            foreach (var option in command.Options)
                option.Description = Of(path, option.Name);
            foreach (var below in command.Subcommands)
                Command(below, $"{path}.{below.Name}");
        }

        string Of(string path, string name) => texts.Find($"{path}.{name}") ?? texts[$"Help.*.{name}"];
    }
}
