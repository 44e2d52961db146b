using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Approving;

/// <summary>
/// What two plans would change, by person. Ids, causes and what the planner saw are left out: it is asked what would be done.
/// </summary>
/// <param name="People">Everybody whom one of them changes; whoever they differ about comes first.</param>
public sealed record PlanComparison(IReadOnlyList<PlanComparison.OfPerson> People)
{
    /// <summary>One change: an action, or one attribute of it.</summary>
    /// <param name="Action">The action.</param>
    /// <param name="Value">The attribute with its value now and to be; null for what is no attribute.</param>
    public sealed record Change(PlannedAction Action, AttributeChange? Value);

    /// <summary>What the plans change for one person.</summary>
    /// <param name="Worker">Who.</param>
    /// <param name="OnlyFirst">What the first plan has alone.</param>
    /// <param name="Both">What both have.</param>
    /// <param name="OnlySecond">What the second plan has alone.</param>
    public sealed record OfPerson(
        EmployeeId Worker,
        IReadOnlyList<Change> OnlyFirst,
        IReadOnlyList<Change> Both,
        IReadOnlyList<Change> OnlySecond
    )
    {
        /// <summary>True when one plan does with the person what the other does not.</summary>
        public bool Differs => OnlyFirst.Count + OnlySecond.Count > 0;
    }

    /// <summary>True when both change the same.</summary>
    public bool IsSame => !People.Any(p => p.Differs);

    /// <summary>The last one: it is looked at page by page.</summary>
    private sealed class Last
    {
        public volatile Tuple<string, string, PlanComparison>? Made;
    }

    /// <summary>Compares two kept plans. What was compared last stays at hand.</summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<PlanComparison> OfAsync(Workspace workspace, PlanState first, PlanState second, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var last = workspace.Memory.Of(() => new Last());
        // By content: kept plans never change.
        if (last.Made is { } made && (made.Item1, made.Item2) == (first.Kept, second.Kept))
            return made.Item3;
        var comparison = Of(await workspace.Kept.PlanAsync(first.Kept, ct), await workspace.Kept.PlanAsync(second.Kept, ct));
        last.Made = Tuple.Create(first.Kept, second.Kept, comparison);
        return comparison;
    }

    /// <summary>Compares two plans.</summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    public static PlanComparison Of(Plan first, Plan second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (one, other) = (ByPerson(first), ByPerson(second));
        var people = one.Select(g => g.Key)
            .Union(other.Select(g => g.Key))
            .Select(worker =>
            {
                (Change Change, Key Key)[] mine = [.. one[worker].Select(c => (c, KeyOf(c)))],
                    theirs = [.. other[worker].Select(c => (c, KeyOf(c)))];
                var (inOne, inOther) = (mine.Select(c => c.Key).ToHashSet(), theirs.Select(c => c.Key).ToHashSet());
                return new OfPerson(
                    worker,
                    [.. mine.Where(c => !inOther.Contains(c.Key)).Select(c => c.Change)],
                    [.. mine.Where(c => inOther.Contains(c.Key)).Select(c => c.Change)],
                    [.. theirs.Where(c => !inOne.Contains(c.Key)).Select(c => c.Change)]
                );
            });
        return new PlanComparison([.. people.OrderByDescending(p => p.Differs).ThenBy(p => p.Worker)]);
    }

    private static ILookup<EmployeeId, Change> ByPerson(Plan plan) =>
        plan.Actions.SelectMany(Changes).ToLookup(c => c.Action.Target.Employee);

    private static IEnumerable<Change> Changes(PlannedAction action) =>
        action switch
        {
            PlannedAction.ChangeAttributes change => change.Changes.Select(value => new Change(action, value)),
            // An account that both create may still be another one.
            PlannedAction.CreateAccount create =>
            [
                new Change(action, null),
                .. AttributeChange.Between(AccountAttributes.Empty, create.Attributes).Select(value => new Change(action, value)),
            ],
            _ => [new Change(action, null)],
        };

    private readonly record struct Key(ActionKey Action, AttributeChange? Value);

    private static Key KeyOf(Change change) => new(ActionKey.Of(change.Action), change.Value);
}
