using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>What a verifier knows beside the exported files.</summary>
/// <param name="Keys">The public keys it trusts.</param>
/// <param name="AsOf">Now, for the age of open intents.</param>
/// <param name="Lease">How long an effect may stay without its outcome before it is a gap.</param>
public sealed record AuditQuestion(CheckpointKeys Keys, DateTimeOffset AsOf, TimeSpan Lease)
{
    /// <summary>Whose chain it must be; null takes the tenant of the files.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>
    /// Checkpoints that were kept elsewhere (printed, mailed to the auditor): the only proof against a chain that was cut together
    /// with its own later checkpoints.
    /// </summary>
    public IReadOnlyList<SignedCheckpoint> Kept { get; init; } = [];
}
