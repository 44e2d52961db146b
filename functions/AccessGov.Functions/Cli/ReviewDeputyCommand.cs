using System.CommandLine;
using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary><c>review deputy</c>: who reviews in a head's place (代理).</summary>
internal static class ReviewDeputyCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var worker = new Argument<string?>("worker")
        {
            Description = "職員番号 of who stands in; none: nobody does any more.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var until = new Option<DateOnly?>("--until") { Description = "Last day; default: two weeks from today.", HelpName = "DATE" };
        var command = new Command("deputy", "Name who reviews in your place (代理) while you are away, or end it.") { worker, until };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var (workspace, given) = (session.Workspace, parsed.GetValue(worker));
                    var by = given is null ? null : await WhoApproves.OfAsync(workspace, new EmployeeId(given), ct);
                    var days = new DateSpan(workspace.Today, parsed.GetValue(until) ?? workspace.Today.AddDays(14));
                    if (await NameDeputy.RunAsync(workspace, session.Operator!.Value, by, days, ct) is { } why)
                        return session.Complain(session.UiTexts.Of("Cli.ReviewRefused", session.Text.Of(why)), ExitCodes.Refused);
                    session.Say(
                        by is null
                            ? session.UiTexts["Cli.ReviewDeputyEnded"]
                            : session.UiTexts.Of("Cli.ReviewDeputy", $"{days.Until:yyyy-MM-dd}", by.Id)
                    );
                    return ExitCodes.Done;
                },
                asSomebody: true
            )
        );
        return command;
    }
}
