using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.App.Texts;

/// <summary>Actions, causes, findings and refusals as sentences: the same ones that approvers see everywhere.</summary>
public sealed class PlanText(UiTexts words, GovernancePolicy policy)
{
    private readonly Dictionary<EntitlementId, string> names = policy.Entitlements.ToDictionary(e => e.Id, e => e.Name);

    /// <summary>What is done.</summary>
    /// <param name="action">The planned action.</param>
    public string Of(PlannedAction action) =>
        action switch
        {
            PlannedAction.AddMember add => words.Of("Action.AddMember", Name(add.Entitlement)),
            PlannedAction.RemoveMember remove => words.Of("Action.RemoveMember", Name(remove.Entitlement)),
            // The plan was made from what the account showed then.
            PlannedAction.ChangeAttributes { Because.Cause: Cause.Adopted adopted, Expect: Expect.Account shown } => words.Of(
                "Action.Adopt",
                action.Target.Employee,
                adopted.UserPrincipalName,
                Value(shown.Attributes.DisplayName),
                Value(shown.Attributes.Department)
            ),
            PlannedAction.ChangeAttributes change => words.Of(
                "Action.ChangeAttributes.List",
                string.Join(words["List.Between"], change.Changes.Select(Of))
            ),
            _ => words[$"Action.{ActionCodes.Of(action)}"],
        };

    /// <summary>One attribute with its value now and its value to be.</summary>
    /// <param name="change">One change of an attribute.</param>
    public string Of(AttributeChange change) =>
        words.Of("Attribute.Change", words[$"Attribute.{AttributeCodes.Of(change.Name)}"], Value(change.Now), Value(change.ToBe));

    /// <summary>The fact that makes it right.</summary>
    /// <param name="cause">The cause.</param>
    public string Of(Cause cause) =>
        cause switch
        {
            Cause.Joins joins => words.Of("Cause.Joins", joins.From),
            Cause.Serves { Posting: var p } => words.Of("Cause.Serves", Kind(p.Kind), Org(p.Org), p.Days.From),
            Cause.IsGranted granted => words.Of("Cause.IsGranted", granted.Grant.Reference),
            Cause.Moved { Posting: var p } => words.Of("Cause.Moved", Kind(p.Kind), Org(p.Org), p.Days.Until),
            Cause.Left { LastDay: { } day, AtOnce: false } => words.Of("Cause.Left", day),
            Cause.Left => words["Cause.LeftAtOnce"],
            Cause.OnLeave { Leave: var leave } => words.Of(
                "Cause.OnLeave",
                words[$"Leave.{LeaveKindCodes.Of(leave.Kind)}"],
                leave.Days.From
            ),
            Cause.OnDuty => words["Cause.OnDuty"],
            Cause.GateClosed closed => words.Of("Cause.GateClosed", words[$"Gate.{GateCodes.Of(closed.Gate)}"]),
            Cause.Separated separated => words.Of("Cause.Separated", separated.Rule),
            Cause.GrantExpired expired => words.Of("Cause.GrantExpired", expired.Grant.Reference),
            Cause.Unexplained => words["Cause.Unexplained"],
            Cause.NoLongerDue { Was: var was } => words.Of(
                "Cause.NoLongerDue",
                was.On,
                was.Unit is { } unit ? Org(unit) : words["Attribute.None"],
                was.Rule?.Value ?? was.Article.Number
            ),
            Cause.AttributesDiffer => words["Cause.AttributesDiffer"],
            Cause.Renumbered renumbered => words.Of("Cause.Renumbered", renumbered.Former),
            Cause.Adopted adopted => words.Of("Cause.Adopted", adopted.By, adopted.List[..Math.Min(12, adopted.List.Length)]),
            Cause.RetentionOver over => words.Of("Cause.RetentionOver", over.LastDay),
            Cause.Held held => words.Of("Cause.Held", held.Since),
            Cause.ShutByOthers shut => words.Of("Cause.ShutByOthers", shut.Since),
            Cause.WasStopped stopped => words.Of("Cause.WasStopped", stopped.Since),
            Cause.Vanished vanished => words.Of("Cause.Vanished", vanished.ServesSince),
            Cause.WasDeleted deleted => words.Of("Cause.WasDeleted", deleted.On),
            Cause.RightRetired => words["Cause.RightRetired"],
            Cause.ReviewedAway { Removal: var r } => words.Of("Cause.ReviewedAway", r.DecidedOn, r.Reference),
            _ => throw new InvalidOperationException($"Cause {cause.GetType().Name} has no text."),
        };

