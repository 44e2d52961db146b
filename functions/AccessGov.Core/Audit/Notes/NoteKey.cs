using System.Diagnostics.CodeAnalysis;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Notes;

/// <summary>A public key that verifies signatures of notes.</summary>
public sealed record NoteKey
{
    private const int Ed25519Length = 32;

    private NoteKey(NoteName name, NoteKeyType type, NoteKeyId id, string material) =>
        (Name, Type, Id, Material) = (name, type, id, material);

    /// <summary>The key's name; of a log, its origin.</summary>
    public NoteName Name { get; }

    /// <summary>What it signs, and how.</summary>
    public NoteKeyType Type { get; }

    /// <summary>The id that its signatures carry.</summary>
    public NoteKeyId Id { get; }

    /// <summary>Type and public key in base64: two keys are one when this is the same, whatever they are called.</summary>
    public string Material { get; }

    /// <summary>The public key: 32 bytes of Ed25519, or the SubjectPublicKeyInfo in DER.</summary>
    public ReadOnlyMemory<byte> PublicKey => Convert.FromBase64String(Material).AsMemory(1);

    /// <summary>A log's key of our own kind.</summary>
    /// <param name="name">The log's origin.</param>
    /// <param name="subjectPublicKeyInfo">The P-256 key in DER, as <c>openssl pkey -pubin -outform DER</c> writes it.</param>
    /// <exception cref="FormatException">It is no P-256 key.</exception>
    public static NoteKey Ecdsa(NoteName name, ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        Make(name, [(byte)NoteKeyType.Ecdsa, .. subjectPublicKeyInfo], out var flaw) ?? throw new FlawException(flaw!);

    /// <summary>A log's Ed25519 key.</summary>
    /// <param name="name">The log's origin.</param>
    /// <param name="publicKey">32 bytes.</param>
    /// <exception cref="FormatException">There are more or fewer.</exception>
    public static NoteKey Ed25519(NoteName name, ReadOnlySpan<byte> publicKey) =>
        Make(name, [(byte)NoteKeyType.Ed25519, .. publicKey], out var flaw) ?? throw new FlawException(flaw!);

    /// <summary>A witness's Ed25519 key.</summary>
    /// <param name="name">The witness's name.</param>
    /// <param name="publicKey">32 bytes.</param>
    /// <exception cref="FormatException">There are more or fewer.</exception>
    public static NoteKey Cosignature(NoteName name, ReadOnlySpan<byte> publicKey) =>
        Make(name, [(byte)NoteKeyType.Cosignature, .. publicKey], out var flaw) ?? throw new FlawException(flaw!);

    /// <summary>Reads a "vkey": <c>NAME+key id+base64(type, public key)</c>.</summary>
    /// <param name="text">The text; nothing is trimmed or folded.</param>
    /// <param name="key">What was read.</param>
    /// <param name="flaw">What is wrong, when nothing could be read.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out NoteKey? key, [NotNullWhen(false)] out Wording? flaw)
    {
        key = null;
        flaw = Wording.Of("Note.key-form");
        // The base64 may have a plus of its own.
        if (text?.Split('+', 3) is not [var first, { Length: 2 * NoteKeyId.Length } id, var material])
            return false;
        if (
            !NoteName.TryParse(first, out var name)
            || !CanonicalText.IsLowerHex(id.AsSpan())
            || !Spelling.TryBase64(material, out var bytes)
        )
            return false;
        key = Make(name, bytes, out flaw);
        if (key is null || key.Id.ToString() == id)
            return key is not null;
        flaw = Wording.Of("Note.key-id", key.Id, id);
        key = null;
        return false;
    }

    /// <summary>The key as <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => $"{Name}+{Id}+{Material}";

    private static NoteKey? Make(NoteName name, byte[] material, out Wording? flaw)
    {
        NoteKeyType? type = material is [1 or 2 or 4, ..] ? (NoteKeyType)material[0] : null;
        flaw = type switch
        {
            null => Wording.Of("Note.key-type"),
            NoteKeyType.Ecdsa => EcdsaSignature.FlawOfKey(material.AsSpan(1)),
            _ => material.Length == 1 + Ed25519Length ? null : Wording.Of("Note.key-length", Ed25519Length, material.Length - 1),
        };
        if (flaw is not null)
            return null;
        var id = type is NoteKeyType.Ecdsa ? NoteKeyId.OfEcdsa(material.AsSpan(1)) : NoteKeyId.Of(name, material);
        return new NoteKey(name, type!.Value, id, Convert.ToBase64String(material));
    }
}
