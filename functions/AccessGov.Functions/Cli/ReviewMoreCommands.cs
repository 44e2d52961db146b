using System.CommandLine;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary><c>review deputy|sheet|paper-enter|sign-ins</c>: 代理 of a head, the paper way, and last sign-ins.</summary>
internal static class ReviewMoreCommands
{
    /// <summary>The sheet of a reviewer as CSV.</summary>
    public static Command Sheet(CliOptions options, CliHost host)
    {
        var round = new Argument<string>("round");
        var reviewer = WorkerOption.Of("--reviewer");
        var command = new Command("sheet") { round, reviewer };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var (workspace, me, id) = (session.Workspace, session.Operator!.Value, parsed.GetValue(round)!);
                    if ((await ReviewBook.ReadAsync(workspace, ct)).Find(id) is not { } found)
                        return session.Complain(session.UiTexts.Of("Cli.ReviewUnknown", id), ExitCodes.NotFound);
                    var whose = parsed.GetValue(reviewer) is { } given ? new EmployeeId(EmployeeNumbers.HalfWidth(given)) : me;
                    var who = await WhoApproves.OfAsync(workspace, me, ct);
                    if (whose != me && who.Roles.All(r => r == Core.Policy.OperatorRole.Auditor))
                        return Refuse(session, new Refusal("review-paper-needs-operator", me.Value, 0, 1));
                    var sheet = await PaperDesk.SheetOfAsync(workspace, found, whose, ct);
                    if (sheet.Items.Count == 0)
                        return Refuse(session, new Refusal("review-paper-nothing", whose.Value, 0, 1));
                    foreach (var line in (await PaperList.WriteAsync(workspace, sheet, ct)).Split('\n'))
                        session.SayAsIs(line);
                    return ExitCodes.Done;
                },
                asSomebody: true,
                seals: false
            )
        );
        return command;
    }

    /// <summary>Types a sealed sheet: the first, and the second person too.</summary>
    public static Command Paper(CliOptions options, CliHost host)
    {
        var round = new Argument<string>("round");
        var file = new Argument<FileInfo>("file");
        var day = DayOption.Needed("--signed-on");
        var command = new Command("paper-enter") { round, file, day };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var id = parsed.GetValue(round)!;
                    if ((await ReviewBook.ReadAsync(session.Workspace, ct)).Find(id) is not { } found)
                        return session.Complain(session.UiTexts.Of("Cli.ReviewUnknown", id), ExitCodes.NotFound);
                    var given = parsed.GetValue(file)!;
                    var form = PaperList.Form.Among(session.Installation.Profiles.Lists);
                    var (content, code) = await GivenFile.ReadAsync(session, given, GivenFile.MostOfAList, form, ct);
                    return content is null ? code : await EnterAsync(session, found, content, parsed.GetValue(day), ct);
                },
                asSomebody: true
            )
        );
        return command;
    }

    private static async Task<int> EnterAsync(Session session, ReviewRound round, byte[] content, DateOnly day, CancellationToken ct)
    {
        var (workspace, ui) = (session.Workspace, session.UiTexts);
        var read = PaperList.Read(content, session.Installation.Profiles.Lists);
        if (read is ListRead<PaperList.Typed>.Refused(var reasons, var rows))
        {
            foreach (var reason in reasons)
                session.Complain(ui.Of(reason), ExitCodes.Refused);
            foreach (var row in rows)
                session.Complain(ImportText.Row(session, row), ExitCodes.Refused);
            return session.Complain(ui["Portal.ReviewPaperRefused"], ExitCodes.Refused);
        }
        var typed = ((ListRead<PaperList.Typed>.Read)read).Content;
        var by = await WhoApproves.OfAsync(workspace, session.Operator!.Value, ct);
        var (sheet, why) = await PaperDesk.FindAsync(workspace, by, round, typed.Number, ct);
        if (sheet is null)
            return Refuse(session, why!);
        var outcome = await PaperDesk.EnterAsync(workspace, by, round, typed.Number, day, PaperList.LinesOf(typed, sheet), ct);
        if (outcome.Refused is { } refusal)
            return Refuse(session, refusal);
        if (outcome.Other is { } other)
        {
            foreach (var item in outcome.Differing)
                session.Complain($"{item.Worker} {item.Right}", ExitCodes.Refused);
            var places = outcome.Differing.Count + (outcome.IsOtherDay ? 1 : 0);
            return session.Complain(ui.Of("Cli.ReviewPaperDiffer", other, places), ExitCodes.Refused);
        }
        session.Say(
            outcome.Submission is { } done
                ? ui.Of(
                    "Cli.ReviewPaperDone",
                    sheet.Number.Reviewer,
                    ui.Of(
                        done.Removes > 0 ? "Cli.ReviewSubmitted" : "Cli.ReviewSubmittedStays",
                        done.Receipt,
                        done.Keeps,
                        done.Removes,
                        done.Unsure,
                        $"{done.Effect:yyyy-MM-dd}"
                    )
                )
                : ui["Portal.ReviewPaperKeptNext"]
        );
        return ExitCodes.Done;
    }

    private static int Refuse(Session session, Refusal why) =>
        session.Complain(session.UiTexts.Of("Cli.ReviewRefused", session.Text.Of(why)), ExitCodes.Refused);

    /// <summary>Who reviews in a head's place.</summary>
    public static Command Deputy(CliOptions options, CliHost host)
    {
        var worker = new Argument<string?>("worker") { Arity = ArgumentArity.ZeroOrOne };
        var until = DayOption.Of("--until");
        var command = new Command("deputy") { worker, until };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var (workspace, given) = (session.Workspace, parsed.GetValue(worker));
                    var number = (EmployeeId?)null;
                    if (given is not null)
                        if (EmployeeNumbers.TryRead(given, workspace.Numbers.Common, out var read, out _))
                            number = read;
                        else
                            return session.Complain(session.UiTexts.Of("Cli.NoEmployeeId", given), ExitCodes.Usage);
                    var by = number is { } named ? await WhoApproves.OfAsync(workspace, named, ct) : null;
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

    /// <summary>Reads last sign-ins now.</summary>
    public static Command SignIns(CliOptions options, CliHost host)
    {
        var command = new Command("sign-ins");
        command.SetAction(SessionAction.Of(options, host, RunAsync, asSomebody: true));
        return command;

        static async Task<int> RunAsync(Session session, ParseResult parsed, CancellationToken ct)
        {
            if (session.Workspace.SignIns is null)
                return session.Complain(session.UiTexts["Cli.SignInsOff"], ExitCodes.Refused);
            await ReadSignIns.BeginAsync(session.Workspace, session.Actor, ct);
            if (await ReadSignIns.RunAsync(session.Workspace, session.Actor, ct) is not { } done)
                return session.Complain(session.UiTexts["Cli.SignInsUnread"], ExitCodes.TryAgain);
            session.Say(session.UiTexts.Of(done.IsWhole ? "Cli.SignIns" : "Cli.SignInsPart", done.Accounts, done.Known));
            return ExitCodes.Done;
        }
    }
}
