using System.CommandLine;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary>
/// <c>hold</c>, <c>hold list</c>, <c>hold lift</c>: keep somebody out whatever HR says. <c>restored</c>: say that a backup was put back.
/// </summary>
internal static class HoldCommands
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var worker = new Argument<string>("worker");
        var reason = new Option<string>("--reason") { HelpName = "REASON", Required = true };
        var stranger = new Option<bool>("--not-in-hr");
        var command = new Command("hold") { worker, reason, stranger, List(options, host), Lift(options, host) };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var text = parsed.GetValue(worker)!;
                    if (!EmployeeNumbers.TryRead(text, session.Workspace.Numbers.Common, out var id, out _))
                        return session.Complain(session.UiTexts.Of("Cli.NoEmployeeId", text), ExitCodes.Usage);
                    var why = parsed.GetValue(reason);
                    if (!VisibleText.IsReason(why))
                        return session.Complain(session.UiTexts.Of("Cli.HoldReason", VisibleText.LongestReason), ExitCodes.Usage);
                    if (!parsed.GetValue(stranger) && !await IsKnownAsync(session, id, ct))
                        return session.Complain(session.UiTexts.Of("Cli.HoldUnknown", id), ExitCodes.NotFound);
                    var (isNew, refusal) = await Holds.PlaceAsync(session.Workspace, session.Actor, id, why, ct);
                    if (refusal is not null)
                        return session.Complain(session.UiTexts.Of("Cli.Denied", session.Text.Of(refusal)), ExitCodes.Refused);
                    session.Say(
                        !isNew
                            ? session.UiTexts.Of("Cli.HeldBefore", id)
                            : session.UiTexts.Of(session.Workspace.IsLive ? "Cli.Held" : "Cli.HeldObserved", id, session.Workspace.Today)
                    );
                    return ExitCodes.Done;
                },
                asSomebody: true
            )
        );
        return command;
    }

    /// <summary>
    /// Whether personnel told of the number, be it in a row that is held back. A slip would let the one who is meant go on; whoever is in
    /// the directory alone can be held all the same, by saying so.
    /// </summary>
    private static async Task<bool> IsKnownAsync(Session session, EmployeeId id, CancellationToken ct)
    {
        var roster = (await session.Workspace.Present.OfAsync(session.Workspace, ct)).Facts.Roster;
        return roster.Find(id) is not null || roster.IsHeldBack(id);
    }

    public static Command MakeRestored(CliOptions options, CliHost host)
    {
        var command = new Command("restored");
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, _, ct) =>
                {
                    await RestoredStore.DeclareAsync(session.Workspace, session.Actor, ct);
                    session.Say(session.UiTexts["Cli.Restored"]);
                    return ExitCodes.Done;
                },
                asSomebody: true
            )
        );
        return command;
    }

    private static Command List(CliOptions options, CliHost host)
    {
        var command = new Command("list");
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, _, ct) =>
                {
                    var holds = await Holds.StandingAsync(session.Workspace, ct);
                    session.SayList(holds, holds.SelectMany(hold => Lines(session, hold)), session.UiTexts["Cli.HoldNone"]);
                    return ExitCodes.Done;
                },
                seals: false
            )
        );
        return command;
    }

    private static IEnumerable<string> Lines(Session session, Holds.Kept hold)
    {
        yield return session.UiTexts.Of("Cli.HoldLine", hold.Worker, hold.Since, hold.Reason, hold.By);
        if (hold.AskerAt(session.Workspace.Now) is { } asker)
            yield return "  " + session.UiTexts.Of("Cli.HoldLiftAskedBy", asker);
    }

    private static Command Lift(CliOptions options, CliHost host)
    {
        var worker = new Argument<string>("worker");
        var command = new Command("lift") { worker };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var text = parsed.GetValue(worker)!;
                    if (!EmployeeNumbers.TryRead(text, session.Workspace.Numbers.Common, out var id, out _))
                        return session.Complain(session.UiTexts.Of("Cli.NoEmployeeId", text), ExitCodes.Usage);
                    var approver = await WhoApproves.OfAsync(session.Workspace, session.Operator!.Value, ct);
                    var needed = session.Workspace.Policy.Approvals.RoleFor(["hold"]);
                    var (result, why) = await Holds.LiftAsync(session.Workspace, approver, needed, id, ct);
                    if (why is not null)
                        return session.Complain(session.UiTexts.Of("Cli.Denied", session.Text.Of(why)), ExitCodes.Refused);
                    var said = session.UiTexts.Of($"Cli.Hold{WordOf(result)}", id);
                    if (result is not (Holds.LiftResult.Asked or Holds.LiftResult.Lifted))
                        return session.Complain(said, result == Holds.LiftResult.NotHeld ? ExitCodes.NotFound : ExitCodes.Refused);
                    session.Say(said);
                    return ExitCodes.Done;
                },
                asSomebody: true
            )
        );
        return command;
    }

    private static string WordOf(Holds.LiftResult result) =>
        result switch
        {
            Holds.LiftResult.Asked => "LiftAsked",
            Holds.LiftResult.Lifted => "Lifted",
            Holds.LiftResult.NotHeld => "NotHeld",
            Holds.LiftResult.AskedBefore => "AskedBefore",
            Holds.LiftResult.OwnHold => "Own",
            _ => throw new InvalidOperationException(result.ToString()),
        };
}
