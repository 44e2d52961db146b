using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Reviews;

/// <summary>Two rights of one person that a rule keeps apart.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Other">The other right.</param>
/// <param name="Exception">The exception (例外措置) that allows both; null for none.</param>
public sealed record DutyConflict(SeparationRule Rule, EntitlementId Other, Grant? Exception);

/// <summary>Why somebody has a right, as the facts of the day tell it: computed whenever it is shown, and kept nowhere.</summary>
/// <param name="Paths">Everything that gives it: each rule once for each posting, each request, each exception. Empty for nothing.</param>
/// <param name="Stops">Everything that keeps it from being in effect.</param>
/// <param name="Conflicts">What the person may not hold beside it, and does or would.</param>
public sealed record RightGrounds(
    IReadOnlyList<DesiredMembership> Paths,
    IReadOnlyList<WithheldReason> Stops,
    IReadOnlyList<DutyConflict> Conflicts
)
{
    /// <summary>Nothing is known of the person or of the right.</summary>
    public static RightGrounds None { get; } = new([], [], []);

    /// <summary>Looks at one right of one person.</summary>
    /// <param name="desired">People, policy and day.</param>
    /// <param name="item">Whose right, and which.</param>
    /// <param name="holds">Rights that the person is known to hold.</param>
    public static RightGrounds Of(DesiredState desired, ReviewItemId item, IReadOnlyCollection<EntitlementId> holds)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(holds);
        var right = desired.Policy.IndexOf(item.Right);
        if (right < 0 || desired.Facts.Roster.Find(item.Worker) is not { } worker)
            return None;
        var desire = desired.Of(worker);
        DesiredMembership[] paths = [.. desired.PathsTo(desire, right)];
        return new RightGrounds(
            paths,
            paths.Length == 0 ? [] : StopsOf(desired, desire, right),
            ConflictsOf(desired, desire, right, holds)
        );
    }

    private static List<WithheldReason> StopsOf(DesiredState desired, WorkerDesire desire, int right)
    {
        var stops = new List<WithheldReason>();
        foreach (var withheld in desire.Withheld)
            if (
                withheld.Membership.Entitlement == right
                && withheld.Reason is not (WithheldReason.GateClosed or WithheldReason.GateUnknown)
            )
                stops.Add(withheld.Reason);
        // One gate is named where rights are decided; whoever mends that one stands before the next.
        stops.AddRange(desired.GatesShut(desire, right));
        return stops;
    }

    private static List<DutyConflict> ConflictsOf(
        DesiredState desired,
        WorkerDesire desire,
        int right,
        IReadOnlyCollection<EntitlementId> holds
    )
    {
        var conflicts = new List<DutyConflict>();
        foreach (var (rule, keeps, withholds) in desired.Separations)
            if (
                (right == keeps || right == withholds)
                && (right == keeps ? withholds : keeps) is var other
                && (holds.Contains(desired.Policy.Entitlements[other].Id) || desired.PathsTo(desire, other).Any())
            )
                conflicts.Add(new DutyConflict(rule, desired.Policy.Entitlements[other].Id, desired.ExceptionTo(desire.Worker.Id, rule)));
        return conflicts;
    }
}
