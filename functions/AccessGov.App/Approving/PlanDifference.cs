using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Approving;

/// <summary>
/// What a plan does that another one does not, action by action. Two actions are the same one as for <see cref="PlanComparison"/>
/// (<see cref="ActionKey"/>); they differ when something else comes of it, or for another reason. When a plan was made and what it saw is
/// left out.
/// </summary>
/// <param name="Added">What only the plan does, in its order.</param>
/// <param name="Dropped">What only the other one does, in its order.</param>
/// <param name="Different">What both do, otherwise.</param>
/// <param name="Same">How many both do alike.</param>
public sealed record PlanDifference(
    IReadOnlyList<PlannedAction> Added,
    IReadOnlyList<PlannedAction> Dropped,
    IReadOnlyList<PlanDifference.Pair> Different,
    int Same
)
{
    /// <summary>One action in two plans.</summary>
    /// <param name="Plan">As the plan has it.</param>
    /// <param name="Other">As the other one has it.</param>
    public sealed record Pair(PlannedAction Plan, PlannedAction Other);

    /// <summary>True when both do the same for the same reasons.</summary>
    public bool IsNone => Added.Count + Dropped.Count + Different.Count == 0;

    /// <summary>Compares.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="other">Against which.</param>
    /// <param name="why">The reason as people are told it: what they cannot read is no difference.</param>
    public static PlanDifference Of(Plan plan, Plan other, Func<PlannedAction, string> why)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(why);
        // An account may be changed twice: as one that gets its number, and then as any other.
        var rest = other.Actions.GroupBy(KeyOf).ToDictionary(g => g.Key, g => new Queue<PlannedAction>(g));
        var (added, different, same) = (new List<PlannedAction>(), new List<Pair>(), 0);
        foreach (var action in plan.Actions)
            if (!rest.TryGetValue(KeyOf(action), out var there) || !there.TryDequeue(out var match))
                added.Add(action);
            else if (DoAlike(action, match) && why(action) == why(match))
                same++;
            else
                different.Add(new Pair(action, match));
        var left = rest.Values.SelectMany(q => q).Select(a => a.Id).ToHashSet();
        return new PlanDifference(added, [.. other.Actions.Where(a => left.Contains(a.Id))], different, same);
    }

    private readonly record struct Key(EmployeeId Worker, ActionKey Action, int Phase);

    // The phase tells the two changes of one account apart.
    private static Key KeyOf(PlannedAction action) => new(action.Target.Employee, ActionKey.Of(action), ActionOrder.PhaseOf(action));

    private static bool DoAlike(PlannedAction one, PlannedAction other) =>
        (one, other) switch
        {
            (PlannedAction.ChangeAttributes a, PlannedAction.ChangeAttributes b) => a.Changes.SequenceEqual(b.Changes),
            (PlannedAction.CreateAccount a, PlannedAction.CreateAccount b) => a.Attributes == b.Attributes,
            _ => true,
        };
}
