using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>What became of a delivery. Closed.</summary>
public abstract record HrReading
{
    private HrReading() { }

    /// <summary>Healthy: these are the source's facts from now on.</summary>
    /// <param name="Snapshot">The facts.</param>
    /// <param name="Findings">What people should look at.</param>
    public sealed record Accepted(HrSnapshot Snapshot, IReadOnlyList<Finding> Findings) : HrReading;

    /// <summary>The same file came before: nothing changes.</summary>
    public sealed record Repeated : HrReading;

    /// <summary>Suspicious: the former facts stay.</summary>
    /// <param name="Refusals">Why, each with the number and the limit.</param>
    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : HrReading;
}
