using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>What becomes of a command. Closed.</summary>
public abstract record KeyDecision
{
    private KeyDecision() { }

    /// <summary>It happens.</summary>
    /// <param name="Event">What.</param>
    public sealed record Done(KeyEvent Event) : KeyDecision;

    /// <summary>It is so already; told twice it is one.</summary>
    public sealed record Already : KeyDecision;

    /// <summary>Nothing changes.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Refused(Refusal Why) : KeyDecision;
}
