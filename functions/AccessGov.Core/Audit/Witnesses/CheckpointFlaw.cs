using AccessGov.Core.Codes;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>Why a checkpoint is worth nothing under a policy, whoever cosigned it.</summary>
[CodedBy(typeof(CheckpointFlawCodes))]
public enum CheckpointFlaw
{
    /// <summary>The note's text is no checkpoint.</summary>
    NoCheckpoint,

    /// <summary>The policy has no log of this origin.</summary>
    UnknownLog,

    /// <summary>The log's own signature is missing.</summary>
    NotSigned,

    /// <summary>A signature under a known key does not hold: something was altered.</summary>
    SignatureFails,
}

/// <summary>Codes of these reasons in JSON.</summary>
public static class CheckpointFlawCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<CheckpointFlaw> All { get; } =
        new(
            (CheckpointFlaw.NoCheckpoint, "no-checkpoint"),
            (CheckpointFlaw.UnknownLog, "unknown-log"),
            (CheckpointFlaw.NotSigned, "not-signed"),
            (CheckpointFlaw.SignatureFails, "signature-fails")
        );

    /// <summary>The code of one.</summary>
    public static string Of(CheckpointFlaw value) => All.Of(value);
}
