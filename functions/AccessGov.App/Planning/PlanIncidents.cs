using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Planning;

/// <summary>What was told of plans and is over once a later plan shows that it is so no longer.</summary>
internal static class PlanIncidents
{
    /// <summary>A plan waits for people.</summary>
    public const string NeedsPeople = "plan-needs-people";

    /// <summary>Something was left to do after a plan.</summary>
    public const string NotAchieved = "plan-not-achieved";

    /// <summary>An approved plan was not applied.</summary>
    public const string NotApplied = "not-applied";

    /// <summary>The subject of what concerns everybody.</summary>
    public const string Everybody = "everybody";

    private static readonly HashSet<string> NotMade = [DesiredAndActual.NoFacts, "groups-refused", "worker-unknown", "worker-undecided"];

    private static readonly HashSet<string> StillToDo = [NeedsPeople, NotAchieved, NotApplied, BrakeNow.Code, "urgent-needs-approval"];

    /// <summary>A plan was made: what had kept one from being made is over, and, where nobody need look at it, what had waited.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="made">The first plan of the question: of everybody the plain part.</param>
    /// <param name="only">One worker; null for everybody.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task MadeAsync(Workspace workspace, Actor actor, MakePlanResult.Made made, EmployeeId? only, CancellationToken ct)
    {
        var subject = only?.Value ?? Everybody;
        await IncidentLog.EndAllAsync(
            workspace,
            actor,
            i => i.Subject == subject && NotMade.Contains(i.Code),
            Wording.Of("Over.plan-made", made.State.Id.Brief),
            ct
        );
        // By what is not known nothing is called done.
        if (made.LeavesDoubts || made.LeavesOthers || IsPartial(made.Plan))
            return;
        if (made.Plan.Actions.Count == 0)
            await IncidentLog.EndAllAsync(
                workspace,
                actor,
                i => StillToDo.Contains(i.Code) && (only is null || i.Worker == only),
                Wording.Of("Over.nothing-to-do", made.State.Id.Brief),
                ct
            );
        else if (!made.Plan.Actions.Any(PlanParts.IsDoubtful))
            await IncidentLog.EndOfAsync(
                workspace,
                actor,
                NeedsPeople,
                subject,
                Wording.Of("Over.nothing-doubtful", made.State.Id.Brief),
                ct
            );
    }

    private static bool IsPartial(Plan plan) =>
        plan.Findings.Any(f =>
            f.Kind is FindingKind.MissingSource or FindingKind.MissingFacts or FindingKind.UnreadGroup or FindingKind.ClockBehind
        );
}
