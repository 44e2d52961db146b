using System.CommandLine;
using AccessGov.App.Applying;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary><c>plan</c>, <c>plans</c>, <c>show</c>, <c>verify</c>.</summary>
internal static class PlanCommands
{
    /// <summary>Options that say for which day, whom, and without which sources.</summary>
    internal sealed class Question
    {
        public Option<DateOnly?> AsOf { get; } = DayOption.Of("--as-of");

        public Option<string?> Worker { get; } = WorkerOption.Of("--worker");

        public Option<string[]> Without { get; } = new("--without") { HelpName = "SOURCE" };

        public void AddTo(Command command)
        {
            command.Add(AsOf);
            command.Add(Worker);
            command.Add(Without);
        }

        /// <summary>What is asked, or why it cannot be, with the exit code.</summary>
        public MakePlan.Question? Read(Session session, ParseResult parsed, out (string Text, int ExitCode) complaint)
        {
            complaint = default;
            EmployeeId? only = null;
            if (parsed.GetValue(Worker) is { } text)
            {
                if (!EmployeeNumbers.TryRead(text, session.Workspace.Numbers.Common, out var id, out var why))
                    complaint = ($"--worker {text}: {session.UiTexts.Of(why)}", ExitCodes.Usage);
                only = id;
            }
            var without = (parsed.GetValue(Without) ?? []).Select(s => new SourceId(s)).ToHashSet();
            foreach (var source in without)
                if (NamedSource.Objection(session, source) is { } objection)
                    complaint = (objection, ExitCodes.NotFound);
            return complaint.Text is null ? new MakePlan.Question(parsed.GetValue(AsOf) ?? session.Workspace.Today, only, without) : null;
        }
    }

    /// <summary>Finds the one plan that the words mean, or complains.</summary>
    internal static async Task<(PlanState? State, int ExitCode)> FindAsync(Session session, string text, CancellationToken ct)
    {
        var found = await PlanList.FindAsync(session.Workspace, text, ct);
        if (found.Count == 1)
            return (found[0], ExitCodes.Done);
        return (
            null,
            session.Complain(
                found.Count == 0 ? session.UiTexts.Of("Cli.UnknownPlan", text) : session.UiTexts.Of("Cli.AmbiguousPlan", text, found.Count),
                ExitCodes.NotFound
            )
        );
    }

    /// <summary>Why nothing was planned or compared.</summary>
    /// <param name="session">Whom to tell.</param>
    /// <param name="code">Stable code.</param>
    /// <param name="what">What is missing and what to do.</param>
    /// <returns>The exit code.</returns>
    internal static int NotMade(Session session, string code, Wording what) =>
        session.Complain(
            session.IsJson ? session.UiTexts.Of("Cli.WithCode", code, what) : session.UiTexts.Of(what),
            code switch
            {
                DesiredAndActual.Incomplete => ExitCodes.TryAgain,
                MakePlan.UnknownWorker => ExitCodes.NotFound,
                _ => ExitCodes.Refused,
            }
        );

    internal static Argument<string> PlanArgument() => new("plan");

