using AccessGov.Core.Audit.Notes;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>What a witness does about a request. A body that cannot be read gets status 400 before anything is decided.</summary>
public abstract record WitnessDecision
{
    /// <summary>Status of a body that cannot be read.</summary>
    public const int Malformed = 400;

    /// <summary>Media type of the body of a refusal that tells our size (409).</summary>
    public const string SizeMediaType = "text/x.tlog.size";

    private WitnessDecision() { }

    /// <summary>HTTP status of the answer.</summary>
    public abstract int Status { get; }

    /// <summary>It does not cosign.</summary>
    /// <param name="Why">Why.</param>
    /// <param name="KnownSize">The size that we know; 0 when we know none.</param>
    public sealed record Refused(WitnessRefusal Why, long KnownSize) : WitnessDecision
    {
        /// <inheritdoc/>
        public override int Status =>
            Why switch
            {
                WitnessRefusal.UnknownLog => 404,
                WitnessRefusal.NotSigned => 403,
                WitnessRefusal.OldBeyondSize => Malformed,
                WitnessRefusal.OtherSize => 409,
                _ => 422,
            };

        /// <summary>
        /// The log only does not know yet what we cosigned last: our reply got lost. It asks anew from the size that it is told, and must
        /// then prove that it grew. Nobody is accused by this.
        /// </summary>
        public bool IsOnlyBehind { get; init; }

        /// <summary>The body that the protocol wants (<see cref="SizeMediaType"/>); null when it wants none.</summary>
        public string? Body => Why is WitnessRefusal.OtherSize ? $"{KnownSize}\n" : null;
    }

    /// <summary>
    /// It stores the note as the latest of this log, in one step with the check that nothing else was stored meanwhile, and only then
    /// cosigns and answers.
    /// </summary>
    /// <param name="Note">What to store, whole: misbehaviour is provable with its signatures only.</param>
    /// <param name="Checkpoint">What to cosign (<see cref="NoteSigner.Cosign"/>).</param>
    public sealed record Accepted(SignedNote Note, LogCheckpoint Checkpoint) : WitnessDecision
    {
        /// <inheritdoc/>
        public override int Status => 200;
    }
}