    /// <summary>Rule and article.</summary>
    /// <param name="because">Why an action is planned.</param>
    public static string RuleOf(Because because) => because.Rule is { } rule ? $"{rule} {because.Article}" : $"{because.Article}";

    /// <summary>What people should look at.</summary>
    /// <param name="finding">The finding.</param>
    public string Of(Finding finding) =>
        finding is { Kind: FindingKind.MissingSource, Entitlement: { } kept }
            ? words.Of("Finding.MissingSource.Right", Name(kept), FindingDetail.Of(finding, words, policy))
            : words.Of(
                $"Finding.{FindingCodes.Of(finding.Kind)}",
                finding.Entitlement is { } e ? Name(e) : "",
                FindingDetail.Of(finding, words, policy)
            );

    /// <summary>A reason with its number and limit.</summary>
    /// <param name="refusal">The refusal.</param>
    public string Of(Refusal refusal) =>
        words.Of(
            $"Refusal.{refusal.Code}",
            refusal.Code switch
            {
                "request-clock" => DurationText.Of(words, TimeSpan.FromSeconds((double)refusal.Number)),
                "emergency-clock-behind" => DurationText.Of(words, TimeSpan.FromMinutes((double)refusal.Number)),
                _ => refusal.Number,
            },
            refusal.Limit,
            refusal.Code switch
            {
                "removals-in-zone" => words[$"Zone.{refusal.Subject}"],
                "approver-without-role" => words[$"Role.{refusal.Subject}"],
                "people-in-org-unit" => Org(new OrgCode(refusal.Subject)),
                "request-nobody-agrees" => words[$"RequestStage.{refusal.Subject}"],
                _ => refusal.Subject,
            }
        );

    /// <summary>What withholds a right.</summary>
    /// <param name="reason">The reason.</param>
    public string Of(WithheldReason reason) =>
        reason switch
        {
            WithheldReason.GateClosed closed => words[$"Gate.{GateCodes.Of(closed.Gate)}"],
            WithheldReason.GateUnknown unknown => words.Of("Withheld.GateUnknown", words[$"GateFacts.{GateCodes.Of(unknown.Gate)}"]),
            WithheldReason.Separated separated => words.Of("Withheld.Separated", separated.Rule),
            WithheldReason.OnLeave => words["Withheld.OnLeave"],
            WithheldReason.Held held => words.Of("Withheld.Held", held.Since),
            WithheldReason.Reviewed { Removal: var r } => words.Of("Withheld.Reviewed", r.DecidedOn, r.Reference),
            _ => throw new InvalidOperationException($"Reason {reason.GetType().Name} has no text."),
        };

    /// <summary>How to fix it.</summary>
    /// <param name="reason">What withholds the right.</param>
    public string FixOf(WithheldReason reason) => words.Of(FixWordingOf(reason));

