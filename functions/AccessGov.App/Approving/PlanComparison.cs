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
                var (mine, theirs) = (one[worker].ToArray(), other[worker].ToArray());
                var (inOne, inOther) = (mine.Select(KeyOf).ToHashSet(), theirs.Select(KeyOf).ToHashSet());
                return new OfPerson(
                    worker,
                    [.. mine.Where(c => !inOther.Contains(KeyOf(c)))],
                    [.. mine.Where(c => inOther.Contains(KeyOf(c)))],
                    [.. theirs.Where(c => !inOne.Contains(KeyOf(c)))]
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

    private static (string, Guid?, string?, AttributeChange?) KeyOf(Change change) =>
        (ActionCodes.Of(change.Action), change.Action.Target.ObjectId, WhatOf(change.Action), change.Value);

    private static string? WhatOf(PlannedAction action) =>
        action switch
        {
            PlannedAction.AddMember add => $"{add.Entitlement} {add.GroupId}",
            PlannedAction.RemoveMember remove => $"{remove.Entitlement} {remove.GroupId}",
            PlannedAction.CreateAccount create => create.UserPrincipalName,
            _ => null,
        };
}
