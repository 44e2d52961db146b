using System.CommandLine;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Manual;

/// <summary>
/// <c>accessgov completion</c>: a script by which a shell completes commands, options, closed choices and files. It holds all words itself:
/// asking the program at each press of Tab would take a third of a second.
/// </summary>
internal static class CompletionCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var shell = new Argument<string>("shell");
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var command = new Command("completion") { shell };
        command.SetAction(parsed =>
        {
            var all = parsed.RootCommandResult.Command;
            CommandHelp.Describe(all, CliLanguage.Present);
            var root = CommandNode.Of(all).WithAliases();
            host.Out.Write(
                parsed.GetValue(shell) switch
                {
                    "bash" => BashCompletion.Of(root),
                    "zsh" => ZshCompletion.Of(root),
                    _ => PwshCompletion.Of(root),
                }
            );
            return ExitCodes.Done;
        });
        return command;
    }
}
