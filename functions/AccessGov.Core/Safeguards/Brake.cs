using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Safeguards;

/// <summary>
/// The brake. Terms: a *reduction* takes something from somebody; an announcement *foretells* it. Premise: a mass change that
/// nobody announced is more likely a broken feed than an order. Consequence: only unforetold reductions are counted, over the
/// plan and the days before it, against counts and shares; nothing of an excessive plan is applied.
/// </summary>
public static class Brake
{
    /// <summary>Judges a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="policy">Limits and protected accounts.</param>
    /// <param name="announcement">What HR foretold.</param>
    /// <param name="past">Unforetold reductions that were applied before.</param>
    public static Verdict Judge(Plan plan, GovernancePolicy policy, Announcement announcement, IEnumerable<Reduction> past)
    {
        var unforetold = Unforetold(plan, announcement);
        var limits = policy.Limits;
        var windowFrom = plan.Inputs.On.AddDays(1 - limits.WindowDays);
        var counted = past.Where(r => r.On >= windowFrom && r.On <= plan.Inputs.On).Concat(unforetold).ToArray();
        var refused = unforetold.Count == 0 ? [] : Exceeded(counted, plan.Population, limits.Refusal, limits.MinimumPopulation);
        var protectedSet = new ProtectedSet(policy.ProtectedAccounts);
        var touched = plan.Actions.Count(a => a.Target.ObjectId is { } id && protectedSet.Contains(id));
        if (touched > 0)
            refused.Add(new Refusal("protected-account", "", touched, 0));
        var governed = policy.Entitlements.Where(e => e.Zone != Zone.Independent).Select(e => e.GroupId).ToHashSet();
        var foreign = plan.Actions.Count(a =>
            a switch
            {
                PlannedAction.AddMember add => !governed.Contains(add.GroupId),
                // What a former policy governed waits for approval below.
                PlannedAction.RemoveMember { Because.Cause: Cause.RightRetired } retired => governed.Contains(retired.GroupId),
                PlannedAction.RemoveMember remove => !governed.Contains(remove.GroupId),
                _ => false,
            }
        );
        if (foreign > 0)
            refused.Add(new Refusal("group-not-governed", "", foreign, 0));
        if (refused.Count > 0)
            return new Verdict.Refused(refused);

        var reasons = unforetold.Count == 0 ? [] : Exceeded(counted, plan.Population, limits.Approval, limits.MinimumPopulation);
        if (plan.Actions.Count > 0 && plan.Actions.Count >= limits.ApprovalFromActions)
            reasons.Add(new Refusal("plan-size", "", plan.Actions.Count, limits.ApprovalFromActions - 1));
        if (
            limits.ApproveMyNumberGrants
            && plan.Actions.Count(a => a is PlannedAction.AddMember { Zone: Zone.MyNumber }) is > 0 and var grants
        )
            reasons.Add(new Refusal("my-number-grants", "", grants, 0));
        if (limits.ApproveDeletions && plan.Actions.Count(a => a is PlannedAction.DeleteAccount) is > 0 and var deletions)
            reasons.Add(new Refusal("deletions", "", deletions, 0));
        AddDoubts(reasons, plan);
        return reasons.Count > 0 ? new Verdict.NeedsApproval(reasons) : new Verdict.Clear();
    }

    /// <summary>What no fact explains is not given, and what nobody governs any more not taken, before people have agreed.</summary>
    private static void AddDoubts(List<Refusal> reasons, Plan plan)
    {
        void Check(string code, Func<PlannedAction, bool> isOne)
        {
            if (plan.Actions.Count(isOne) is > 0 and var number)
                reasons.Add(new Refusal(code, "", number, 0));
        }
        Check("unexplained-enables", a => a is PlannedAction.EnableAccount { Because.Cause: Cause.ShutByOthers });
        Check("unexplained-creations", a => a is PlannedAction.CreateAccount { Because.Cause: Cause.Vanished });
        Check("restores", a => a is PlannedAction.RestoreAccount);
        Check("retired-rights", a => a.Because.Cause is Cause.RightRetired);
        if (plan.Findings.Any(f => f.Kind == FindingKind.RestoredStore))
            Check(
                "restored-store",
                a =>
                    a
                        is PlannedAction.AddMember
                            or PlannedAction.EnableAccount
                            or PlannedAction.CreateAccount
                            or PlannedAction.RestoreAccount
            );
    }

    /// <summary>The reductions of a plan that the announcement did not foretell.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="announcement">The moves that HR foretold.</param>
    public static IReadOnlyList<Reduction> Unforetold(Plan plan, Announcement announcement) =>
        Unforetold(plan.Actions, plan.Inputs.On, announcement);

    /// <summary>
    /// The reductions among some actions that the announcement did not foretell: what is kept for the window once applied.
    /// </summary>
    /// <param name="actions">Planned actions.</param>
    /// <param name="on">The plan's day.</param>
    /// <param name="announcement">The moves that HR foretold.</param>
    public static IReadOnlyList<Reduction> Unforetold(IEnumerable<PlannedAction> actions, DateOnly on, Announcement announcement)
    {
        var foretold = new Foretold(announcement);
        return [.. actions.Where(a => !foretold.Covers(a)).Select(a => Reduction.Of(a, on)).OfType<Reduction>()];
    }

    private static List<Refusal> Exceeded(IReadOnlyList<Reduction> counted, Population population, CapSet caps, int minimum)
    {
        var reasons = new List<Refusal>();
        void Check(string code, string subject, Cap cap, int number, int of)
        {
            if (cap.IsExceededBy(number, of, minimum))
                reasons.Add(
                    new Refusal(code, subject, number, cap.AllowanceFor(of, minimum), of == 0 ? null : Math.Round((decimal)number / of, 4))
                );
        }
        Check(
            "disables",
            "",
            caps.Disables,
            counted.Where(r => r.Zone is null).Select(r => r.Employee).Distinct().Count(),
            population.EnabledAccounts
        );
        Check("removals", "", caps.Removals, counted.Count(r => r.Zone is not null), population.Memberships);
        foreach (var zone in counted.Where(r => r.Zone is not null).GroupBy(r => r.Zone!.Value).OrderBy(g => g.Key))
            Check(
                "removals-in-zone",
                ZoneCodes.Of(zone.Key),
                caps.RemovalsPerZone,
                zone.Count(),
                population.PerZone.GetValueOrDefault(zone.Key)
            );
        foreach (var org in counted.Where(r => r.Org is not null).GroupBy(r => r.Org!.Value).OrderBy(g => g.Key))
            Check(
                "people-in-org-unit",
                org.Key.Value,
                caps.RemovalsPerOrg,
                org.Select(r => r.Employee).Distinct().Count(),
                population.PerOrg.GetValueOrDefault(org.Key)
            );
        return reasons;
    }
}