    /// <summary>How to fix it, before it is said in a language.</summary>
    /// <param name="reason">What withholds the right.</param>
    public Wording FixWordingOf(WithheldReason reason) =>
        reason switch
        {
            WithheldReason.GateClosed closed => Wording.Of($"Fix.{GateCodes.Of(closed.Gate)}"),
            WithheldReason.GateUnknown unknown => Wording.Of("Fix.Unknown", Wording.Of($"GateFacts.{GateCodes.Of(unknown.Gate)}")),
            WithheldReason.Separated separated => Wording.Of("Fix.Separated", Name(separated.Other)),
            WithheldReason.OnLeave => Wording.Of("Fix.OnLeave"),
            WithheldReason.Held => Wording.Of("Fix.Held"),
            WithheldReason.Reviewed => Wording.Of("Fix.Reviewed"),
            _ => throw new InvalidOperationException($"Reason {reason.GetType().Name} has no text."),
        };

    /// <summary>
    /// That a rule would give what a review took, since when it is withheld, and on which decision; null where none would.
    /// </summary>
    /// <param name="membership">What would be due.</param>
    /// <param name="reason">What withholds it; null for nothing.</param>
    public string? ConflictOf(DesiredMembership membership, WithheldReason? reason) =>
        reason is WithheldReason.Reviewed { Removal: var r } && membership.Rule is { } rule
            ? words.Of("Conflict.Rule", rule.Id, r.DecidedOn, r.Reference, r.From)
            : null;

    /// <summary>The three ways out of it, in words.</summary>
    /// <param name="rule">The rule that would give the right.</param>
    /// <param name="right">The right.</param>
    public IReadOnlyList<string> WaysOut(RuleId rule, Entitlement right) => [.. WaysOutWordings(rule, right).Select(words.Of)];

    /// <summary>The three ways out of it, before they are said in a language.</summary>
    /// <param name="rule">The rule that would give the right.</param>
    /// <param name="right">The right.</param>
    public static IReadOnlyList<Wording> WaysOutWordings(RuleId rule, Entitlement right)
    {
        ArgumentNullException.ThrowIfNull(right);
        return
        [
            Wording.Of("Conflict.ChangeRule", rule),
            Wording.Of("Conflict.Leave"),
            Wording.Of(right.IsRequestable ? "Conflict.Request" : "Conflict.Exception"),
        ];
    }

    /// <summary>How somebody stands towards the city.</summary>
    /// <param name="standing">The standing.</param>
    public string Of(Standing standing) =>
        standing switch
        {
            Standing.Upcoming { From: var from } => from == DateOnly.MaxValue
                ? words["Standing.UpcomingUnknown"]
                : words.Of("Standing.Upcoming", from),
            Standing.Preparing preparing => words.Of("Standing.Preparing", preparing.Term.Days.From),
            Standing.OnDuty => words["Standing.OnDuty"],
            Standing.OnLeave leave => words.Of("Standing.OnLeave", words[$"Leave.{LeaveKindCodes.Of(leave.Leave.Kind)}"]),
            Standing.Ended { LastDay: { } day, Last.EndsAtOnce: false } => words.Of("Standing.Ended", day),
            Standing.Ended => words["Standing.EndedAtOnce"],
            _ => throw new InvalidOperationException($"Standing {standing.GetType().Name} has no text."),
        };

    /// <summary>Name of a right.</summary>
    /// <param name="id">The right.</param>
    public string Name(EntitlementId id) => names.GetValueOrDefault(id, id.Value);

    /// <summary>Name of a unit, or its code when the policy does not know it.</summary>
    /// <param name="code">The unit's 所属コード.</param>
    public string Org(OrgCode code) => policy.OrgChart.Find(code)?.Name ?? code.Value;

    /// <summary>A unit by code and name; a dash for none.</summary>
    /// <param name="code">所属コード; null for nobody's.</param>
    public string OrgWithCode(OrgCode? code) =>
        code is not { } known ? "-"
        : policy.OrgChart.Find(known) is { } unit ? $"{known} {unit.Name}"
        : known.Value;

    private string Value(string value) => value.Length > 0 ? value : words["Attribute.None"];

    private string Kind(PostingKind kind) => words[$"Posting.{PostingKindCodes.Of(kind)}"];
}
