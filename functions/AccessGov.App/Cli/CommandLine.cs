using System.CommandLine;
using AccessGov.App.Hosting;

namespace AccessGov.App.Cli;

/// <summary>The command <c>accessgov</c>.</summary>
public static class CommandLine
{
    private const string About = """
        AccessGov keeps a municipality's access rights true.

        A day's work:
          accessgov hr import FILE --source mayor --as-of 2026-04-01
          accessgov plan                 what would change, why, and what the brake says
          accessgov approve PLAN         by somebody other than its author
          accessgov apply PLAN
          accessgov verify               reads the directory again: nothing should be left
          accessgov explain 000123       why somebody has a right, or what withholds it

        PLAN is the beginning of a plan's id, or 'last'. Nothing changes the directory but 'apply'.
        Exit codes: 0 done, 2 usage, 3 refused, 4 not found, 5 try again, 6 not as it should be, 7 settings.
        """;

    /// <summary>Runs one command.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="host">The world around.</param>
    /// <param name="ct">Gives up between steps.</param>
    /// <returns>See <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken ct = default)
    {
        var options = new CliOptions();
        var root = new RootCommand(About) { options.Settings, options.Json, options.Language };
        root.Add(HrCommands.Make(options, host));
        foreach (var command in PlanCommands.Make(options, host)) root.Add(command);
        root.Add(ExplainCommand.Make(options, host));
        root.Add(ExplainCommand.MakeWithheld(options, host));
        root.Add(AuditCommands.Make(options, host));
        root.Add(PolicyCommands.Make(host));
        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false };
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync(configuration, ct);
            return ExitCodes.Usage;
        }
        try
        {
            return await parsed.InvokeAsync(configuration, ct);
        }
        catch (OutsideFailureException e)
        {
            await host.Error.WriteLineAsync($"{e.Kind.Code}: {e.Message}");
            return e.Kind is OutsideFailure.Transient ? ExitCodes.TryAgain : ExitCodes.Refused;
        }
    }

    /// <summary>Opens a session, runs the command, seals what it told.</summary>
    internal static Func<ParseResult, CancellationToken, Task<int>> InSession(
        CliOptions options, CliHost host, Func<Session, ParseResult, CancellationToken, Task<int>> run, bool seals = true) => async (parsed, ct) =>
    {
        var (session, exitCode) = Session.Open(parsed, options, host);
        if (session is null) return exitCode;
        using (session)
        {
            var result = await run(session, parsed, ct);
            return seals && await session.SealAsync(ct) is { } broken ? session.Complain(broken, ExitCodes.NotAsItShouldBe) : result;
        }
    };
}
