using System.Buffers;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Audit.Entries;

/// <summary>Digests of members, in the order of their keys, become an entry.</summary>
internal sealed class EntryMaker
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public EntryMaker() => bytes.Write("accessgov-audit-fact/2\n"u8);

    public FactEntry Entry => new(Digest.Of(bytes.WrittenSpan));

    public void Add(Digest member)
    {
        member.CopyTo(bytes.GetSpan(Digest.Length));
        bytes.Advance(Digest.Length);
    }
}
