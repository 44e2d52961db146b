using System.CommandLine;
using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Core.Safeguards;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Mails;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary>
/// <c>review list|open|show|answer|submit|take-back|stop|deputy|sheet|sign-ins</c>: rounds of 棚卸し. Reviewers mostly sit before the
/// portal; whoever has no portal, and whoever supports those who have, works here.
/// </summary>
internal static class ReviewCommands
{
    public static Command Make(CliOptions options, CliHost host) =>
        new("review")
        {
            List(options, host),
            Open(options, host),
            Show(options, host),
            Answer(options, host),
            Submit(options, host),
            TakeBack(options, host),
            Stop(options, host),
            ReviewMoreCommands.Deputy(options, host),
            ReviewMoreCommands.Sheet(options, host),
            ReviewMoreCommands.Paper(options, host),
            ReviewRemindCommand.Make(options, host),
            ReviewMoreCommands.SignIns(options, host),
        };

    private static Argument<string> Round() => new("round");

    private static Argument<string> Worker() => new("worker");

    private static Argument<string> Right() => new("right");

    private static ReviewItemId ItemOf(ParseResult parsed, Argument<string> worker, Argument<string> right) =>
        new(new EmployeeId(EmployeeNumbers.HalfWidth(parsed.GetValue(worker)!)), new EntitlementId(parsed.GetValue(right)!.Trim()));

