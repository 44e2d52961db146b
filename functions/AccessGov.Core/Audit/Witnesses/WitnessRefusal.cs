using AccessGov.Core.Codes;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>Why a witness does not cosign.</summary>
[CodedBy(typeof(WitnessRefusalCodes))]
public enum WitnessRefusal
{
    /// <summary>We do not watch a log of this origin (404).</summary>
    UnknownLog,

    /// <summary>No signature of a key that we trust for it, or one that does not hold: perhaps a key of a forger (403).</summary>
    NotSigned,

    /// <summary>The old size lies beyond the checkpoint (400).</summary>
    OldBeyondSize,

    /// <summary>We know another size. If it is larger than the log's own, the log was rolled back or cut (409).</summary>
    OtherSize,

    /// <summary>The empty tree has another root than it can have (422).</summary>
    EmptyRootWrong,

    /// <summary>A proof where nothing is to be proved (422).</summary>
    ProofNotEmpty,

    /// <summary>The same size with another root: the log has two histories (422).</summary>
    OtherRoot,

    /// <summary>The checkpoint is not shown to extend what we know: the log was rewritten (422).</summary>
    ProofFails,
}

/// <summary>Codes of these in answers, facts and JSON.</summary>
public static class WitnessRefusalCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<WitnessRefusal> All { get; } =
        new(
            (WitnessRefusal.UnknownLog, "unknown-log"),
            (WitnessRefusal.NotSigned, "not-signed"),
            (WitnessRefusal.OldBeyondSize, "old-beyond-size"),
            (WitnessRefusal.OtherSize, "other-size"),
            (WitnessRefusal.EmptyRootWrong, "empty-root-wrong"),
            (WitnessRefusal.ProofNotEmpty, "proof-not-empty"),
            (WitnessRefusal.OtherRoot, "other-root"),
            (WitnessRefusal.ProofFails, "proof-fails")
        );

    /// <summary>The code of one.</summary>
    public static string Of(WitnessRefusal value) => All.Of(value);
}
