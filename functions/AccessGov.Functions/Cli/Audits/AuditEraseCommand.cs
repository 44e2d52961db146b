using System.CommandLine;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.App.Governance;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Audits;

/// <summary><c>accessgov audit erase</c>: facts are erased after their retention; one person proposes, another agrees.</summary>
internal static class AuditEraseCommand
{
    private const int RangesShown = 12;

    public static Command Make(CliOptions options, CliHost host)
    {
        var before = DayOption.Needed("--before");
        var ground = new Option<string>("--ground") { Required = true, HelpName = "TEXT" };
        var propose = new Command("propose") { before, ground };
        propose.SetAction(
            SessionAction.Of(
                options,
                host,
                (session, parsed, ct) => ProposeAsync(session, parsed.GetValue(before), parsed.GetValue(ground)!, ct),
                asSomebody: true
            )
        );
        var status = new Command("status");
        status.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, _, ct) =>
                {
                    await DecisionText.ShowAsync(session, DecisionKind.Erasure, ct);
                    return ExitCodes.Done;
                },
                seals: false
            )
        );
        var hash = new Argument<string>("hash");
        var approve = new Command("approve") { hash };
        approve.SetAction(
            SessionAction.Of(options, host, (session, parsed, ct) => ApproveAsync(session, parsed.GetValue(hash)!, ct), asSomebody: true)
        );
        return new Command("erase") { propose, status, approve };
    }

    private static async Task<int> ProposeAsync(Session session, DateOnly before, string ground, CancellationToken ct)
    {
        var day = $"{before:yyyy-MM-dd}";
        if (!VisibleText.IsReason(ground))
            return session.Complain(session.UiTexts.Of("Cli.HoldReason", VisibleText.LongestReason), ExitCodes.Usage);
        if (await session.KeepLogAsync(ct) is LogStep.Stopped stopped)
            return session.Complain(session.UiTexts.Of("Cli.LogStopped", stopped.Why), ExitCodes.NotAsItShouldBe);
        var found = await ErasableFacts.FindAsync(session.Workspace, before, ground, ct);
        if (found.Why is { } why)
            return session.Complain(session.Text.Of(why), ExitCodes.Refused);
        if (found.List is not { } list)
            return session.Complain(session.UiTexts.Of("Cli.EraseNothing", day, found.Older), ExitCodes.NotFound);
        if (!session.IsJson)
            session.Say(session.UiTexts.Of("Cli.EraseFound", day, found.Older, list.Count, found.Older - list.Count));
        await DecisionSteps.ProposeAsync(
            session,
            DecisionKind.Erasure,
            list.Hash,
            await EraseFacts.KeepAsync(session.Workspace, list, ct),
            Shown(session, list),
            $"accessgov audit erase approve {DecisionText.Short(list.Hash)}",
            ct
        );
        return ExitCodes.Done;
    }

    private static async Task<int> ApproveAsync(Session session, string digits, CancellationToken ct)
    {
        if (await session.KeepLogAsync(ct) is LogStep.Stopped stopped)
            return session.Complain(session.UiTexts.Of("Cli.LogStopped", stopped.Why), ExitCodes.NotAsItShouldBe);
        if (await TwoPeople.ProposedAsync(session.Workspace, DecisionKind.Erasure, ct) is { } proposed)
        {
            // Looked at anew: the policy may ask for longer by now, facts may have come, and nobody believes a list that somebody wrote.
            var list = await EraseFacts.ListAsync(session.Workspace, proposed.Hash, proposed.Kept, ct);
            if (await ErasableFacts.ObjectionAsync(session.Workspace, list, ct) is { } why)
                return session.Complain(session.Text.Of(why), ExitCodes.Refused);
            foreach (var line in session.IsJson ? [] : Shown(session, list))
                session.Say(session.UiTexts.Of("Cli.ChangeLine", line));
        }
        if (await DecisionSteps.ApproveAsync(session, DecisionKind.Erasure, digits, ct) is var result and not ExitCodes.Done)
            return result;
        // The agreement is sealed and signed before anything is erased on it.
        await SealAudit.DrainAsync(session.Workspace, ct);
        var (erased, stop) = await session.Installation.Log.EraseAsync(session.Workspace, session.Actor, ct);
        if (stop is not null)
            return session.Complain(session.UiTexts.Of("Cli.LogStopped", stop.Why), ExitCodes.NotAsItShouldBe);
        session.Say(session.UiTexts.Of("Cli.Erased", erased?.Count ?? 0));
        return ExitCodes.Done;
    }

    private static IReadOnlyList<string> Shown(Session session, ErasureList list)
    {
        var shown = string.Join(", ", list.Ranges.Take(RangesShown)) + (list.Ranges.Count > RangesShown ? " …" : "");
        return [session.UiTexts.Of("Cli.EraseList", $"{list.Before:yyyy-MM-dd}", list.Count, list.Ground, shown)];
    }
}
