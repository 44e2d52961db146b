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
        new("request")
        {
            Ask(options, host),
            List(options, host),
            Approve(options, host),
            Reject(options, host),
            Return(options, host),
            RequestRemindCommand.Make(options, host),
        };

    private static Argument<string> Id() => new("id");

    private static Command Ask(CliOptions options, CliHost host)
    {
        var right = new Argument<string>("right");
        var purpose = new Option<string>("--purpose") { HelpName = "TEXT", Required = true };
        var until = DayOption.Of("--until");
        var person = WorkerOption.Of("--for");
        var control = new Option<string?>("--exception") { HelpName = "CONTROL" };
        var extends = new Option<string?>("--extends") { HelpName = "ID" };
        var command = new Command("ask") { right, purpose, until, person, control, extends };
        return Acting(
            command,
            options,
            host,
            async (session, parsed, by, ct) =>
            {
                var subject = by;
                var width = session.Workspace.Numbers.Common;
                if (parsed.GetValue(person) is { } named && !EmployeeNumbers.TryRead(named, width, out subject, out _))
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
        var all = new Option<bool>("--all");
        var command = new Command("list") { all };
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
            new Command("approve") { id },
            options,
            host,
            (session, parsed, by, ct) => RequestDesk.RunAsync(session.Workspace, by, new RequestCommand.Agree(parsed.GetValue(id)!), ct)
        );
    }

    private static Command Reject(CliOptions options, CliHost host)
    {
        var id = Id();
        var reason = new Option<string>("--reason") { HelpName = "REASON", Required = true };
        return Acting(
            new Command("reject") { id, reason },
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
            new Command("return") { id },
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
                        return session.Complain(
                            session.UiTexts.Of("Cli.RequestRefused", session.Text.Of(why)),
                            why.Code is "request-unknown" or "request-no-right" ? ExitCodes.NotFound : ExitCodes.Refused
                        );
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
