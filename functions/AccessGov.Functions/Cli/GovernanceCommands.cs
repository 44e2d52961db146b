using System.CommandLine;
using AccessGov.App.Audit;
using AccessGov.App.Governance;
using AccessGov.App.Planning;
using AccessGov.App.Transfers;
using AccessGov.Core.Planning;
using AccessGov.Functions.Checks;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Cli.Transfers;

namespace AccessGov.Functions.Cli;

/// <summary>
/// <c>policy status|propose|approve</c>, <c>operators</c>, <c>profiles</c>, <c>nodes</c>, <c>go-live</c>: what two people decide.
/// </summary>
internal static class GovernanceCommands
{
    /// <summary>The commands about the policy, beside <c>policy check</c>.</summary>
    public static IEnumerable<Command> Policy(CliOptions options, CliHost host) =>
        [
            Of(options, host, "status", ShowPolicyAsync),
            Of(options, host, "propose", ProposePolicyAsync),
            Approve(options, host, DecisionKind.Policy),
        ];

    public static Command Operators(CliOptions options, CliHost host) =>
        new("operators")
        {
            Of(options, host, "status", (session, ct) => DecisionText.ShowAsync(session, DecisionKind.Operators, ct)),
            Of(options, host, "propose", ProposeOperatorsAsync),
            Approve(options, host, DecisionKind.Operators),
        };

    public static Command Profiles(CliOptions options, CliHost host) =>
        new("profiles")
        {
            Of(options, host, "status", ShowProfilesAsync),
            Of(options, host, "propose", ProposeProfilesAsync),
            Approve(options, host, DecisionKind.Profiles),
        };

    private static async Task ShowProfilesAsync(Session session, CancellationToken ct)
    {
        await DecisionText.ShowAsync(session, DecisionKind.Profiles, ct);
        var (workspace, hash) = (session.Workspace, session.Installation.Profiles.Hash);
        // What is proposed was shown; what lies there is told where it is something else.
        if (
            !session.IsJson
            && !workspace.AreProfilesAgreed
            && (await TwoPeople.ProposedAsync(workspace, DecisionKind.Profiles, ct))?.Hash != hash
        )
            foreach (var line in await ProfilesInForce.ChangesAsync(session.Workspace, session.Installation.Profiles, ct))
                session.Say(session.UiTexts.Of("Cli.ChangeLine", line));
    }

    private static async Task<int> ProposeProfilesAsync(Session session, CancellationToken ct)
    {
        var (workspace, profiles) = (session.Workspace, session.Installation.Profiles);
        return await DecisionSteps.ProposeChangesAsync(
            session,
            DecisionKind.Profiles,
            !workspace.AreProfilesAgreed,
            (profiles.Hash, await ProfilesInForce.ChangesAsync(workspace, profiles, ct)),
            () => ProfilesInForce.KeepAsync(workspace, profiles, ct),
            ct
        );
    }

    public static Command Nodes(CliOptions options, CliHost host) =>
        new("nodes")
        {
            NodeKeyCommand.Make(options, host),
            Of(options, host, "status", ShowNodesAsync),
            Of(options, host, "propose", ProposeNodesAsync),
            Approve(options, host, DecisionKind.Nodes),
        };

