using System.CommandLine;
using System.CommandLine.Help;
using AccessGov.App.Failures;
using AccessGov.App.Texts;
using AccessGov.Functions.Cli.Audits;
using AccessGov.Functions.Cli.Keys;
using AccessGov.Functions.Cli.Mails;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary>The command <c>accessgov</c>.</summary>
public static class CommandLine
{
    private const string About = """
        AccessGov keeps a municipality's access rights true.

        A day's work:
          accessgov hr import FILE --source mayor --as-of 2026-04-01
                                         personnel records of one 任命権者
          accessgov hr announce FILE     moves that were announced (内示・発令)
          accessgov plan                 what would change, why, and whether it may be applied
          accessgov show PLAN --all      every action and finding of a plan
          accessgov approve PLAN         by somebody other than its author
          accessgov apply PLAN           changes the directory
          accessgov verify               reads the directory again: nothing should be left
          accessgov explain 000123       why somebody has a right, or what withholds it
          accessgov withheld             everybody from whom a right is withheld
          accessgov hold 000123 --reason TEXT
                                         keeps somebody out whatever HR says; two people lift it
          accessgov adopt propose --out FILE
                                         whose the accounts without a number may be; people say whose they are
          accessgov keys                 security keys: stock, hand-out, tickets, loss, return
          accessgov emergency            sealed emergency accounts: two people open one, it ends by itself
          accessgov incidents            what failed and waits for people
          accessgov serve                does all this by itself: timers, queues, the HR inbox

        PLAN is the beginning of a plan's id, or 'last'. Nothing but 'apply' changes the directory,
        'emergency agree' and 'end', and 'serve', which applies approved plans, and clear ones that
        it made itself, and shuts what an emergency opened.

        Exit codes, for scripts:
          0 done, or nothing to do               5 no answer from outside: try again
          2 wrong command line                   6 not as it should be: actions are left over,
          3 refused: nothing was changed           or the audit record is broken
          4 no such plan, worker or right        7 settings or policy are missing or wrong
                                               130 interrupted
        """;

    /// <summary>Runs one command.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="host">The world around.</param>
    /// <param name="ct">Cancels the operation between two steps; what is committed stays.</param>
    /// <returns>See <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, CliHost host, CancellationToken ct = default)
    {
        host = host.Visible();
        var options = new CliOptions();
        // Not a RootCommand: its name in the help would be that of the executable, which is another one in the Sandbox.
        var root = new Command("accessgov", About)
        {
            options.Settings,
            options.Json,
            options.Language,
            new HelpOption { Recursive = true },
            new VersionOption(),
        };
        root.Add(HrCommands.Make(options, host));
        foreach (var command in PlanCommands.Make(options, host))
            root.Add(command);
        root.Add(ExplainCommand.Make(options, host));
        root.Add(ExplainCommand.MakeWithheld(options, host));
        root.Add(AdoptCommands.Make(options, host));
        root.Add(HoldCommands.Make(options, host));
        root.Add(HoldCommands.MakeRestored(options, host));
        root.Add(EmergencyCommands.Make(options, host));
        root.Add(RequestCommands.Make(options, host));
        root.Add(ReviewCommands.Make(options, host));
        root.Add(KeyCommands.Make(options, host));
        root.Add(CampaignCommands.Make(options, host));
        root.Add(AuditCommands.Make(options, host));
        root.Add(WitnessCommands.Make(options, host));
        root.Add(PolicyCommands.Make(options, host));
        root.Add(GovernanceCommands.Operators(options, host));
        root.Add(GovernanceCommands.Profiles(options, host));
        root.Add(GovernanceCommands.GoLive(options, host));
        root.Add(IncidentsCommands.Make(options, host));
        root.Add(ClockCommand.Make(options, host));
        root.Add(MdsCommands.Make(options, host));
        root.Add(WebAuthnCommands.Make(options, host));
        root.Add(ServeCommand.Make(options, host));
        root.Add(DoctorCommand.Make(options, host));
        root.Add(InitCommand.Make(options, host));
        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration
        {
            Output = host.Out,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            // Signals are ours (StopSignals): the library's own handling ends the process in mid-step.
            ProcessTerminationTimeout = null,
        };
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
            await host.Error.WriteLineAsync($"{e.Kind.Code}: {Words(parsed, options).Of(e.What)}");
            return e.Kind is OutsideFailure.Transient ? ExitCodes.TryAgain : ExitCodes.Refused;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync(Words(parsed, options)["Cli.Interrupted"]);
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            await host.Error.WriteLineAsync(Words(parsed, options).Of("Cli.FileFailed", e.Message));
            return ExitCodes.Refused;
        }
        catch (DamagedException e)
        {
            await host.Error.WriteLineAsync(Words(parsed, options).Of(e.What));
            return ExitCodes.NotAsItShouldBe;
        }
    }

    // The settings may not have been read: what they say of the language is not known then.
    private static UiTexts Words(ParseResult parsed, CliOptions options) => new(parsed.GetValue(options.Language) ?? "ja");
}
