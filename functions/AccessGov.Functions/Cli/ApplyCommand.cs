using System.CommandLine;
using AccessGov.App.Applying;
using AccessGov.App.Planning;
using AccessGov.Functions.Cli.Sessions;
using Spectre.Console;

namespace AccessGov.Functions.Cli;

/// <summary><c>accessgov apply</c>: chunk by chunk until every action has an outcome; interrupted, it goes on where it was.</summary>
internal static class ApplyCommand
{
    /// <summary>
    /// Waits without any outcome between them before the command gives its console back; each is at least the half minute of <see
    /// cref="ApplyChunk"/>.
    /// </summary>
    private const int WaitsInVain = 20;

    public static Command Make(CliOptions options, CliHost host)
    {
        var plan = PlanCommands.PlanArgument();
        var command = new Command("apply") { plan };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var (state, exitCode) = await PlanCommands.FindAsync(session, parsed.GetValue(plan)!, ct);
                    if (state is null)
                        return exitCode;
                    var result = await WithProgressAsync(session, state, ct);
                    await ApplyChunk.ByHandEndedAsync(session.Workspace, ct);
                    if (result is ApplyChunk.Result.Refused refused)
                        return session.Complain(session.UiTexts.Of("Cli.NotApplied", session.Text.Of(refused.Refusal)), ExitCodes.Refused);
                    if (result is ApplyChunk.Result.More more)
                        return session.Complain(
                            session.UiTexts.Of(
                                "Cli.ApplyInterrupted",
                                more.State.Id.Brief,
                                more.State.Actions - more.State.Next + more.State.Pending.Count
                            ),
                            ExitCodes.TryAgain
                        );
                    var ended = ((ApplyChunk.Result.Done)result).State;
                    if (session.IsJson)
                        session.WriteJson(new { plan = ended.Id, outcomes = ended.Outcomes });
                    else if (ended.Outcomes.Count == 0)
                        session.Say(session.UiTexts.Of("Cli.AppliedNothing", ended.Id.Brief));
                    else
                        session.Say(
                            session.UiTexts.Of(
                                "Cli.AppliedAll",
                                ended.Id.Brief,
                                string.Join(
                                    ", ",
                                    ended.Outcomes.OrderBy(o => o.Key).Select(o => $"{session.UiTexts[$"Outcome.{o.Key}"]} {o.Value}")
                                )
                            )
                        );
                    return ended.Outcomes.Keys.All(k => k is "applied" or "already-true") ? ExitCodes.Done : ExitCodes.NotAsItShouldBe;
                }
            )
        );
        return command;
    }

    private static async Task<ApplyChunk.Result> WithProgressAsync(Session session, PlanState state, CancellationToken ct)
    {
        if (!session.Host.IsInteractive || session.IsJson)
            return await LoopAsync(session, state, _ => { }, ct);
        return await session
            .Console.Progress()
            .StartAsync(async context =>
            {
                var task = context.AddTask(
                    session.UiTexts.Of("Cli.Progress.Apply", 0, state.Actions),
                    maxValue: Math.Max(1, state.Actions)
                );
                return await LoopAsync(
                    session,
                    state,
                    now =>
                    {
                        var done = now.Next - now.Pending.Count;
                        task.Value = done;
                        task.Description = session.UiTexts.Of("Cli.Progress.Apply", done, now.Actions);
                    },
                    ct
                );
            });
    }

    private static async Task<ApplyChunk.Result> LoopAsync(Session session, PlanState state, Action<PlanState> show, CancellationToken ct)
    {
        var told = false;
        for (var (waits, left) = (0, int.MaxValue); ;)
        {
            var result = await ApplyChunk.ByHandAsync(
                session.Workspace,
                session.Actor,
                state.Id,
                () =>
                {
                    if (!told)
                        session.Host.Error.WriteLine(session.UiTexts["Cli.WaitsForOther"]);
                    told = true;
                },
                ct
            );
            if (result is not ApplyChunk.Result.More more)
                return result;
            show(more.State);
            var open = more.State.Actions - more.State.Next + more.State.Pending.Count;
            (waits, left) = open < left ? (0, open) : (waits + 1, left);
            if (waits >= WaitsInVain)
                return more;
            if (more.NotBefore is not { } until || until <= session.Workspace.Now)
                continue;
            session.Host.Error.WriteLine(session.UiTexts.Of("Cli.WaitsUntil", session.Workspace.Local(until)));
            await Task.Delay(until - session.Workspace.Now, session.Workspace.Clock, ct);
        }
    }
}