    public static Command GoLive(CliOptions options, CliHost host)
    {
        var plan = PlanCommands.PlanArgument();
        var propose = new Command("propose") { plan };
        propose.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) => await ProposeGoLiveAsync(session, parsed.GetValue(plan)!, ct),
                asSomebody: true
            )
        );
        var digits = new Argument<string>("plan");
        var approve = new Command("approve") { digits };
        approve.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) => await ApproveGoLiveAsync(session, parsed.GetValue(digits)!, ct),
                asSomebody: true
            )
        );
        return new Command("go-live") { Of(options, host, "status", ShowGoLiveAsync), propose, approve };
    }

    private static Command Of(CliOptions options, CliHost host, string name, Func<Session, CancellationToken, Task> run) =>
        Of(
            options,
            host,
            name,
            async (session, ct) =>
            {
                await run(session, ct);
                return ExitCodes.Done;
            },
            asSomebody: false
        );

    private static Command Of(
        CliOptions options,
        CliHost host,
        string name,
        Func<Session, CancellationToken, Task<int>> run,
        bool asSomebody = true
    )
    {
        var command = new Command(name);
        command.SetAction(SessionAction.Of(options, host, (session, _, ct) => run(session, ct), seals: asSomebody, asSomebody: asSomebody));
        return command;
    }

    private static Command Approve(CliOptions options, CliHost host, DecisionKind kind)
    {
        var hash = new Argument<string>("hash");
        var command = new Command("approve") { hash };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                (session, parsed, ct) => DecisionSteps.ApproveAsync(session, kind, parsed.GetValue(hash)!, ct),
                asSomebody: true
            )
        );
        return command;
    }

    private static async Task ShowGoLiveAsync(Session session, CancellationToken ct)
    {
        await DecisionText.ShowAsync(session, DecisionKind.GoLive, ct);
        // Agreed to in the same step, so shown with it.
        foreach (var (kind, _) in session.IsJson ? [] : await App.Approving.GoLive.TogetherAsync(session.Workspace, ct))
            await DecisionText.ShowAsync(session, kind, ct);
        if (await TwoPeople.ProposedAsync(session.Workspace, DecisionKind.GoLive, ct) is not null)
            DecisionText.SayProfiles(session);
    }

    private static async Task ShowPolicyAsync(Session session, CancellationToken ct)
    {
        await DecisionText.ShowAsync(session, DecisionKind.Policy, ct);
        if (session.Installation.WaitingPolicy is { } waiting && !session.IsJson)
            DecisionText.SayChanges(session, waiting);
    }

    private static async Task<int> ProposePolicyAsync(Session session, CancellationToken ct)
    {
        var (installation, file) = (session.Installation, session.Installation.PolicyInFile);
        var inForce = await TwoPeople.InForceAsync(session.Workspace, DecisionKind.Policy, ct);
        if (inForce?.Hash == file.ContentHash)
            return session.Complain(session.UiTexts.Of("Cli.NothingToPropose", session.UiTexts["Decision.policy"]), ExitCodes.Refused);
        var difference = installation.WaitingPolicy;
        var kept = await session.Workspace.Kept.KeepBytesAsync(installation.PolicyContent.ToArray(), ct);
        if (difference is not null && !session.IsJson)
            DecisionText.SayChanges(session, difference);
        await DecisionSteps.ProposeAsync(
            session,
            DecisionKind.Policy,
            file.ContentHash,
            kept,
            difference?.Changed ?? [],
            $"accessgov policy approve {DecisionText.Short(file.ContentHash)}",
            ct
        );
        return ExitCodes.Done;
    }

    private static async Task<int> ProposeOperatorsAsync(Session session, CancellationToken ct)
    {
        var table = new OperatorTable(session.Settings.Operators);
        if (Placeholders.Complaint(Placeholders.InOperators(session.Settings), session.UiTexts) is { } placeholders)
            return session.Complain(placeholders, ExitCodes.Settings);
        if (await ProposableOperators.ComplainAsync(session, table, ct) is { } faulty)
            return faulty;
        var changes = table.ChangesFrom(session.Workspace.Operators);
        return await DecisionSteps.ProposeChangesAsync(
            session,
            DecisionKind.Operators,
            !session.Installation.HasOperators || changes.Count > 0,
            (table.Hash(), changes),
            () => session.Workspace.Kept.KeepAsync(table, ct),
            ct
        );
    }

    private static async Task<int> ProposeNodesAsync(Session session, CancellationToken ct)
    {
        var table = NodeTable.Of(session.Settings.Node.Peers);
        // While the installation observes, it works with what the settings say: none of that is in force.
        var inForce = await TwoPeople.InForceAsync(session.Workspace, DecisionKind.Nodes, ct);
        var changes = table.ChangesFrom(inForce is null ? [] : session.Workspace.Peers);
        return await DecisionSteps.ProposeChangesAsync(
            session,
            DecisionKind.Nodes,
            changes.Count > 0,
            (table.Hash(), changes),
            () => session.Workspace.Kept.KeepAsync(table, ct),
            ct
        );
    }

    private static async Task ShowNodesAsync(Session session, CancellationToken ct)
    {
        await DecisionText.ShowAsync(session, DecisionKind.Nodes, ct);
        if (!session.IsJson)
            NodeText.Show(session, session.Workspace.Peers);
    }

    private static async Task<int> ProposeGoLiveAsync(Session session, string text, CancellationToken ct)
    {
        if (session.Workspace.IsLive)
            return session.Complain(session.UiTexts["Cli.AlreadyLive"], ExitCodes.Refused);
        var (state, exitCode) = await PlanCommands.FindAsync(session, text, ct);
        if (state is null)
            return exitCode;
        if (!await App.Approving.GoLive.MayBeginByAsync(session.Workspace, state, session.Workspace.Policy.ContentHash, ct))
            return session.Complain(session.UiTexts.Of("Cli.GoLiveNeedsWholePlan", state.Id.Brief), ExitCodes.Refused);
        if (Placeholders.Complaint(Placeholders.In(session.Settings), session.UiTexts) is { } placeholders)
            return session.Complain(placeholders, ExitCodes.Settings);
        if (!session.Installation.HasOperators && await ProposeOperatorsAsync(session, ct) is var operators and not ExitCodes.Done)
            return operators;
        if (await TwoPeople.InForceAsync(session.Workspace, DecisionKind.Policy, ct) is null)
            await ProposePolicyAsync(session, ct);
        if (session.Settings.Node.Peers.Count > 0 && await TwoPeople.InForceAsync(session.Workspace, DecisionKind.Nodes, ct) is null)
            await ProposeNodesAsync(session, ct);
        if (await OnePersonsKeys.StrangerAsync(session.Workspace, ct) is { } stranger)
            return session.Complain(session.UiTexts.Of("Cli.GoLiveStrangeNode", stranger), ExitCodes.Refused);
        await DecisionSteps.ProposeAsync(
            session,
            DecisionKind.GoLive,
            state.Id.Value,
            "",
            [.. (await App.Approving.GoLive.TogetherAsync(session.Workspace, ct)).Select(t => App.Approving.GoLive.Named(t.Kind, t.Hash))],
            $"accessgov go-live approve {state.Id.Brief}",
            ct
        );
        DecisionText.SayProfiles(session);
        return ExitCodes.Done;
    }

    private static async Task<int> ApproveGoLiveAsync(Session session, string digits, CancellationToken ct)
    {
        if (session.Workspace.IsLive)
            return session.Complain(session.UiTexts["Cli.AlreadyLive"], ExitCodes.Refused);
        if (DecisionSteps.DigitsMissing(session, DecisionKind.GoLive, digits) is { } complaint)
            return session.Complain(complaint, ExitCodes.Usage);
        // Looked at before anything is put into force: the three are one step.
        var proposed = await TwoPeople.ProposedAsync(session.Workspace, DecisionKind.GoLive, ct);
        if (proposed is null || !proposed.Hash.StartsWith(digits, StringComparison.Ordinal))
            return session.Complain(
                session.UiTexts.Of("Cli.GoLiveOtherPlan", digits, proposed is null ? "-" : DecisionText.Short(proposed.Hash)),
                ExitCodes.Refused
            );
        var together = await App.Approving.GoLive.TogetherAsync(session.Workspace, ct);
        foreach (var (kind, hash) in together)
            if (!proposed.Changes.Contains(App.Approving.GoLive.Named(kind, hash)))
                return session.Complain(
                    session.UiTexts.Of("Cli.GoLiveChanged", session.UiTexts[$"Decision.{DecisionKindCodes.Of(kind)}"]),
                    ExitCodes.Refused
                );
        if (await OnePersonsKeys.StrangerAsync(session.Workspace, ct) is { } stranger)
            return session.Complain(session.UiTexts.Of("Cli.GoLiveStrangeNode", stranger), ExitCodes.Refused);
        var policy = together.FirstOrDefault(t => t.Kind == DecisionKind.Policy).Hash ?? session.Workspace.Policy.ContentHash;
        if (
            await PlanList.StateAsync(session.Workspace, new PlanId(proposed.Hash), ct) is not { } plan
            || !await App.Approving.GoLive.MayBeginByAsync(session.Workspace, plan, policy, ct)
        )
            return session.Complain(session.UiTexts.Of("Cli.GoLiveNeedsWholePlan", DecisionText.Short(proposed.Hash)), ExitCodes.Refused);
        foreach (var (kind, hash) in together)
            if (await DecisionSteps.ApproveAsync(session, kind, hash, ct) is var exitCode and not ExitCodes.Done)
                return exitCode;
        if (await DecisionSteps.ApproveAsync(session, DecisionKind.GoLive, digits, ct) is var result and not ExitCodes.Done)
            return result;
        // Who holds My Number rights before anything is changed: what the record answers from then on begins here.
        if (await RecordHolders.RunAsync(session.Workspace, session.Actor, RecordHolders.GoLive, ct) is null)
            session.Host.Error.WriteLine(session.UiTexts["Cli.HoldersUnread"]);
        if (!session.IsJson)
            session.Say(session.UiTexts["Cli.GoLiveNext"]);
        return ExitCodes.Done;
    }
}
