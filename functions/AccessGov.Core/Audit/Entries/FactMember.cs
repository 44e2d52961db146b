using System.Text;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Audit.Entries;

/// <summary>A member of a fact with the salt that its digest is made with: all that is needed to show it, and none of the others.</summary>
/// <param name="Key">The member's name.</param>
/// <param name="Value">Its value as canonical JSON.</param>
/// <param name="Salt">Nobody can test a guess of the value without it.</param>
public sealed record FactMember(string Key, string Value, Digest Salt)
{
    /// <summary>What the entry is made of.</summary>
    public Digest Digest => DigestOf(Encoding.UTF8.GetBytes(Key), Salt, Encoding.UTF8.GetBytes(Value));

    internal static Digest DigestOf(ReadOnlySpan<byte> key, Digest salt, ReadOnlySpan<byte> value)
    {
        var start = "accessgov-audit-member/2\n"u8;
        var length = start.Length + key.Length + 1 + Digest.Length + value.Length;
        var bytes = length <= 512 ? stackalloc byte[length] : new byte[length];
        start.CopyTo(bytes);
        var at = start.Length;
        key.CopyTo(bytes[at..]);
        at += key.Length;
        bytes[at++] = (byte)'\n';
        salt.CopyTo(bytes[at..]);
        value.CopyTo(bytes[(at + Digest.Length)..]);
        return Digest.Of(bytes);
    }
}
