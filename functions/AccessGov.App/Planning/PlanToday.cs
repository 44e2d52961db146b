using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>A trigger's wish to plan for today: the plan is made and handed to <see cref="PlanMade"/>.</summary>
public static class PlanToday
{
    /// <summary>Plans.</summary>
    /// <param name="workspace">Where.</param>
    /// <param name="actor">The trigger.</param>
    /// <param name="only">One worker; null for everybody.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="OutsideFailureException">The directory was not read completely; try again.</exception>
    public static async Task RunAsync(Workspace workspace, Actor actor, EmployeeId? only, CancellationToken ct)
    {
        var question = new MakePlan.Question(workspace.Today, only, new HashSet<SourceId>());
        switch (await MakePlan.RunAsync(workspace, actor, question, null, ct))
        {
            case MakePlanResult.Made(var plan, var state):
                if (only is null)
                    await SendUrgentAsync(workspace, actor, plan, state, ct);
                else if (state is { Status: PlanStatus.Made, Verdict: not Verdict.Clear })
                    await BrakeNow.TellAsync(workspace, actor, state, ct);
                await new WorkMessage(workspace.Tenant, state.Id).SendAsync(workspace, WorkQueues.PlanMade, null, ct);
                break;
            case MakePlanResult.NotMade("directory-incomplete", var what):
                throw new OutsideFailureException(new OutsideFailure.Transient("directory-incomplete"), what);
            case MakePlanResult.NotMade(var code, var what):
                await IncidentLog.AddAsync(workspace, actor, new Incident(code, only?.Value ?? "everybody", what), ct);
                break;
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    /// <summary>
    /// Whoever HR says must leave at once gets a plan alone, which does not queue behind everybody's. More of them than the brake lets
    /// pass unseen are no emergency but a broken file: they stay in the one plan, and people look.
    /// </summary>
    private static async Task SendUrgentAsync(Workspace workspace, Actor actor, Plan plan, PlanState state, CancellationToken ct)
    {
        var urgent = plan
            .Actions.Where(a => a is PlannedAction.DisableAccount && a.Because.Cause is Cause.Left { AtOnce: true })
            .Select(a => a.Target.Employee)
            .Distinct()
            .ToArray();
        var allowed = workspace.Policy.Limits.Approval.Disables.Count;
        if (urgent.Length > allowed)
            await IncidentLog.AddAsync(
                workspace,
                actor,
                new Incident(
                    "urgent-needs-approval",
                    state.Id.Value,
                    $"{urgent.Length} people shall leave at once and {allowed} is the limit; nobody is shut out before plan "
                        + $"{state.Id.Brief} is approved."
                ),
                ct
            );
        else
            foreach (var worker in urgent)
                await new WorkMessage(workspace.Tenant, Worker: worker).SendAsync(workspace, WorkQueues.HrChanged, null, ct);
    }
}
