using System.CommandLine;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Manual;

/// <summary><c>accessgov man</c>: the manual page, in the language of <c>--lang</c>; a release brings both.</summary>
internal static class ManCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var command = new Command("man");
        command.SetAction(parsed =>
        {
            var (all, texts) = (parsed.RootCommandResult.Command, CliLanguage.Present);
            CommandHelp.Describe(all, texts);
            var version = typeof(ManCommand).Assembly.GetName().Version!.ToString(3);
            host.Out.Write(ManPage.Of(CommandNode.Of(all, texts: texts), texts, version));
            return ExitCodes.Done;
        });
        return command;
    }
}
