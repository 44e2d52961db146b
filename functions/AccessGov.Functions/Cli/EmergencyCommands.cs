using System.CommandLine;
using AccessGov.App.Emergency;
using AccessGov.App.Failures;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary>
/// <c>emergency status|ask|agree|end|withdraw|review</c>: sealed accounts, opened by two people for some hours, shut by one or by the hour.
/// </summary>
internal static class EmergencyCommands
{
    public static Command Make(CliOptions options, CliHost host) =>
        new("emergency")
        {
            Status(options, host),
            Ask(options, host),
            Agree(options, host),
            End(options, host),
            Withdraw(options, host),
            Review(options, host),
        };

    private static Argument<string> Account() => new("upn");

    private static Command Status(CliOptions options, CliHost host)
    {
        var command = new Command("status");
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, _, ct) =>
                {
                    var book = await EmergencyBook.ReadAsync(session.Workspace, ct);
                    EmergencyText.Show(session, book);
                    return book.Openings.Any(o => o.AwaitsReview) ? ExitCodes.NotAsItShouldBe : ExitCodes.Done;
                },
                seals: false
            )
        );
        return command;
    }

    private static Command Ask(CliOptions options, CliHost host)
    {
        var account = Account();
        var reason = new Option<string>("--reason") { HelpName = "REASON", Required = true };
        var hours = new Option<int?>("--hours") { HelpName = "N" };
        var command = new Command("ask") { account, reason, hours };
        return Acting(
            command,
            options,
            host,
            async (session, parsed, by, ct) =>
            {
                var name = parsed.GetValue(account)!;
                return await EmergencyDesk.AskAsync(session.Workspace, by, name, parsed.GetValue(hours), parsed.GetValue(reason)!, ct)
                    ?? Said(session, session.UiTexts.Of("Cli.EmergencyAsked", EmergencyBook.NameOf(name)));
            }
        );
    }

    private static Command Agree(CliOptions options, CliHost host)
    {
        var account = Account();
        var command = new Command("agree") { account };
        return Acting(
            command,
            options,
            host,
            async (session, parsed, by, ct) =>
            {
                var (opening, why) = await EmergencyDesk.AgreeAsync(session.Workspace, by, parsed.GetValue(account)!, ct);
                return why
                    ?? Said(
                        session,
                        session.UiTexts.Of(
                            "Cli.EmergencyOpened",
                            opening!.Account,
                            $"{session.Workspace.Local(opening.Until):yyyy-MM-dd HH:mm}",
                            opening.Id
                        )
                    );
            }
        );
    }

    private static Command End(CliOptions options, CliHost host) =>
        Taking("end", options, host, EmergencyDesk.EndAsync, "Cli.EmergencyEnded");

    private static Command Withdraw(CliOptions options, CliHost host) =>
        Taking("withdraw", options, host, EmergencyDesk.WithdrawAsync, "Cli.EmergencyWithdrawn");

    /// <summary>A command of one person about one account, by which nothing is given.</summary>
    private static Command Taking(
        string name,
        CliOptions options,
        CliHost host,
        Func<Workspace, Approver, string, CancellationToken, Task<Refusal?>> act,
        string said
    )
    {
        var account = Account();
        return Acting(
            new Command(name) { account },
            options,
            host,
            async (session, parsed, by, ct) =>
            {
                var of = parsed.GetValue(account)!;
                return await act(session.Workspace, by, of, ct) ?? Said(session, session.UiTexts.Of(said, EmergencyBook.NameOf(of)));
            }
        );
    }

    private static Command Review(CliOptions options, CliHost host)
    {
        var id = new Argument<string>("id");
        var result = new Option<string>("--result") { HelpName = "TEXT", Required = true };
        var command = new Command("review") { id, result };
        return Acting(
            command,
            options,
            host,
            async (session, parsed, by, ct) =>
                await EmergencyDesk.ReviewAsync(session.Workspace, by, parsed.GetValue(id)!, parsed.GetValue(result)!, ct)
                ?? Said(session, session.UiTexts.Of("Cli.EmergencyReviewed", parsed.GetValue(id)!))
        );
    }

    /// <summary>A command of somebody whom the table of operators knows: what it says when it was not done.</summary>
    private static Command Acting(
        Command command,
        CliOptions options,
        CliHost host,
        Func<Session, ParseResult, Approver, CancellationToken, Task<Refusal?>> act
    )
    {
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var by = await WhoApproves.OfAsync(session.Workspace, session.Operator!.Value, ct);
                    try
                    {
                        return await act(session, parsed, by, ct) is { } why
                            ? session.Complain(session.UiTexts.Of("Cli.EmergencyRefused", session.Text.Of(why)), ExitCodes.Refused)
                            : ExitCodes.Done;
                    }
                    catch (OutsideFailureException e)
                    {
                        return session.Complain(
                            session.UiTexts.Of("Cli.EmergencyUnsettled", e.What),
                            e.Kind is OutsideFailure.Transient ? ExitCodes.TryAgain : ExitCodes.Refused
                        );
                    }
                },
                asSomebody: true
            )
        );
        return command;
    }

    private static Refusal? Said(Session session, string text)
    {
        session.Say(text);
        return null;
    }
}
