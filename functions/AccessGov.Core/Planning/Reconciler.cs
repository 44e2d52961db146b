using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Planning;

/// <summary>From what should be and what is to what has to be done.</summary>
public static class Reconciler
{
    /// <summary>Makes the plan that turns the snapshot into what is desired.</summary>
    /// <param name="desired">What should be.</param>
    /// <param name="snapshot">What is, read completely; for one worker, what of it is in the worker's vicinity will do.</param>
    /// <param name="after">The plan that was completed last; null for the first.</param>
    /// <param name="only">Restricts the plan to one worker; null for everybody.</param>
    /// <param name="beyond">What else is known of the directory; null for nothing.</param>
    /// <exception cref="InvalidOperationException">A bug: the snapshot holds one worker's vicinity and the plan needs more.</exception>
    public static Plan Plan(
        DesiredState desired,
        DirectorySnapshot snapshot,
        PlanId? after = null,
        EmployeeId? only = null,
        Beyond? beyond = null
    )
    {
        var planner = new Planner(desired, snapshot, beyond ?? Beyond.Nothing, only);
        planner.Run();
        if (beyond?.DaysBehind is > 0 and var daysBehind)
        {
            planner.Actions.RemoveAll(ActionOrder.Gives);
            planner.Findings.Add(new Finding(FindingKind.ClockBehind, Detail: $"{daysBehind}"));
        }
        var inputs = new PlanInputs(
            desired.Policy.Tenant,
            desired.On,
            desired.Policy.ContentHash,
            desired.FactsDigest,
            snapshot.Digest,
            only,
            after
        );
        return Planning.Plan.Close(inputs, planner.Actions, planner.Findings, planner.Count());
    }

    /// <summary>
    /// Rights of one worker that nothing gives and that are not taken either, because a source that might give them told nothing. Looks at
    /// no directory: whether they are held is not known here.
    /// </summary>
    /// <param name="desired">What should be.</param>
    /// <param name="desire">What is due to the worker.</param>
    /// <returns>Each right once for each such source, in the policy's order.</returns>
    public static IReadOnlyList<(EntitlementId Right, SourceId Source)> Kept(DesiredState desired, WorkerDesire desire)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(desire);
        var rights = desired.Policy.Entitlements;
        return
        [
            .. Enumerable
                .Range(0, rights.Count)
                .Where(e => !MembershipPlanner.IsDesired(desire, e) && MembershipPlanner.WhyTaken(desired, desire, e) is null)
                .SelectMany(e => desired.MissingThatMayGive(desire, e).Select(source => (rights[e].Id, source))),
        ];
    }
}