    private static Command List(CliOptions options, CliHost host)
    {
        var command = new Command("list");
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, _, ct) =>
                {
                    await ReviewText.ListAsync(session, await ReviewBook.ReadAsync(session.Workspace, ct), ct);
                    return ExitCodes.Done;
                },
                seals: false
            )
        );
        return command;
    }

    private static Command Open(CliOptions options, CliHost host)
    {
        var rule = new Argument<string>("review");
        var command = new Command("open") { rule };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var id = new RuleId(parsed.GetValue(rule)!);
                    if (!session.HasOperators)
                        return session.Complain(
                            session.UiTexts.Of("Cli.ReviewRefused", session.UiTexts["Cli.NoRolesYet"]),
                            ExitCodes.Refused
                        );
                    var who = await WhoApproves.OfAsync(session.Workspace, session.Operator!.Value, ct);
                    // Whoever opens a round starts the clock of what silence takes.
                    if (who.Roles.All(r => r == Core.Policy.OperatorRole.Auditor))
                        return session.Complain(
                            session.UiTexts.Of("Cli.ReviewRefused", session.UiTexts["Refusal.review-needs-operator"]),
                            ExitCodes.Refused
                        );
                    switch (await OpenReview.RunAsync(session.Workspace, session.Actor, id, null, ct))
                    {
                        case OpenReview.Result.Opened(var round, var isNew):
                            return ReviewText.SayOpened(session, round, isNew);
                        case OpenReview.Result.Empty(var review):
                            return ReviewText.SayEmpty(session, review);
                        case OpenReview.Result.NotOpened(DesiredAndActual.Incomplete, var what):
                            return session.Complain(session.UiTexts.Of(what), ExitCodes.TryAgain);
                        case OpenReview.Result.NotOpened("review-unknown", var what):
                            return session.Complain(session.UiTexts.Of(what), ExitCodes.NotFound);
                        case OpenReview.Result.NotOpened(_, var what):
                            return session.Complain(session.UiTexts.Of(what), ExitCodes.Refused);
                        case var other:
                            throw new InvalidOperationException(other.GetType().Name);
                    }
                },
                asSomebody: true
            )
        );
        return command;
    }

    private static Command Show(CliOptions options, CliHost host)
    {
        var round = Round();
        var mine = new Option<bool>("--mine");
        var command = new Command("show") { round, mine };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                    await FindAsync(session, parsed.GetValue(round)!, ct) is { } found
                        ? await ReviewText.ShowAsync(
                            session,
                            found,
                            parsed.GetValue(mine) ? session.Operator ?? default(EmployeeId) : null,
                            ct
                        )
                        : Unknown(session, parsed.GetValue(round)!),
                seals: false
            )
        );
        return command;
    }

    private static Command Answer(CliOptions options, CliHost host)
    {
        var (round, worker, right) = (Round(), Worker(), Right());
        var choice = new Argument<string>("choice");
        choice.AcceptOnlyFromAmong("keep", "remove", "unsure");
        var reason = new Option<string?>("--reason") { HelpName = "REASON" };
        var again = new Option<bool>("--again");
        var command = new Command("answer") { round, worker, right, choice, reason, again };
        return Acting(
            command,
            options,
            host,
            round,
            async (session, parsed, by, found, ct) =>
            {
                var item = ItemOf(parsed, worker, right);
                var mine = await ReviewDesk.ItemsOfAsync(session.Workspace, found, by.Id, ct);
                var before = mine.FirstOrDefault(i => i.Item.Id == item)?.Answer;
                var wanted = new ReviewDesk.Wanted(
                    item,
                    ReviewChoiceCodes.All.ByCode[parsed.GetValue(choice)!],
                    parsed.GetValue(reason) ?? "",
                    0,
                    before?.By == by.Id || parsed.GetValue(again) ? before?.At : null
                );
                var (refused, other) = await ReviewDesk.AnswerAsync(session.Workspace, by, found, [wanted], false, ct);
                if (other is not null)
                    return new Refusal("review-answered-meanwhile", other.Other.By?.Value ?? "", 1, 0);
                return refused
                    ?? Said(
                        session,
                        session.UiTexts.Of(
                            "Cli.ReviewAnswered",
                            item.Worker,
                            item.Right,
                            session.UiTexts[$"Review.{ReviewChoiceCodes.Of(wanted.Choice)}"]
                        )
                    );
            }
        );
    }

    private static Command Submit(CliOptions options, CliHost host)
    {
        var round = Round();
        var now = new Option<bool>("--now");
        var command = new Command("submit") { round, now };
        return Acting(
            command,
            options,
            host,
            round,
            async (session, parsed, by, found, ct) =>
            {
                var (submission, refused) = await ReviewDesk.SubmitAsync(session.Workspace, by, found, parsed.GetValue(now), ct);
                return refused
                    ?? Said(
                        session,
                        session.UiTexts.Of(
                            submission!.Removes > 0 ? "Cli.ReviewSubmitted" : "Cli.ReviewSubmittedStays",
                            submission.Receipt,
                            submission.Keeps,
                            submission.Removes,
                            submission.Unsure,
                            $"{submission.Effect:yyyy-MM-dd}"
                        )
                    );
            }
        );
    }

    private static Command TakeBack(CliOptions options, CliHost host)
    {
        var (round, worker, right) = (Round(), Worker(), Right());
        var reason = new Option<string?>("--reason") { HelpName = "REASON" };
        var command = new Command("take-back") { round, worker, right, reason };
        return Acting(
            command,
            options,
            host,
            round,
            async (session, parsed, by, found, ct) =>
            {
                var item = ItemOf(parsed, worker, right);
                var why = parsed.GetValue(reason) ?? "";
                var (submission, refused) = await ReviewDesk.TakeBackAsync(session.Workspace, by, found, item, why, ct);
                if (submission is null)
                    return refused;
                // Another decision about the right stands: then it does not go on.
                var other = (await ReviewBook.ReadAsync(session.Workspace, ct)).StandingOf(item);
                if (other is not null)
                    session.Say(session.UiTexts.Of("Cli.ReviewTakenBackOther", submission.Receipt, other.Reference, other.From));
                if (other is null || submission.Keeps == 0)
                    session.Say(
                        session.UiTexts.Of(
                            submission.Keeps > 0 ? "Cli.ReviewTakenBack" : "Cli.ReviewAgain",
                            submission.Receipt,
                            item.Worker,
                            item.Right
                        )
                    );
                return null;
            }
        );
    }

    private static Command Stop(CliOptions options, CliHost host)
    {
        var round = Round();
        var reason = new Option<string>("--reason") { HelpName = "REASON", Required = true };
        var command = new Command("stop") { round, reason };
        return Acting(
            command,
            options,
            host,
            round,
            async (session, parsed, by, found, ct) =>
                await StopReview.RunAsync(session.Workspace, by, found.Id, parsed.GetValue(reason)!, ct)
                ?? Said(session, session.UiTexts.Of("Cli.ReviewStopped", found.Id))
        );
    }

    private static Command Acting(
        Command command,
        CliOptions options,
        CliHost host,
        Argument<string> round,
        Func<Session, ParseResult, Approver, ReviewRound, CancellationToken, Task<Refusal?>> act
    )
    {
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    if (await FindAsync(session, parsed.GetValue(round)!, ct) is not { } found)
                        return Unknown(session, parsed.GetValue(round)!);
                    var by = await WhoApproves.OfAsync(session.Workspace, session.Operator!.Value, ct);
                    return await act(session, parsed, by, found, ct) is { } why
                        ? session.Complain(session.UiTexts.Of("Cli.ReviewRefused", session.Text.Of(why)), ExitCodes.Refused)
                        : ExitCodes.Done;
                },
                asSomebody: true
            )
        );
        return command;
    }

    private static async Task<ReviewRound?> FindAsync(Session session, string id, CancellationToken ct) =>
        (await ReviewBook.ReadAsync(session.Workspace, ct)).Find(id);

    private static int Unknown(Session session, string id) =>
        session.Complain(session.UiTexts.Of("Cli.ReviewUnknown", id), ExitCodes.NotFound);

    private static Refusal? Said(Session session, string text)
    {
        session.Say(text);
        return null;
    }
}
