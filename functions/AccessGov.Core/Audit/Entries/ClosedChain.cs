namespace AccessGov.Core.Audit.Entries;

/// <summary>Where the chain of old ended that a log continues.</summary>
/// <param name="Head">Its size and hash.</param>
/// <param name="Checkpoint">Number of its last checkpoint.</param>
/// <param name="CheckpointLine">SHA-256 of that checkpoint's line.</param>
/// <param name="Key">The key that signed it.</param>
public sealed record ClosedChain(ChainHead Head, long Checkpoint, ChainHash CheckpointLine, KeyId Key)
{
    /// <summary>What the last checkpoint of a chain says.</summary>
    /// <param name="last">It.</param>
    public static ClosedChain Of(SignedCheckpoint last)
    {
        ArgumentNullException.ThrowIfNull(last);
        var (tenant, number, size, head, _, key, _) = last.Checkpoint;
        return new ClosedChain(new ChainHead(tenant, size, head), number, last.LineHash, key);
    }
}
