using System.CommandLine;
using AccessGov.App.Approving;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary><c>reject</c>: say no to a plan that waits, with a reason.</summary>
internal static class RejectCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var plan = PlanCommands.PlanArgument();
        var reason = new Option<string>("--reason") { HelpName = "REASON", Required = true };
        var command = new Command("reject") { plan, reason };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var why = parsed.GetValue(reason);
                    if (!VisibleText.IsReason(why))
                        return session.Complain(session.UiTexts.Of("Cli.HoldReason", VisibleText.LongestReason), ExitCodes.Usage);
                    var (state, exitCode) = await PlanCommands.FindAsync(session, parsed.GetValue(plan)!, ct);
                    return state is null ? exitCode : await OneAsync(session, state, why, ct);
                },
                asSomebody: true
            )
        );
        return command;
    }

    /// <summary>Says that somebody else said no before, who and why.</summary>
    public static async Task<int> SayAsync(Session session, PlanState rejected, int exitCode, CancellationToken ct)
    {
        var (by, reason, at) = rejected.Rejection!;
        var people = await PeopleOfPlan.OnAsync(session.Workspace, rejected.On, ct);
        var name = new PersonText(session.UiTexts, people).Of(by);
        return session.Complain(
            session.UiTexts.Of("Cli.AlreadyRejected", rejected.Id.Brief, name, session.Workspace.Local(at), VisibleText.Of(reason)),
            exitCode
        );
    }

    private static async Task<int> OneAsync(Session session, PlanState state, string reason, CancellationToken ct)
    {
        var (words, person) = (session.UiTexts, session.Operator!.Value);
        switch (await RejectPlan.RunAsync(session.Workspace, person, state.Id, reason, ct))
        {
            case RejectResult.Rejected(var rejected):
                if (session.IsJson)
                    session.WriteJson(new { plan = rejected.Id, rejected.Rejection });
                else
                    session.Say(words.Of("Cli.Rejected", rejected.Id.Brief));
                return ExitCodes.Done;
            case RejectResult.Before({ Rejection: { By: var by } } before):
                // Whoever said no may say so again.
                return await SayAsync(session, before, by == person ? ExitCodes.Done : ExitCodes.Refused, ct);
            case RejectResult.Before(var before):
                return session.Complain(
                    words.Of("Cli.RejectedTooLate", state.Id.Brief, words[$"Status.{PlanStatusCodes.Of(before.Status)}"]),
                    ExitCodes.Refused
                );
            case RejectResult.NotWaiting:
                return session.Complain(words.Of("Cli.RejectionUseless", state.Id.Brief), ExitCodes.Refused);
            case RejectResult.Denied(var refusal):
                return session.Complain(words.Of("Cli.NotRejected", session.Text.Of(refusal)), ExitCodes.Refused);
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }
}
