using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>
/// The brake, asked again when a plan begins. Plans for single workers are made faster than they are applied: each was judged when
/// nothing had been taken yet, and together they would take what no one plan may.
/// </summary>
internal static class BrakeNow
{
    /// <summary>Code of the incident: plans wait or stay because their reductions exceed a limit.</summary>
    internal const string Code = "brake-holds";

    // The other reasons for an approval are no alarm: a mover into the My Number zone waits in 'accessgov plans'.
    private static readonly string[] Reductions =
    [
        "disables",
        "removals",
        "removals-in-zone",
        "people-in-org-unit",
        "creations",
        "enables",
    ];

    /// <summary>What the brake says of a plan today, with everything that was done until now.</summary>
    public static async Task<Verdict> JudgeAsync(Workspace workspace, Plan plan, CancellationToken ct)
    {
        var (reductions, openings) = await PastReductions.RecentAsync(workspace, ct);
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var people = PlanParts.PeopleOf(plan.Actions);
        return Brake.Judge(
            plan,
            workspace.Policy,
            new Surroundings(workspace.Today, await ForetoldMoves.OfAsync(workspace, people, ct))
            {
                Reductions = reductions,
                Openings = openings,
                Everybody = plan.Inputs.Only is null ? null : await PlanList.EverybodyAsync(workspace, ct),
                Named = desired.Named,
                OneWord = await SuppliedByHand.OneWordAsync(workspace, people, ct),
                IsFirst = workspace.IsBeforeFirstPlan,
            }
        );
    }

    /// <summary>Writes down what the brake says now; nothing when that stands there already.</summary>
    public static PartitionCommit? Hold(PartitionCommit commit, Actor actor, PlanState state, Verdict now) =>
        VerdictCodes.Of(now) == VerdictCodes.Of(state.Verdict)
            ? null
            : commit
                .Put(Scopes.State, state with { Verdict = now })
                .Tell(
                    FactKind.PlanRefused,
                    actor,
                    state.Id.Value,
                    new FactBody().Add("verdict", VerdictCodes.Of(now)).Add("reasons", VerdictWords.Body(now))
                );

    /// <summary>
    /// Tells people that a worker's plan does not go on by itself. One incident for each limit, however many plans met it: a flood of
    /// plans must not become a flood of incidents.
    /// </summary>
    public static async Task TellAsync(Workspace workspace, Actor actor, PlanState state, CancellationToken ct)
    {
        if (VerdictWords.Reasons(state.Verdict).FirstOrDefault(r => Reductions.Contains(r.Code)) is not { } reason)
            return;
        var who = state.Verdict is Verdict.Refused ? Wording.Of("Met.brake-refused") : Wording.Of("Met.brake-left");
        var subject = reason.Subject.Length == 0 ? reason.Code : $"{reason.Code}:{reason.Subject}";
        await IncidentLog.AddAsync(
            workspace,
            actor,
            new Incident(
                Code,
                subject,
                Wording.Of(
                    "Met.brake-now",
                    workspace.Policy.Limits.WindowDays,
                    reason.Number,
                    reason.Limit,
                    state.Id.Brief,
                    state.Only is { } only ? only.Value : Wording.Of("Met.everybody"),
                    who
                )
            ),
            ct
        );
    }
}
