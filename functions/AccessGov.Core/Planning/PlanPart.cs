using AccessGov.Core.Codes;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Planning;

/// <summary>
/// Which actions a plan has. What only people can decide waits in a plan of its own: that somebody leaves, or is shut out, must not wait
/// with it.
/// </summary>
[CodedBy(typeof(PlanPartCodes))]
public enum PlanPart
{
    /// <summary>All.</summary>
    Everything,

    /// <summary>What facts ask for and nothing contradicts.</summary>
    Plain,

    /// <summary>The rest: what always needs people, whatever the limits.</summary>
    Doubtful,

    /// <summary>Of what facts ask for, what is taken: it does not wait when something else of it does.</summary>
    Takings,

    /// <summary>What facts ask for, without what is taken.</summary>
    Others,

    /// <summary>Of the rest, only the numbers that accounts get because somebody chose them.</summary>
    Adoptions,
}

/// <summary>Codes of parts, in what is kept of a plan.</summary>
public static class PlanPartCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<PlanPart> All { get; } =
        new(
            (PlanPart.Everything, "everything"),
            (PlanPart.Plain, "plain"),
            (PlanPart.Doubtful, "doubtful"),
            (PlanPart.Takings, "takings"),
            (PlanPart.Others, "others"),
            (PlanPart.Adoptions, "adoptions")
        );

    /// <summary>The code of one.</summary>
    /// <param name="value">Which.</param>
    public static string Of(PlanPart value) => All.Of(value);
}

/// <summary>Parts a plan's actions.</summary>
public static class PlanParts
{
    /// <summary>True for an action that needs people whatever the limits: no fact explains it, or it cannot be undone.</summary>
    /// <param name="action">A planned action.</param>
    public static bool IsDoubtful(PlannedAction action) =>
        action
            is PlannedAction.RestoreAccount
                or PlannedAction.DeleteAccount
                or { Because.Cause: Cause.ShutByOthers or Cause.WasStopped or Cause.Vanished or Cause.RightRetired or Cause.Adopted };

    /// <summary>True for an action that gives an account its worker's number because somebody chose it.</summary>
    /// <param name="action">A planned action.</param>
    public static bool IsAdoption(PlannedAction action) => action.Because.Cause is Cause.Adopted;

    /// <summary>True for an action that gives somebody something.</summary>
    /// <param name="action">A planned action.</param>
    public static bool Gives(PlannedAction action) =>
        action is PlannedAction.AddMember or PlannedAction.EnableAccount or PlannedAction.CreateAccount or PlannedAction.RestoreAccount;

    /// <summary>True for an action that takes something from somebody and can be undone.</summary>
    /// <param name="action">A planned action.</param>
    public static bool Takes(PlannedAction action) =>
        action is PlannedAction.RemoveMember or PlannedAction.DisableAccount or PlannedAction.RevokeSessions;

    /// <summary>Whose facts some actions rest on: their people, under their former numbers too.</summary>
    /// <param name="actions">Planned actions.</param>
    public static IReadOnlySet<EmployeeId> PeopleOf(IReadOnlyList<PlannedAction> actions) =>
        actions
            .Select(a => a.Target.Employee)
            .Concat(actions.Select(a => a.Because.Cause).OfType<Cause.Renumbered>().Select(c => c.Former))
            .ToHashSet();

    /// <summary>The actions of a part.</summary>
    /// <param name="actions">All of them.</param>
    /// <param name="part">Which part.</param>
    /// <param name="people">What waits for people whatever the limits.</param>
    public static IReadOnlyList<PlannedAction> Of(IReadOnlyList<PlannedAction> actions, PlanPart part, PeopleDecide people)
    {
        ArgumentNullException.ThrowIfNull(people);
        if (part == PlanPart.Everything)
            return actions;
        if (part == PlanPart.Adoptions)
            return [.. actions.Where(IsAdoption)];
        if (part is PlanPart.Takings or PlanPart.Others)
            return [.. Of(actions, PlanPart.Plain, people).Where(a => Takes(a) == (part == PlanPart.Takings))];
        // What would be given to an account that is not opened or not made is as doubtful as the account; and an account is not made by
        // one plan and given its rights by another that was planned without it.
        var decided = actions.Where(people.Has).Select(a => a.Target.Employee).ToHashSet();
        var waiting = actions
            .Where(a =>
                a is PlannedAction.CreateAccount or PlannedAction.EnableAccount && IsDoubtful(a)
                || a is PlannedAction.CreateAccount && decided.Contains(a.Target.Employee)
            )
            .Select(a => a.Target.Employee)
            .ToHashSet();
        return [.. actions.Where(a => (IsDoubtful(a) || IsGift(a, waiting) || people.Has(a)) == (part == PlanPart.Doubtful))];
    }

    /// <summary>
    /// What people look at beside the actions of a part. Whose an account is, is decided pair by pair: what else is wrong in the city
    /// stands in the other plans.
    /// </summary>
    /// <param name="findings">All of them.</param>
    /// <param name="part">Which part.</param>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<Finding> findings, PlanPart part) =>
        part == PlanPart.Adoptions
            ?
            [
                .. findings.Where(f =>
                    f.Kind is FindingKind.AdoptionVoid or FindingKind.MissingSource or FindingKind.ClockBehind or FindingKind.RestoredStore
                ),
            ]
            : findings;

    private static bool IsGift(PlannedAction action, HashSet<EmployeeId> waiting) =>
        action is PlannedAction.AddMember or PlannedAction.EnableAccount or PlannedAction.CreateAccount
        && waiting.Contains(action.Target.Employee);
}

/// <summary>Of whom something rests on the word of one person, who supplied it by hand.</summary>
/// <param name="Facts">What personnel says of them: everything that is given to them rests on it.</param>
/// <param name="Keys">That they hold a key: their rights in the My Number zone rest on it.</param>
public sealed record OneWord(IReadOnlySet<EmployeeId> Facts, IReadOnlySet<EmployeeId> Keys)
{
    /// <summary>Of nobody.</summary>
    public static OneWord Nothing { get; } = new(new HashSet<EmployeeId>(), new HashSet<EmployeeId>());

    /// <summary>True when what the action gives rests on it.</summary>
    /// <param name="action">A planned action.</param>
    public bool Has(PlannedAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var id = action.Target.Employee;
        return PlanParts.Gives(action)
            && (Facts.Contains(id) || action is PlannedAction.AddMember { Zone: Zone.MyNumber } && Keys.Contains(id));
    }
}

/// <summary>What waits for people whatever the limits, so that nobody's leaving waits with it.</summary>
/// <param name="OneWord">Of whom something rests on one person's word.</param>
/// <param name="MyNumberGrants">True when the policy wants a yes to every right of the My Number zone.</param>
/// <param name="Named">People of whom nothing is taken without a yes.</param>
public sealed record PeopleDecide(OneWord OneWord, bool MyNumberGrants, IReadOnlySet<EmployeeId> Named)
{
    /// <summary>Nothing.</summary>
    public static PeopleDecide Nothing { get; } = new(OneWord.Nothing, false, new HashSet<EmployeeId>());

    /// <summary>True when an action waits.</summary>
    /// <param name="action">A planned action.</param>
    public bool Has(PlannedAction action) =>
        OneWord.Has(action)
        || MyNumberGrants && action is PlannedAction.AddMember { Zone: Zone.MyNumber }
        || Named.Contains(action.Target.Employee)
            && action
                is PlannedAction.RemoveMember
                    or PlannedAction.DisableAccount
                    or PlannedAction.DeleteAccount
                    or PlannedAction.RevokeSessions;
}
