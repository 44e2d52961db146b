using AccessGov.Core.Codes;

namespace AccessGov.Core.Audit.Notes;

/// <summary>What a key of signed notes signs, and how (c2sp.org/signed-note); the numbers are the format's.</summary>
[CodedBy(typeof(NoteKeyTypeCodes))]
public enum NoteKeyType
{
    /// <summary>Ed25519 over the text.</summary>
    Ed25519 = 1,

    /// <summary>ECDSA P-256 with SHA-256 over the text, in DER: what our logs sign with.</summary>
    Ecdsa = 2,

    /// <summary>Ed25519 over a time and the text (<c>cosignature/v1</c>): what witnesses sign with.</summary>
    Cosignature = 4,
}

/// <summary>Codes of key types in JSON.</summary>
public static class NoteKeyTypeCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<NoteKeyType> All { get; } =
        new((NoteKeyType.Ed25519, "ed25519"), (NoteKeyType.Ecdsa, "ecdsa-p256"), (NoteKeyType.Cosignature, "cosignature"));

    /// <summary>The code of one.</summary>
    public static string Of(NoteKeyType value) => All.Of(value);
}
