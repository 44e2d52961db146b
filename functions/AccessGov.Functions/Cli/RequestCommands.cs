using System.CommandLine;
using AccessGov.App.Requests;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Requests;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Mails;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary>
/// <c>request ask|list|approve|reject|return</c>: a right for a time, asked for with a purpose, agreed to by 所属長 and the right's owner.
/// </summary>
internal static class RequestCommands
{
    public static Command Make(CliOptions options, CliHost host) =>
        new("request", "Rights by request: one asks, two others agree, the right ends by itself.")
        {
            Ask(options, host),
            List(options, host),
            Approve(options, host),
            Reject(options, host),
            Return(options, host),
            RequestRemindCommand.Make(options, host),
        };

    private static Argument<string> Id() => new("id") { Description = "The request, as 'request list' names it." };

    private static Command Ask(CliOptions options, CliHost host)
    {
        var right = new Argument<string>("right") { Description = "The right, as the policy names it (requestable: true)." };
        var purpose = new Option<string>("--purpose")
        {
            Description = "What for. It is recorded.",
            HelpName = "TEXT",
            Required = true,
        };
        var until = DayOption.Of(
            "--until",
            $"Last day, at most {RequestDecider.MostDays} days ahead; default: the end of the fiscal year (31 March)."
        );
        var person = new Option<string?>("--for")
        {
            Description = "For whom; default: oneself. Heads ask for their people.",
            HelpName = "WORKER",
        };
        var control = new Option<string?>("--exception")
        {
            Description = "Ask for an exception, and what is done instead of what the rule asks for. An officer agrees besides.",
            HelpName = "CONTROL",
        };
        var extends = new Option<string?>("--extends") { Description = "Go on from this request that is in force.", HelpName = "ID" };
        var command = new Command("ask", "Ask for a right. It gives nothing until everybody has agreed; its term begins then.")
        {
            right,
            purpose,
            until,
            person,
            control,
            extends,
        };
        return Acting(
            command,
            options,
            host,
            async (session, parsed, by, ct) =>
            {
                var subject = by;
                if (parsed.GetValue(person) is { } named && !EmployeeId.TryParse(named, out subject))
                    return (null, new Refusal("request-person", VisibleText.Of(named), 0, 1));
                var ask = new RequestCommand.Ask(
                    "",
                    subject,
                    new EntitlementId(parsed.GetValue(right)!),
                    parsed.GetValue(control) is null ? GrantKind.Request : GrantKind.Exception,
                    parsed.GetValue(purpose)!,
                    parsed.GetValue(until) ?? FiscalYear.EndOf(session.Workspace.Today)
                )
                {
                    Control = parsed.GetValue(control),
                    Extends = parsed.GetValue(extends),
                };
                return await RequestDesk.AskAsync(session.Workspace, by, ask, ct);
            }
        );
    }

    private static Command List(CliOptions options, CliHost host)
    {
        var all = new Option<bool>("--all") { Description = "Everybody's, not only what concerns oneself." };
        var command = new Command("list", "What waits for one's agreement, and what one asked for or has by request.") { all };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    if (parsed.GetValue(all) || session.Operator is not { } person)
                        RequestText.Show(session, await RequestAnswers.AllAsync(session.Workspace, ct));
                    else
                    {
                        var (toDecide, own) = await RequestAnswers.OfAsync(session.Workspace, person, ct);
                        RequestText.Show(session, [.. toDecide, .. own.Where(o => toDecide.All(d => d.Request.Id != o.Request.Id))]);
                    }
                    return ExitCodes.Done;
                },
                seals: false
            )
        );
        return command;
    }

    private static Command Approve(CliOptions options, CliHost host)
    {
        var id = Id();
        return Acting(
            new Command("approve", "Agree to a request that waits for oneself.") { id },
            options,
            host,
            (session, parsed, by, ct) => RequestDesk.RunAsync(session.Workspace, by, new RequestCommand.Agree(parsed.GetValue(id)!), ct)
        );
    }

    private static Command Reject(CliOptions options, CliHost host)
    {
        var id = Id();
        var reason = new Option<string>("--reason")
        {
            Description = "Why. It is recorded.",
            HelpName = "TEXT",
            Required = true,
        };
        return Acting(
            new Command("reject", "Say no to a request that waits for oneself.") { id, reason },
            options,
            host,
            (session, parsed, by, ct) =>
                RequestDesk.RunAsync(session.Workspace, by, new RequestCommand.Reject(parsed.GetValue(id)!, parsed.GetValue(reason)!), ct)
        );
    }

    private static Command Return(CliOptions options, CliHost host)
    {
        var id = Id();
        return Acting(
            new Command("return", "Return a right before its end, or take a request back that still waits.") { id },
            options,
            host,
            (session, parsed, by, ct) => RequestDesk.RunAsync(session.Workspace, by, new RequestCommand.Return(parsed.GetValue(id)!), ct)
        );
    }

    /// <summary>A command of somebody whom the installation knows: what it says when it was not done.</summary>
    private static Command Acting(
        Command command,
        CliOptions options,
        CliHost host,
        Func<Session, ParseResult, EmployeeId, CancellationToken, Task<(RightRequest? Request, Refusal? Why)>> act
    )
    {
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var (request, why) = await act(session, parsed, session.Operator!.Value, ct);
                    if (why is not null)
                        return session.Complain(session.UiTexts.Of("Cli.RequestRefused", session.Text.Of(why)), ExitCodes.Refused);
                    RequestText.Said(session, await RequestAnswers.FindAsync(session.Workspace, request!.Id, ct) ?? throw Gone());
                    return ExitCodes.Done;
                },
                asSomebody: true
            )
        );
        return command;
    }

    private static InvalidOperationException Gone() => new("A request that was written is gone.");
}
