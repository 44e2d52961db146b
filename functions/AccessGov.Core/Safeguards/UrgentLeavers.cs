using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Safeguards;

/// <summary>
/// Whoever HR says must leave at once (即時停止), or somebody holds, gets a plan alone, which does not queue behind everybody's; above the
/// brake's limit it waits for one approver. More of them than the brake refuses are no emergency but a broken file: they stay in the plan
/// for everybody, and people look; a plan for one of them alone can still be asked for and approved. Closed.
/// </summary>
public abstract record UrgentLeavers
{
    private UrgentLeavers() { }

    /// <summary>Each gets a plan alone.</summary>
    /// <param name="Workers">Who, each once; may be empty.</param>
    public sealed record OneByOne(IReadOnlyList<EmployeeId> Workers) : UrgentLeavers;

    /// <summary>So many that people must look first.</summary>
    /// <param name="Met">Code <c>urgent-needs-approval</c>, how many they are, and the limit.</param>
    public sealed record TooMany(Refusal Met) : UrgentLeavers;

    /// <summary>Those whom a plan disables because HR says at once.</summary>
    /// <param name="plan">A plan for everybody.</param>
    /// <param name="limits">The city's limits.</param>
    public static UrgentLeavers In(Plan plan, Limits limits) =>
        Of(
            plan.Actions.Where(a => a is PlannedAction.DisableAccount && a.Because.Cause is Cause.Left { AtOnce: true } or Cause.Held)
                .Select(a => a.Target.Employee),
            limits
        );

    /// <summary>Judges how many there are.</summary>
    /// <param name="workers">Who must leave at once, in any order, also several times.</param>
    /// <param name="limits">The city's limits.</param>
    public static UrgentLeavers Of(IEnumerable<EmployeeId> workers, Limits limits)
    {
        var each = workers.Distinct().Order().ToArray();
        var allowed = limits.Refusal.Disables.Count;
        return each.Length > allowed ? new TooMany(new Refusal("urgent-needs-approval", "", each.Length, allowed)) : new OneByOne(each);
    }
}
