namespace AccessGov.Core.Audit.Witnesses;

/// <summary>What a proof is worth.</summary>
/// <param name="Checkpoint">What its checkpoint is worth: who signed and who vouches.</param>
/// <param name="IsIncluded">The entry stands at its index in the tree of a checkpoint that the log signed.</param>
public sealed record ProofVerdict(CheckpointVerdict Checkpoint, bool IsIncluded)
{
    /// <summary>The entry is in a log that witnesses vouch for.</summary>
    public bool IsProved => IsIncluded && Checkpoint is CheckpointVerdict.SignedByLog { Quorum.IsVouchedFor: true };
}
