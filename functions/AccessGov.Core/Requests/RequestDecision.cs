using AccessGov.Core.Kernel;

namespace AccessGov.Core.Requests;

/// <summary>What becomes of a command. Closed.</summary>
public abstract record RequestDecision
{
    private RequestDecision() { }

    /// <summary>It happens.</summary>
    /// <param name="Event">What.</param>
    public sealed record Done(RequestEvent Event) : RequestDecision;

    /// <summary>Nothing changes.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Refused(Refusal Why) : RequestDecision;
}
