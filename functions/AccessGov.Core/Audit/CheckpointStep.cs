using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>Whether a chain may get its next checkpoint. Closed.</summary>
public abstract record CheckpointStep
{
    private CheckpointStep() { }

    /// <summary>The chain has grown: this is to be signed and kept.</summary>
    /// <param name="Checkpoint">The next checkpoint.</param>
    public sealed record ToSign(Checkpoint Checkpoint) : CheckpointStep;

    /// <summary>The chain contradicts its latest checkpoint: sign nothing and tell people.</summary>
    /// <param name="Why">What contradicts, with both numbers.</param>
    public sealed record Refused(Wording Why) : CheckpointStep;
}
