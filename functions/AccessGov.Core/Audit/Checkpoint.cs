using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>What a signature vouches for: that at an instant the chain had this many lines and this hash.</summary>
/// <param name="Tenant">Whose chain.</param>
/// <param name="Number">From 1, without holes.</param>
/// <param name="Size">Lines covered.</param>
/// <param name="Head">Hash of the chain at that size.</param>
/// <param name="At">When it was signed: UTC, whole milliseconds.</param>
/// <param name="Key">The key that signs.</param>
/// <param name="Previous">SHA-256 of the previous checkpoint's line; of the first, the chain's genesis hash.</param>
public sealed record Checkpoint(TenantId Tenant, long Number, long Size, ChainHash Head, DateTimeOffset At, KeyId Key, ChainHash Previous)
{
    /// <summary>The checkpoint to sign now.</summary>
    /// <param name="head">The chain as it stands.</param>
    /// <param name="latest">The latest checkpoint that was signed; null when there is none.</param>
    /// <param name="at">Now; cut to milliseconds.</param>
    /// <param name="key">The key that will sign.</param>
    public static CheckpointStep Next(ChainHead head, SignedCheckpoint? latest, DateTimeOffset at, KeyId key)
    {
        ArgumentNullException.ThrowIfNull(head);
        return latest is not null && Contradiction(head, latest.Checkpoint) is { } why
            ? new CheckpointStep.Refused(why)
            : new CheckpointStep.ToSign(
                new Checkpoint(
                    head.Tenant,
                    (latest?.Checkpoint.Number ?? 0) + 1,
                    head.Size,
                    head.Hash,
                    Fact.Truncate(at),
                    key,
                    latest?.LineHash ?? AuditChain.Genesis(head.Tenant).Hash
                )
            );
    }

    /// <summary>Why a chain with this head cannot have grown out of the checkpoint, or null when nothing speaks against it.</summary>
    /// <param name="head">Where the chain ends.</param>
    /// <param name="latest">The newest checkpoint that is known.</param>
    public static Wording? Contradiction(ChainHead head, Checkpoint latest)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(latest);
        return head.Tenant != latest.Tenant ? Wording.Of("Audit.chain-other-tenant", head.Tenant, latest.Number, latest.Tenant)
            : head.Size < latest.Size ? Wording.Of("Audit.chain-rolled-back", head.Size, latest.Number, latest.Size)
            : head.Size == latest.Size && head.Hash != latest.Head
                ? Wording.Of("Audit.chain-rewritten", head.Size, head.Hash, latest.Number, latest.Head)
            : null;
    }
}
