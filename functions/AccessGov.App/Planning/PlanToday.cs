using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>A trigger's wish to plan for today: the plan is made and handed to <see cref="PlanMade"/>.</summary>
public static class PlanToday
{
    /// <summary>Plans.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">The trigger on whose behalf this happens; the record names it.</param>
    /// <param name="only">One worker; null for everybody.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <param name="again">How many plans in a row have changed nothing (<see cref="MakePlan.Question"/>).</param>
    /// <exception cref="OutsideFailureException">The directory was not read completely; try again.</exception>
    public static async Task RunAsync(Workspace workspace, Actor actor, EmployeeId? only, CancellationToken ct, int again = 0)
    {
        // What only people can decide waits in a plan of its own: nobody's shutting waits with it.
        // People look at the first plan whole, whatever is in it.
        var part = only is null && !workspace.IsBeforeFirstPlan ? PlanPart.Plain : PlanPart.Everything;
        var made = await RunAsync(workspace, actor, only, part, again, ct);
        if (made is not null)
            await PlanIncidents.MadeAsync(workspace, actor, made, only, ct);
        // A flood of new accounts that waits holds up nobody's leaving.
        if (made is { LeavesOthers: true })
            await RunAsync(workspace, actor, only, PlanPart.Others, again, ct);
        if (made is { LeavesDoubts: true })
            await RunAsync(workspace, actor, only, PlanPart.Doubtful, again, ct);
    }

    private static async Task<MakePlanResult.Made?> RunAsync(
        Workspace workspace,
        Actor actor,
        EmployeeId? only,
        PlanPart part,
        int again,
        CancellationToken ct
    )
    {
        var question = new MakePlan.Question(workspace.Today, only, new HashSet<SourceId>(), again)
        {
            Part = part,
            MaySplit = part == PlanPart.Plain,
        };
        switch (await MakePlan.RunAsync(workspace, actor, question, null, ct))
        {
            case MakePlanResult.Made(var plan, var state) made:
                if (part != PlanPart.Plain)
                    await TellDoubtsAsync(workspace, actor, plan, state, ct);
                if (only is null)
                    await SendUrgentAsync(workspace, actor, UrgentLeavers.In(plan, workspace.Policy.Limits), state, ct);
                else if (state is { Status: PlanStatus.Made, Verdict: not Verdict.Clear })
                    await BrakeNow.TellAsync(workspace, actor, state, ct);
                await new WorkMessage(workspace.Tenant, state.Id).SendAsync(workspace, WorkQueues.PlanMade, null, ct);
                return made;
            // Tried again in either case: what refuses is mended while messages wait.
            case MakePlanResult.NotMade(DesiredAndActual.Incomplete or DesiredAndActual.Unreadable, var what) notMade:
                throw new OutsideFailureException(new OutsideFailure.Transient(notMade.Code), what);
            case MakePlanResult.NotMade(var code, var what):
                await IncidentLog.AddAsync(
                    workspace,
                    actor,
                    new Incident(code, only?.Value ?? PlanIncidents.Everybody, what) { Worker = only },
                    ct
                );
                return null;
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    /// <summary>
    /// People are told that a plan waits for them which no fact explains: one incident for everybody, one for each single worker.
    /// </summary>
    private static async Task TellDoubtsAsync(Workspace workspace, Actor actor, Plan plan, PlanState state, CancellationToken ct)
    {
        var doubtful = plan.Actions.Count(PlanParts.IsDoubtful);
        if (doubtful == 0 || state is not { Status: PlanStatus.Made, Verdict: Verdict.NeedsApproval })
            return;
        await IncidentLog.AddAsync(
            workspace,
            actor,
            new Incident(
                PlanIncidents.NeedsPeople,
                state.Only?.Value ?? PlanIncidents.Everybody,
                Wording.Of("Met.plan-needs-people", state.Id.Brief, doubtful)
            )
            {
                Worker = state.Only,
            },
            ct
        );
    }

    /// <summary>Whoever must leave at once does not wait for everybody's plan to be applied.</summary>
    private static async Task SendUrgentAsync(
        Workspace workspace,
        Actor actor,
        UrgentLeavers leavers,
        PlanState state,
        CancellationToken ct
    )
    {
        switch (leavers)
        {
            case UrgentLeavers.OneByOne(var workers):
                foreach (var worker in workers)
                    await new WorkMessage(workspace.Tenant, Worker: worker).SendAsync(workspace, WorkQueues.HrChanged, null, ct);
                break;
            case UrgentLeavers.TooMany(var met):
                await IncidentLog.AddAsync(
                    workspace,
                    actor,
                    new Incident(met.Code, state.Id.Value, Wording.Of("Met.too-many-at-once", met.Number, met.Limit, state.Id.Brief)),
                    ct
                );
                break;
        }
    }
}
