using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Audit.Notes;

/// <summary>A signature line of a note. Whether it holds is another matter.</summary>
public sealed record NoteSignature
{
    /// <summary>What a line begins with: an em dash (U+2014), which Japanese mail encodings do not have, and a space.</summary>
    public const string Mark = "\u2014 ";

    private NoteSignature(NoteName name, NoteKeyId keyId, string base64) => (Name, KeyId, Base64) = (name, keyId, base64);

    /// <summary>Name of the key.</summary>
    public NoteName Name { get; }

    /// <summary>Id of the key.</summary>
    public NoteKeyId KeyId { get; }

    /// <summary>Key id and signature in base64.</summary>
    public string Base64 { get; }

    /// <summary>The signature's bytes, in the form of the key's type.</summary>
    public ReadOnlyMemory<byte> Bytes => Convert.FromBase64String(Base64).AsMemory(NoteKeyId.Length);

    /// <summary>The line without its line feed.</summary>
    public string Line => $"{Mark}{Name} {Base64}";

    /// <summary>Puts a signature under a key's name.</summary>
    /// <param name="key">The key that made it.</param>
    /// <param name="signature">The bytes, in the form of the key's type.</param>
    public static NoteSignature Of(NoteKey key, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        var bytes = new byte[NoteKeyId.Length + signature.Length];
        key.Id.CopyTo(bytes);
        signature.CopyTo(bytes.AsSpan(NoteKeyId.Length));
        return new NoteSignature(key.Name, key.Id, Convert.ToBase64String(bytes));
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">One line without its line feed.</param>
    /// <returns>Null when it is no signature line.</returns>
    public static NoteSignature? Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return
            line.StartsWith(Mark, StringComparison.Ordinal)
            && line[Mark.Length..].Split(' ') is [var first, var base64]
            && NoteName.TryParse(first, out var name)
            && Spelling.TryBase64(base64, out var bytes)
            && bytes.Length > NoteKeyId.Length
            ? new NoteSignature(name, NoteKeyId.Read(bytes), base64)
            : null;
    }

    /// <summary>The line without its line feed.</summary>
    public override string ToString() => Line;
}
