using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.Core.Applying;

/// <summary>What a chunk does next with its plan. Closed.</summary>
public abstract record ChunkStep
{
    private ChunkStep() { }

    /// <summary>Nothing: the plan has ended.</summary>
    public sealed record Ended : ChunkStep;

    /// <summary>Nothing: the plan may not be applied.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Refuse(Refusal Why) : ChunkStep;

    /// <summary>Nothing: the plan would have been allowed before, and the brake holds it now.</summary>
    /// <param name="Why">The limit that is met.</param>
    /// <param name="Now">What the brake says now.</param>
    public sealed record HoldBack(Refusal Why, Verdict Now) : ChunkStep;

    /// <summary>Actions were begun and have no outcome: try those, begin no others.</summary>
    public sealed record GoOn : ChunkStep;

    /// <summary>Begin the next actions.</summary>
    /// <param name="Approval">Written down with them when the plan needed nobody's approval; null when it has one.</param>
    public sealed record Begin(Approval? Approval) : ChunkStep;

    /// <summary>No action is left to begin, and the plan has not been closed.</summary>
    public sealed record Close : ChunkStep;
}
