using System.CommandLine;
using AccessGov.App.Approving;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary><c>approve</c>: one plan, several, or everything of a kind that waits.</summary>
internal static class ApproveCommand
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var plans = new Argument<string[]>("plan") { Arity = ArgumentArity.ZeroOrMore };
        // Whatever begins like an option is none of a plan's id: nothing unknown is passed over.
        plans.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-')))
                result.AddError($"{token.Value}?");
        });
        var waiting = new Option<string[]>("--waiting") { HelpName = "REASON-CODE", AllowMultipleArgumentsPerToken = true };
        var command = new Command("approve") { plans, waiting };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var chosen = new List<PlanState>();
                    foreach (var text in parsed.GetValue(plans) ?? [])
                    {
                        var (state, exitCode) = await PlanCommands.FindAsync(session, text, ct);
                        if (state is null)
                            return exitCode;
                        chosen.Add(state);
                    }
                    if (parsed.GetValue(waiting) is { Length: > 0 } reasons)
                    {
                        var all = await PlanList.WaitingAsync(session.Workspace, ct);
                        chosen.AddRange(all.Where(s => VerdictWords.Reasons(s.Verdict).All(r => reasons.Contains(r.Code))));
                        if (chosen.Count == 0)
                            return NoneOf(session, all);
                    }
                    else if (chosen.Count == 0)
                        return session.Complain(session.UiTexts["Cli.ApproveWhich"], ExitCodes.Usage);
                    var worst = ExitCodes.Done;
                    foreach (var state in chosen.DistinctBy(s => s.Id))
                        if (await OneAsync(session, state, ct) is var exitCode and not ExitCodes.Done)
                            worst = exitCode;
                    return worst;
                },
                asSomebody: true
            )
        );
        return command;
    }

    /// <summary>How those that wait for the same reasons are approved together: the reasons are given by their codes.</summary>
    internal static IEnumerable<string> TogetherOf(Session session, IReadOnlyList<PlanState> waiting) =>
        waiting
            .GroupBy(CodesOf)
            .Where(same => same.Key.Length > 0)
            .Select(same => session.UiTexts.Of("Cli.ApproveTogether", same.Count(), $"accessgov approve --waiting {same.Key}"));

    private static string CodesOf(PlanState state) => string.Join(' ', VerdictWords.Reasons(state.Verdict).Select(r => r.Code).Distinct());

    /// <summary>Which reasons the waiting plans have: one that also has another reason was not chosen, and waits all the same.</summary>
    private static int NoneOf(Session session, IReadOnlyList<PlanState> waiting) =>
        session.Complain(
            waiting.Count == 0
                ? session.UiTexts["Cli.NothingWaits"]
                : session.UiTexts.Of("Cli.NoneForThese", waiting.Count, string.Join(" / ", waiting.Select(CodesOf).Distinct())),
            ExitCodes.NotFound
        );

    private static async Task<int> OneAsync(Session session, PlanState state, CancellationToken ct)
    {
        var (words, approver) = (session.UiTexts, session.Operator!.Value);
        switch (await ApprovePlan.RunAsync(session.Workspace, approver, state.Id, ct))
        {
            case ApproveResult.Approved(var approved):
                if (session.IsJson)
                    session.WriteJson(new { plan = approved.Id, approver });
                else
                {
                    session.Say(words.Of("Cli.Approved", approved.Id.Brief));
                    var people = await PeopleOfPlan.OnAsync(session.Workspace, approved.On, ct);
                    PlanTable.SayHistory(session, approved, new PersonText(words, people));
                }
                return ExitCodes.Done;
            case ApproveResult.Before({ Rejection: not null } rejected):
                return await RejectCommand.SayAsync(session, rejected, ExitCodes.Refused, ct);
            case ApproveResult.Before(var before):
                var status = words[$"Status.{PlanStatusCodes.Of(before.Status)}"];
                // Whoever approved it may ask again; to anybody else it is no approval.
                var exitCode = before.Approval?.Approver == approver ? ExitCodes.Done : ExitCodes.Refused;
                return session.Complain(
                    before.Approval is { Approver: { } by, At: var at }
                        ? words.Of(
                            "Cli.AlreadyApproved",
                            state.Id.Brief,
                            await NameAsync(session, before, by, ct),
                            session.Workspace.Local(at),
                            status
                        )
                        : words.Of("Cli.AlreadyBegun", state.Id.Brief, status),
                    exitCode
                );
            case ApproveResult.NotNeeded:
                return session.Complain(words.Of("Cli.ApprovalUseless", state.Id.Brief), ExitCodes.Refused);
            case ApproveResult.Denied(var refusal):
                return session.Complain(words.Of("Cli.Denied", session.Text.Of(refusal)), ExitCodes.Refused);
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    private static async Task<string> NameAsync(Session session, PlanState state, EmployeeId id, CancellationToken ct) =>
        new PersonText(session.UiTexts, await PeopleOfPlan.OnAsync(session.Workspace, state.On, ct)).Of(id);
}
