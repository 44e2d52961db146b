using System.CommandLine;
using System.Text.Json.Serialization;
using AccessGov.App.Planning;
using AccessGov.App.Texts;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary><c>accessgov explain</c>: why somebody has a right, or what withholds it and how to fix it.</summary>
internal static class ExplainCommand
{
    /// <summary>One right. What sentences are made from, not the sentences: <c>--json</c> is the same in every language.</summary>
    private sealed record Line(
        EntitlementId Entitlement,
        string Name,
        Zone Zone,
        bool Given,
        Cause Why,
        RuleId? Rule,
        Article Article,
        DateOnly? Until,
        WithheldReason? Withheld,
        Wording? Fix,
        Gate? Gate
    )
    {
        /// <summary>Where a rule would give what a review took: that it would, and the ways out; null otherwise.</summary>
        public Conflict? Conflict { get; init; }
    }

    private sealed record Conflict(
        RuleId Rule,
        DateOnly Since,
        DateOnly DecidedOn,
        string Receipt,
        [property: JsonIgnore] string What,
        IReadOnlyList<Wording> WaysOut
    );

    public static Command Make(CliOptions options, CliHost host)
    {
        var worker = new Argument<string>("worker");
        var entitlement = new Argument<string?>("entitlement") { Arity = ArgumentArity.ZeroOrOne };
        var asOf = DayOption.Of("--as-of");
        var command = new Command("explain") { worker, entitlement, asOf };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var text = parsed.GetValue(worker)!;
                    var on = parsed.GetValue(asOf) ?? session.Workspace.Today;
                    var (worked, exitCode) = await WorkersCommand.OneAsync(session, text, ct);
                    if (worked is not { } id)
                        return exitCode;
                    if (await ExplainAccess.RunAsync(session.Workspace, id, on, ct) is not { } explanation)
                        return await ExplainAccess.HoldingBackAsync(session.Workspace, id, ct) is [var by, ..]
                            ? session.Complain(
                                session.UiTexts.Of(ExplainAccess.HeldBackWording(session.Workspace, id, by)),
                                ExitCodes.Refused
                            )
                            : await ExplainAccess.ClaimsAsync(session.Workspace, id, ct) is { Count: > 0 } claims
                                ? session.Complain(session.UiTexts.Of("Cli.Undecided", id, NamesOf(session, claims)), ExitCodes.Refused)
                                : session.Complain(session.UiTexts.Of("Cli.UnknownWorker", text), ExitCodes.NotFound);
                    var only = parsed.GetValue(entitlement);
                    if (only is not null)
                    {
                        (var named, exitCode) = NamedRight.One(session, explanation.Policy.Entitlements, only);
                        if (named is null)
                            return exitCode;
                        only = named.Id.Value;
                    }
                    Show(session, explanation, only);
                    return ExitCodes.Done;
                },
                seals: false
            )
        );
        return command;
    }

    /// <summary><c>accessgov withheld</c>: whom to help before they notice, e.g. before a day of key enrolment.</summary>
    public static Command MakeWithheld(CliOptions options, CliHost host)
    {
        var asOf = DayOption.Of("--as-of");
        var command = new Command("withheld") { asOf };
        command.SetAction(
            SessionAction.Of(
                options,
                host,
                async (session, parsed, ct) =>
                {
                    var on = parsed.GetValue(asOf) ?? session.Workspace.Today;
                    var policy = session.Workspace.Policy;
                    var lines = (await ExplainAccess.WithheldAsync(session.Workspace, on, ct))
                        .SelectMany(w => w.Withheld.Select(x => (w.Worker, Line: LineOf(session, policy, x.Membership, x.Reason))))
                        .ToArray();
                    if (session.IsJson)
                        session.WriteJson(
                            new
                            {
                                on,
                                withheld = lines.Select(l => new
                                {
                                    worker = l.Worker.Id,
                                    l.Line.Entitlement,
                                    l.Line.Zone,
                                    l.Line.Gate,
                                    reason = l.Line.Withheld,
                                    fix = l.Line.Fix,
                                }),
                            }
                        );
                    else
                    {
                        var words = session.UiTexts;
                        var table = new TextTable(
                            words["Cli.Worker"],
                            words["Cli.Name"],
                            words["Cli.Zone"],
                            words["Cli.Entitlement"],
                            words["Cli.Why"],
                            words["Cli.Fix"]
                        );
                        foreach (var (who, line) in lines)
                            table.Add(
                                who.Id.Value,
                                who.DisplayName,
                                words[$"Zone.{ZoneCodes.Of(line.Zone)}"],
                                line.Name,
                                WhyOf(session, line),
                                FixOf(session, line)
                            );
                        if (lines.Length > 0)
                            table.Show(session);
                        session.Say(words.Of("Cli.WithheldCount", lines.Length, lines.Select(l => l.Worker.Id).Distinct().Count(), on));
                    }
                    return ExitCodes.Done;
                },
                seals: false
            )
        );
        return command;
    }

    private static void Show(Session session, ExplainAccess.Explanation explanation, string? only)
    {
        var (desire, policy, on) = explanation;
        var kept = explanation.Kept.Where(k => only is null || k.Right.Value == only).ToArray();
        var lines = desire
            .Memberships.Select(m => LineOf(session, policy, m, null))
            .Concat(desire.Withheld.Select(w => LineOf(session, policy, w.Membership, w.Reason)))
            .Where(l => only is null || l.Entitlement.Value == only)
            .OrderBy(l => l.Zone)
            .ThenBy(l => l.Entitlement)
            .ToArray();
        if (session.IsJson)
        {
            session.WriteJson(
                new
                {
                    worker = desire.Worker.Id,
                    on,
                    standing = StandingCodes.Of(desire.Standing),
                    heldSince = desire.Held?.Since,
                    rights = lines,
                    kept = kept.Select(k => new { entitlement = k.Right, missing = k.Source }),
                }
            );
            return;
        }
        var words = session.UiTexts;
        session.Say(words.Of("Cli.Explain", desire.Worker.Id, desire.Worker.DisplayName, session.Text.Of(desire.Standing), on));
        if (desire.Held is { } held)
            session.Say(session.Text.Of(new Finding(FindingKind.WorkerHeld, desire.Worker.Id, Detail: $"{held.Since:yyyy-MM-dd}")));
        // Why nothing may be told of somebody: who is to mend it reads which unit it is.
        foreach (var unit in explanation.UndecidedUnits)
            session.Say(session.Text.Of(new Finding(FindingKind.UnknownOrgUnit, desire.Worker.Id, Detail: unit.Value)));
        if (lines.Length == 0 && (only is not null || kept.Length == 0))
            session.Say(only is null ? words["Cli.NoRights"] : words.Of("Cli.NoRight", session.Text.Name(new EntitlementId(only))));
        if (lines.Length > 0)
            ShowLines(session, lines);
        foreach (var missing in kept.GroupBy(k => k.Source, k => k.Right).OrderBy(g => g.Key))
            session.Say(
                words.Of(
                    "Cli.KeptRights",
                    session.Workspace.Policy.NameOf(missing.Key),
                    string.Join(words["List.Between"], missing.Select(r => session.Text.Name(r)))
                )
            );
    }

    private static void ShowLines(Session session, IReadOnlyList<Line> lines)
    {
        var words = session.UiTexts;
        var table = new TextTable(
            words["Cli.Zone"],
            words["Cli.Entitlement"],
            words["Cli.State"],
            words["Cli.Why"],
            words["Cli.Rule"],
            words["Cli.Until"],
            words["Cli.Fix"]
        );
        foreach (var line in lines)
            table.Add(
                words[$"Zone.{ZoneCodes.Of(line.Zone)}"],
                $"{line.Name} ({line.Entitlement})",
                words[line.Given ? "Cli.Has" : "Cli.Withheld"],
                WhyOf(session, line),
                line.Rule is { } rule ? $"{rule} {line.Article}" : $"{line.Article}",
                line.Until?.ToString("yyyy-MM-dd") ?? "",
                FixOf(session, line)
            );
        table.Show(session);
        foreach (var conflict in lines.Select(l => l.Conflict).OfType<Conflict>())
        {
            session.Say(conflict.What);
            for (var way = 0; way < conflict.WaysOut.Count; way++)
                session.Say($"  {way + 1}. {session.UiTexts.Of(conflict.WaysOut[way])}");
        }
    }

    private static string NamesOf(Session session, IEnumerable<SourceId> sources) =>
        string.Join(session.UiTexts["List.Between"], sources.Select(s => session.Workspace.Policy.NameOf(s)));

    /// <summary>What withholds it; of a right that is given, what gives it.</summary>
    private static string WhyOf(Session session, Line line) =>
        line.Withheld is { } reason ? session.Text.Of(reason) : session.Text.Of(line.Why);

    private static string FixOf(Session session, Line line) => line.Fix is { } fix ? session.UiTexts.Of(fix) : "";

    private static Line LineOf(Session session, GovernancePolicy policy, DesiredMembership membership, WithheldReason? reason)
    {
        var entitlement = policy.Entitlements[membership.Entitlement];
        return new Line(
            entitlement.Id,
            entitlement.Name,
            entitlement.Zone,
            reason is null,
            membership.ToCause(),
            membership.Rule?.Id,
            membership.Rule?.Article ?? entitlement.Article,
            membership.Until,
            reason,
            reason is null ? null : session.Text.FixWordingOf(reason),
            (reason as WithheldReason.GateClosed)?.Gate ?? (reason as WithheldReason.GateUnknown)?.Gate
        )
        {
            Conflict =
                session.Text.ConflictOf(membership, reason) is { } conflict && reason is WithheldReason.Reviewed { Removal: var removal }
                    ? new Conflict(
                        membership.Rule!.Id,
                        removal.From,
                        removal.DecidedOn,
                        removal.Reference,
                        $"{entitlement.Name} ({entitlement.Id}): {conflict}",
                        PlanText.WaysOutWordings(membership.Rule.Id, entitlement)
                    )
                    : null,
        };
    }
}
