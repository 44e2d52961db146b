using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Telemetry;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Applying;

public static partial class VerifyPlan
{
    /// <summary>After so many plans in a row that changed nothing, people look.</summary>
    private const int MostAgain = 3;

    /// <summary>Verifies an applied plan; what it did not achieve becomes an incident.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="id">The applied plan.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">The directory was not read completely; try again.</exception>
    public static async Task FromQueueAsync(Workspace workspace, Actor actor, PlanId id, CancellationToken ct)
    {
        var state = await PlanList.StateAsync(workspace, id, ct) ?? throw new FormatException($"There is no plan {id.Brief}.");
        if (
            state.Only is { } only
            && (await workspace.Present.OfAsync(workspace, state.On, new HashSet<SourceId>(), ct)).Facts.Roster.Find(only) is null
        )
        {
            // Nobody says any more what the worker should have: trying again would not help.
            await IncidentLog.AddAsync(
                workspace,
                actor,
                new Incident("worker-unknown", only.Value, Wording.Of("Met.worker-unknown", id.Brief, only)) { Worker = only },
                ct
            );
            return;
        }
        if (
            await RunAsync(workspace, actor, new MakePlan.Question(state.On, state.Only, new HashSet<SourceId>()), null, ct)
            is not Result.Verified verified
        )
            throw new OutsideFailureException(
                new OutsideFailure.Transient("directory-incomplete"),
                Wording.Of("Outside.directory-incomplete")
            );
        var plan = await workspace.Kept.PlanAsync(state.Kept, ct);
        // What came back from the bin, or became somebody's, is as it was: what it should be is planned now.
        if (plan.Actions.Any(a => a is PlannedAction.RestoreAccount || PlanParts.IsAdoption(a)) && Count(state, "applied") > 0)
        {
            await PlanToday.RunAsync(workspace, actor, state.Only, ct);
            return;
        }
        var remaining = await OfAsync(workspace, state, plan, verified.Remaining, ct);
        if (remaining.Count == 0)
        {
            Instrumentation.Achieved(workspace.Clock.GetUtcNow(), state.Only is null ? "everybody" : "worker");
            return;
        }
        // Stale means plan again, never force. Two plans about one worker may each find what the other did: nothing is applied by the
        // later one, and what it alone wanted is still to do. But plans that change nothing are not made again and again.
        var again = Count(state, "applied") > 0 ? 0 : state.Again + 1;
        if (Count(state, "stale") + Count(state, "already-true") > 0 && again <= MostAgain)
        {
            await PlanToday.RunAsync(workspace, actor, state.Only, ct, again);
            return;
        }
        // HR has said something new since: what is still to do follows from that, and its own plan is on its way.
        if (verified.FactsDigest != plan.Inputs.FactsDigest && !remaining.Select(What).Intersect(plan.Actions.Select(What)).Any())
            return;
        await IncidentLog.AddAsync(
            workspace,
            actor,
            new Incident(PlanIncidents.NotAchieved, id.Value, Wording.Of("Met.plan-not-achieved", id.Brief, remaining.Count))
            {
                Worker = state.Only,
            },
            ct
        );
    }

    /// <summary>What a plan was to achieve and did not: what waits for people is in a plan of its own, and waits on.</summary>
    private static async Task<List<PlannedAction>> OfAsync(
        Workspace workspace,
        PlanState state,
        Plan plan,
        IReadOnlyList<PlannedAction> remaining,
        CancellationToken ct
    )
    {
        var people = PlanParts.PeopleOf([.. plan.Actions, .. remaining]);
        var waits = await DesiredAndActual.PeopleDecideAsync(workspace, people, ct);
        var own = plan.Actions.Select(What).ToHashSet();
        var hasPlain =
            state.Asked != PlanPartCodes.Of(PlanPart.Takings)
            && (plan.Actions.Count == 0 || PlanParts.Of(plan.Actions, PlanPart.Plain, waits).Count > 0);
        var plain = hasPlain ? PlanParts.Of(remaining, PlanPart.Plain, waits) : [];
        return [.. plain.Concat(remaining.Where(a => own.Contains(What(a)))).Distinct()];
    }

    /// <summary>What an action does to whom, whatever it was made from.</summary>
    private static (Type, EmployeeId, Core.Kernel.EntitlementId?) What(PlannedAction action) =>
        (
            action.GetType(),
            action.Target.Employee,
            (action as PlannedAction.AddMember)?.Entitlement ?? (action as PlannedAction.RemoveMember)?.Entitlement
        );

    private static int Count(PlanState state, string outcome) => state.Outcomes.GetValueOrDefault(outcome);
}
