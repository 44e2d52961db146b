using System.Buffers.Binary;
using System.Text;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Audit.Notes;

/// <summary>Four bytes that tell keys of one name apart in a note. They protect against nothing.</summary>
/// <param name="Value">The bytes, the first one highest.</param>
public readonly record struct NoteKeyId(uint Value)
{
    /// <summary>Number of bytes.</summary>
    public const int Length = 4;

    internal static NoteKeyId Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt32BigEndian(bytes));

    /// <summary>The first bytes of SHA-256 of name, line feed, type and key.</summary>
    internal static NoteKeyId Of(NoteName name, ReadOnlySpan<byte> material) =>
        First(Digest.Of([.. Encoding.UTF8.GetBytes(name.Value), (byte)'\n', .. material]));

    /// <summary>An ECDSA key's id has neither name nor type in it: it begins as <see cref="KeyId"/> does.</summary>
    internal static NoteKeyId OfEcdsa(ReadOnlySpan<byte> subjectPublicKeyInfo) => First(Digest.Of(subjectPublicKeyInfo));

    internal void CopyTo(Span<byte> to) => BinaryPrimitives.WriteUInt32BigEndian(to, Value);

    /// <summary>8 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x8");

    private static NoteKeyId First(Digest digest) => Read(digest.ToArray());
}
