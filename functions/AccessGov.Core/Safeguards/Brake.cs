using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Safeguards;

/// <summary>
/// The brake. Terms: a *reduction* takes something from somebody, an *opening* makes or enables an account; an announcement *foretells* it.
/// Premise: a mass change that nobody announced is more likely a broken feed than an order. Consequence: only what is not foretold is
/// counted, over the plan and the days before the day on which it would be applied, against counts and shares; nothing of an excessive plan
/// is applied. Whatever day a plan speaks of, it is judged on the day of the judgement.
/// </summary>
public static class Brake
{
    /// <summary>Judges a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="policy">Limits and protected accounts.</param>
    /// <param name="surroundings">The day, what was announced, what was done before.</param>
    public static Verdict Judge(Plan plan, GovernancePolicy policy, Surroundings surroundings)
    {
        var unforetold = Unforetold(plan.Actions, surroundings.Today, surroundings.Announcement);
        var openings = Openings(plan.Actions, surroundings.Today, surroundings.Announcement);
        var limits = policy.Limits;
        // A plan for one worker has seen one worker: many such plans are together what one plan for everybody would be.
        var population = plan.Inputs.Only is null ? plan.Population : surroundings.Everybody ?? plan.Population;
        var reductions = surroundings.Window(surroundings.Reductions, r => r.On, limits.WindowDays).Concat(unforetold).ToArray();
        var opened = surroundings.Window(surroundings.Openings, o => o.On, limits.WindowDays).Concat(openings).ToArray();
        var refused = unforetold.Count == 0 ? [] : Exceeded(reductions, population, limits.Refusal, limits.MinimumPopulation);
        var tooMany = openings.Count == 0 ? [] : Exceeded(opened, openings, population, limits.Refusal, limits.MinimumPopulation);
        var waits = new List<Refusal>();
        // Somebody must leave at once, HR says: however many did this week, people decide about the next one, and somebody can.
        if (IsOnesDismissal(plan))
            (waits, refused) = (refused, []);
        // A city without accounts makes them all on its first day, which people look at anyway.
        (surroundings.IsFirst ? waits : refused).AddRange(tooMany);
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

        var reasons = waits;
        if (unforetold.Count > 0)
            AddNew(reasons, Exceeded(reductions, population, limits.Approval, limits.MinimumPopulation));
        if (openings.Count > 0)
            AddNew(reasons, Exceeded(opened, openings, population, limits.Approval, limits.MinimumPopulation));
        if (surroundings.IsFirst && plan.Actions.Count > 0)
            reasons.Add(new Refusal("first-plan", "", plan.Actions.Count, 0));
        var named = plan
            .Actions.Where(a => Reduction.Of(a, surroundings.Today) is not null || a is PlannedAction.RevokeSessions)
            .Select(a => a.Target.Employee)
            .Where(surroundings.Named.Contains)
            .Distinct()
            .Count();
        if (named > 0)
            reasons.Add(new Refusal("named-approval", "", named, 0));
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
        // What rests on the word of one person gives nothing before a second one agrees; taking does not wait for that.
        var told = plan.Actions.Where(surroundings.OneWord.Has).Select(a => a.Target.Employee).Distinct().Count();
        if (told > 0)
            reasons.Add(new Refusal("supplied-by-hand", "", told, 0));
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
        Check("returns-after-stop", a => a is PlannedAction.EnableAccount { Because.Cause: Cause.WasStopped });
        Check("unexplained-creations", a => a is PlannedAction.CreateAccount { Because.Cause: Cause.Vanished });
        Check("restores", a => a is PlannedAction.RestoreAccount);
        Check("adoptions", PlanParts.IsAdoption);
        Check("retired-rights", a => a.Because.Cause is Cause.RightRetired);
        if (plan.Findings.Any(f => f.Kind == FindingKind.RestoredStore))
            Check("restored-store", PlanParts.Gives);
    }

    /// <summary>
    /// The reductions among some actions that the announcement did not foretell: what is kept for the window once applied.
    /// </summary>
    /// <param name="actions">Planned actions.</param>
    /// <param name="on">The day on which they are applied.</param>
    /// <param name="announcement">The moves that HR foretold.</param>
    public static IReadOnlyList<Reduction> Unforetold(IEnumerable<PlannedAction> actions, DateOnly on, Announcement announcement)
    {
        var foretold = new Foretold(announcement);
        return [.. actions.Where(a => !foretold.Covers(a)).Select(a => Reduction.Of(a, on)).OfType<Reduction>()];
    }

    /// <summary>The actions among some that take something and that the announcement did not foretell: what people look at.</summary>
    /// <param name="actions">Planned actions.</param>
    /// <param name="on">The day on which they are applied.</param>
    /// <param name="announcement">The moves that HR foretold.</param>
    public static IReadOnlySet<ActionId> UnforetoldOf(IEnumerable<PlannedAction> actions, DateOnly on, Announcement announcement)
    {
        var foretold = new Foretold(announcement);
        return actions.Where(a => Reduction.Of(a, on) is not null && !foretold.Covers(a)).Select(a => a.Id).ToHashSet();
    }

    /// <summary>The accounts among some actions that are made or enabled without having been foretold.</summary>
    /// <param name="actions">Planned actions.</param>
    /// <param name="on">The day on which they are applied.</param>
    /// <param name="announcement">The moves that HR foretold.</param>
    public static IReadOnlyList<Opening> Openings(IEnumerable<PlannedAction> actions, DateOnly on, Announcement announcement)
    {
        var foretold = new Foretold(announcement);
        return [.. actions.Where(a => !foretold.Covers(a)).Select(a => Opening.Of(a, on)).OfType<Opening>()];
    }

    /// <summary>One reason a code and subject: the one that was met first has the higher limit.</summary>
    private static void AddNew(List<Refusal> reasons, List<Refusal> more) =>
        reasons.AddRange(more.Where(m => !reasons.Exists(r => r.Code == m.Code && r.Subject == m.Subject)));

    private static bool IsOnesDismissal(Plan plan) =>
        plan.Inputs.Only is not null
        && plan.Actions.All(a =>
            (
                Reduction.Of(a, plan.Inputs.On) is null
                || a.Because.Cause is Cause.Left { AtOnce: true } or Cause.Held or Cause.GateClosed { Gate: Gate.MfaKey }
            ) && Opening.Of(a, plan.Inputs.On) is null
        );

    private static List<Refusal> Exceeded(
        IReadOnlyList<Opening> counted,
        IReadOnlyList<Opening> planned,
        Population population,
        CapSet caps,
        int minimum
    )
    {
        var reasons = new List<Refusal>();
        foreach (var (code, cap, isNew) in new[] { ("creations", caps.Creations, true), ("enables", caps.Enables, false) })
        {
            var number = counted.Where(o => o.IsNew == isNew).Select(o => o.Employee).Distinct().Count();
            var of = population.EnabledAccounts;
            if (cap is not null && planned.Any(o => o.IsNew == isNew) && cap.IsExceededBy(number, of, minimum))
                reasons.Add(
                    new Refusal(code, "", number, cap.AllowanceFor(of, minimum), of == 0 ? null : Math.Round((decimal)number / of, 4))
                );
        }
        return reasons;
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
