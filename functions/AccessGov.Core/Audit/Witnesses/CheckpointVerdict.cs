using AccessGov.Core.Audit.Notes;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>What a note is worth under a policy.</summary>
public abstract record CheckpointVerdict
{
    private CheckpointVerdict() { }

    /// <summary>Nothing.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Rejected(CheckpointFlaw Why) : CheckpointVerdict;

    /// <summary>The log signed it. Whether anybody outside vouches, the quorum says.</summary>
    /// <param name="Checkpoint">What is vouched for.</param>
    /// <param name="Quorum">Who vouches.</param>
    public sealed record SignedByLog(LogCheckpoint Checkpoint, QuorumVerdict Quorum) : CheckpointVerdict;
}
