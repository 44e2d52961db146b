using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Witnesses;

namespace AccessGov.Core.Audit.Verifying;

/// <summary>What a verifier of a log is given beside the log's own files.</summary>
/// <param name="Policy">
/// Whom the reader trusts, from outside; null when he has nothing: then nobody vouches, whatever the files say.
/// </param>
/// <param name="Kept">Notes of this log that somebody kept.</param>
/// <param name="Ed25519">Verifies signatures of types 01 and 04.</param>
/// <param name="Now">Now.</param>
/// <param name="MaxAge">Age up to which a cosignature is recent.</param>
public sealed record LogQuestion(
    WitnessPolicy? Policy,
    IReadOnlyList<SignedNote> Kept,
    Ed25519Check Ed25519,
    DateTimeOffset Now,
    TimeSpan MaxAge
)
{
    /// <summary>
    /// The log's keys as the files themselves name them: without a policy a signature under one of them shows that the files fit together,
    /// and no more.
    /// </summary>
    public IReadOnlyList<NoteKey> OwnKeys { get; init; } = [];

    /// <summary>How long an effect may stay without its outcome before it is a gap.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(10);
}
