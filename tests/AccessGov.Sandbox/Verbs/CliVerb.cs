using System.CommandLine;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Demo;

namespace AccessGov.Sandbox.Verbs;

/// <summary><c>cli</c>: the product's command line in the pretend city that the demo left, as any of its workers.</summary>
public static class CliVerb
{
    /// <summary>The command.</summary>
    public static Command Command()
    {
        var repository = new Option<string>("--repository")
        {
            Description = "Top folder of the clone.",
            DefaultValueFactory = _ => Directory.GetCurrentDirectory(),
        };
        var actingAs = new Option<string?>("--as") { Description = "Act as this 職員番号. Exists in the sandbox only." };
        var words = new Argument<string[]>("words") { Description = "Words of accessgov, after --.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("cli", "Run accessgov in the city that the demo left.") { repository, actingAs, words };
        command.SetAction(
            async (parsed, ct) =>
            {
                var root = Path.GetFullPath(parsed.GetRequiredValue(repository));
                var folder = new DemoFolder(Path.Combine(root, "artifacts", "demo"), root);
                if (!File.Exists(folder.Settings))
                {
                    await Console.Error.WriteLineAsync("There is no pretend city yet: run ./scripts/demo first.");
                    return ExitCodes.Settings;
                }
                EmployeeId? worker = parsed.GetValue(actingAs) is { } text ? EmployeeId.Parse(text) : null;
                var clock = folder.LeftAt();
                await using var tenant = await folder.StartTenantAsync(clock);
                var exitCode = await folder.RunAsync(
                    parsed.GetValue(words) ?? [],
                    CliHost.Console with
                    {
                        Clock = clock,
                        ActingAs = worker,
                    }
                );
                folder.KeepTime(clock);
                return exitCode;
            }
        );
        return command;
    }
}
