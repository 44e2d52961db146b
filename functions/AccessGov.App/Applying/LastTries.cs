using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Applying;

/// <summary>How the newest plans fared that were to take a right from somebody.</summary>
internal static class LastTries
{
    /// <summary>A finding looks back so many plans: what none of them had is in none.</summary>
    private const int MostPlans = 200;

    /// <summary>One try.</summary>
    /// <param name="Plan">The plan that has the action.</param>
    /// <param name="Outcome">Code of what became of it; null while it has no outcome.</param>
    /// <param name="Code">What the directory said where it refused; null otherwise.</param>
    public sealed record Try(PlanState Plan, string? Outcome, string? Code)
    {
        /// <summary>True where it waits for people or was stopped: what an earlier plan met is of less use.</summary>
        public bool IsHalted => Plan.Status == PlanStatus.Rejected || Plan is { Status: PlanStatus.Made, Verdict: not Verdict.Clear };
    }

    /// <summary>The newest try for each that was tried, stopped or waits; failing that, the newest that is still under way.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="since">No plan made before this day.</param>
    /// <param name="wanted">Whose right, and which.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyDictionary<(EmployeeId, EntitlementId), Try>> OfAsync(
        Workspace workspace,
        DateOnly since,
        IReadOnlySet<(EmployeeId Worker, EntitlementId Right)> wanted,
        CancellationToken ct
    )
    {
        var (known, underWay) = (new Dictionary<(EmployeeId, EntitlementId), Try>(), new Dictionary<(EmployeeId, EntitlementId), Try>());
        var people = wanted.Select(w => w.Worker).ToHashSet();
        foreach (var state in await PlanList.NewestAsync(workspace, MostPlans, ct))
        {
            if (known.Count == wanted.Count || DateOnly.FromDateTime(workspace.Local(state.MadeAt).DateTime) < since)
                break;
            if (state.Actions == 0 || state.Only is { } only && !people.Contains(only))
                continue;
            var actions = (await workspace.Kept.PlanAsync(state.Kept, ct))
                .Actions.OfType<PlannedAction.RemoveMember>()
                .Select(a => (a.Id, What: (a.Target.Employee, a.Entitlement)))
                .Where(a => wanted.Contains(a.What) && !known.ContainsKey(a.What))
                .ToArray();
            var outcomes = actions.Length == 0 || state.Outcomes.Count == 0 ? [] : await OutcomesAsync(workspace, state.Id, ct);
            foreach (var (action, what) in actions)
            {
                var (outcome, code) = outcomes.GetValueOrDefault(action.Value);
                var met = new Try(state, outcome, code);
                if (outcome is not null || met.IsHalted)
                    known.TryAdd(what, met);
                else
                    underWay.TryAdd(what, met);
            }
        }
        foreach (var (action, met) in underWay)
            known.TryAdd(action, met);
        return known;
    }

    private static async Task<Dictionary<string, (string? Outcome, string? Code)>> OutcomesAsync(
        Workspace workspace,
        PlanId plan,
        CancellationToken ct
    )
    {
        var outcomes = new Dictionary<string, (string?, string?)>(StringComparer.Ordinal);
        await foreach (var record in PartitionCommit.FactsAsync(workspace, Scopes.Plan(plan), "", ct))
        {
            var fact = FactText.Read(record.Json.Span);
            if (fact.Kind == FactKind.ActionApplied && fact.BodyText(Fact.ActionKey) is { } action)
                outcomes[action] = (fact.BodyText(Fact.OutcomeKey), fact.BodyText("code"));
        }
        return outcomes;
    }
}
