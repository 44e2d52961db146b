using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel.Deciding;

/// <summary>Whether an extract is taken. Closed.</summary>
public abstract record ImportDecision
{
    private ImportDecision() { }

    /// <summary>These are the source's facts from now on.</summary>
    /// <param name="Snapshot">The facts.</param>
    /// <param name="Findings">What people should look at.</param>
    /// <param name="LeavingAtOnce">Whom the source now says to stop at once (即時停止), and did not before.</param>
    public sealed record Accepted(HrSnapshot Snapshot, IReadOnlyList<Finding> Findings, IReadOnlyList<EmployeeId> LeavingAtOnce)
        : ImportDecision;

    /// <summary>The same facts are in force: nothing changes but the time at which they were delivered last.</summary>
    /// <param name="DeliveredAt">That time.</param>
    public sealed record Repeated(DateTimeOffset DeliveredAt) : ImportDecision;

    /// <summary>This very file was decided about before, and perhaps another after it: nothing changes, whatever is in force.</summary>
    public sealed record Seen : ImportDecision;

    /// <summary>The former facts stay.</summary>
    /// <param name="Refusals">Why, each with the number and the limit.</param>
    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : ImportDecision;
}
