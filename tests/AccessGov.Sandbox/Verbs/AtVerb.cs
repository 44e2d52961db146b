using System.CommandLine;
using AccessGov.App.Composition;
using AccessGov.App.Events;
using AccessGov.App.Reviews;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Sandbox.Verbs;

/// <summary>
/// <c>at</c>: a process of its own that does one thing in an installation at an instant of its choice and ends, so that a story may kill it
/// in the midst.
/// </summary>
public static class AtVerb
{
    /// <summary>Said right before it is done.</summary>
    public const string Begins = "begins";

    /// <summary>Instead of words of accessgov: the nightly turn.</summary>
    public const string Night = "night";

    /// <summary>The command.</summary>
    public static Command Command()
    {
        var settings = new Option<string>("--in") { Description = "The installation's settings file.", Required = true };
        var time = new Option<DateTimeOffset>("--time") { Description = "The instant.", Required = true };
        var actingAs = new Option<string?>("--as") { Description = "Act as this 職員番号. Exists in the sandbox only." };
        var words = new Argument<string[]>("words")
        {
            Description = $"Words of accessgov, after --; or '{Night}'. Several commands are parted by ';'.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("at", "Run accessgov, or its nightly turn, at an instant.") { settings, time, actingAs, words };
        command.SetAction(
            async (parsed, ct) =>
            {
                EmployeeId? worker = parsed.GetValue(actingAs) is { } text ? EmployeeId.Parse(text) : null;
                var (file, clock) = (parsed.GetRequiredValue(settings), new ShiftedClock(parsed.GetRequiredValue(time)));
                foreach (var one in string.Join(' ', parsed.GetRequiredValue(words)).Split(" ; "))
                {
                    await Console.Out.WriteLineAsync($"{Begins} {one}");
                    var code =
                        one == Night
                            ? await NightAsync(file, clock, ct)
                            : await CommandLine.RunAsync(
                                [.. one.Split(' '), "--settings", file],
                                new CliHost(Console.Out, Console.Error, clock) { ActingAs = worker },
                                ct
                            );
                    if (code != ExitCodes.Done)
                        return code;
                }
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task<int> NightAsync(string settings, TimeProvider clock, CancellationToken ct)
    {
        var (installation, faults) = Installation.Open(settings, clock);
        if (installation is null)
            throw new InvalidOperationException(string.Join('\n', faults.Select(new UiTexts("en").Of)));
        using (installation)
        {
            var actor = new Actor.Trigger(nameof(ReconcileNightly));
            await installation.RefreshAsync(actor, ct);
            await ReconcileNightly.RunAsync(installation.Workspace, actor, installation.Log, ct);
            await ReadSignIns.RunAsync(installation.Workspace, actor, ct);
        }
        return ExitCodes.Done;
    }

    /// <summary>Goes on from an instant as time does.</summary>
    private sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
    {
        private readonly TimeSpan ahead = start - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }
}