    internal static Command Plan(CliOptions options, CliHost host)
    {
        var question = new Question();
        var all = new Option<bool>("--all");
        var plain = new Option<bool>("--plain");
        var command = new Command("plan") { all, plain };
        question.AddTo(command);
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    if (question.Read(session, parsed, out var complaint) is not { } asked)
                        return session.Complain(complaint.Text, complaint.ExitCode);
                    if (parsed.GetValue(plain))
                        asked = asked with { Part = PlanPart.Plain };
                    switch (
                        await CaptureProgressBar.RunAsync(
                            session,
                            progress => MakePlan.RunAsync(session.Workspace, session.Actor, asked, progress, ct)
                        )
                    )
                    {
                        case MakePlanResult.NotMade notMade:
                            return NotMade(session, notMade.Code, notMade.What);
                        case MakePlanResult.Made made:
                            await PlanTable.ShowAsync(session, made.Plan, made.State, parsed.GetValue(all), ct);
                            return made.State.Verdict is Verdict.Refused ? ExitCodes.Refused : ExitCodes.Done;
                        case var other:
                            throw new InvalidOperationException(other.GetType().Name);
                    }
                },
                asSomebody: true
            )
        );
        return command;
    }

    internal static Command Plans(CliOptions options, CliHost host)
    {
        var waiting = new Option<bool>("--waiting");
        var command = new Command("plans") { waiting };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var isWaiting = parsed.GetValue(waiting);
                    var plans = isWaiting
                        ? await PlanList.WaitingAsync(session.Workspace, ct)
                        : await PlanList.NewestAsync(session.Workspace, 20, ct);
                    if (isWaiting && plans.Count == 0 && !session.IsJson)
                        session.Say(session.UiTexts["Cli.NothingWaits"]);
                    else
                    {
                        PlanTable.ShowList(session, plans, withReasons: isWaiting);
                        foreach (var line in isWaiting && !session.IsJson ? ApproveCommand.TogetherOf(session, plans) : [])
                            session.Say(line);
                    }
                    return ExitCodes.Done;
                },
                seals: false
            )
        );
        return command;
    }

    internal static Command Show(CliOptions options, CliHost host)
    {
        var plan = PlanArgument();
        var all = new Option<bool>("--all");
        var html = new Option<string?>("--html") { HelpName = "FILE" };
        var csv = new Option<string?>("--csv") { HelpName = "FILE" };
        var diff = new Option<string?>("--diff") { HelpName = "PLAN" };
        var command = new Command("show") { plan, all, html, csv, diff };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var (page, sheet) = (Output(parsed.GetValue(html)), Output(parsed.GetValue(csv)));
                    if (Conflict(session, page, sheet, parsed.GetValue(diff)) is { } conflict)
                        return session.Complain(conflict, ExitCodes.Usage);
                    var (state, exitCode) = await FindAsync(session, parsed.GetValue(plan)!, ct);
                    if (state is null)
                        return exitCode;
                    if (page is not null || sheet is not null)
                        return await PlanFiles.WriteAsync(session, state.Id, page, sheet, ct);
                    if (parsed.GetValue(diff) is { } against)
                    {
                        (var other, exitCode) = await FindAsync(session, against, ct);
                        if (other is null)
                            return exitCode;
                        await PlanDifferenceText.ShowAsync(session, state, other, ct);
                        return ExitCodes.Done;
                    }
                    var content = await session.Workspace.Kept.PlanAsync(state.Kept, ct);
                    await PlanTable.ShowAsync(session, content, state, parsed.GetValue(all), ct);
                    if (!session.IsJson && await PlanList.OvertakenByAsync(session.Workspace, state, ct) is { } later)
                        session.Say(session.UiTexts.Of("Cli.PlanOvertaken", later.Brief));
                    return ExitCodes.Done;
                },
                seals: false
            )
        );
        return command;

        static GivenOutput? Output(string? name) => name is null ? null : new GivenOutput(name);
    }

    /// <summary>Two answers that would run into each other on standard output.</summary>
    private static string? Conflict(Session session, GivenOutput? page, GivenOutput? sheet, string? diff) =>
        diff is not null && (page is not null || sheet is not null) ? session.UiTexts["Show.DiffOrFile"]
        : page is { IsPiped: true } && sheet is { IsPiped: true }
        || session.IsJson && (page is { IsPiped: true } || sheet is { IsPiped: true })
            ? session.UiTexts["Show.OneOutput"]
        : null;

    internal static Command Verify(CliOptions options, CliHost host)
    {
        var question = new Question();
        var all = new Option<bool>("--all");
        var command = new Command("verify") { all };
        question.AddTo(command);
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    if (question.Read(session, parsed, out var complaint) is not { } asked)
                        return session.Complain(complaint.Text, complaint.ExitCode);
                    var result = await CaptureProgressBar.RunAsync(
                        session,
                        progress => VerifyPlan.RunAsync(session.Workspace, session.Actor, asked, progress, ct)
                    );
                    if (result is VerifyPlan.Result.NotVerified(var code, var what))
                        return NotMade(session, code, what);
                    var verified = (VerifyPlan.Result.Verified)result;
                    return await VerifyText.SayAsync(session, asked.On, verified, parsed.GetValue(all), ct);
                }
            )
        );
        return command;
    }
}
