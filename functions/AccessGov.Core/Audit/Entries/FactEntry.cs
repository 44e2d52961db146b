using System.Text;
using System.Text.Json;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Audit.Entries;

/// <summary>
/// What stands in the log for a fact: 32 bytes made of its members, each salted on its own. It tells nothing of the fact, and stays when
/// the fact is erased.
/// </summary>
/// <param name="Value">The 32 bytes.</param>
public readonly record struct FactEntry(Digest Value)
{
    /// <summary>Hash of the leaf. It is never the entry itself.</summary>
    public Digest LeafHash
    {
        get
        {
            Span<byte> bytes = stackalloc byte[Digest.Length];
            Value.CopyTo(bytes);
            return Merkle.Leaf(bytes);
        }
    }

    /// <summary>The entry of a fact.</summary>
    /// <param name="seed">The fact's seed.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="index">Its place in the log, which is its member <c>seq</c>.</param>
    public static FactEntry Of(FactSeed seed, Fact fact, long index) => Of(seed, Encoding.UTF8.GetBytes(FactText.Write(fact, index)));

    /// <summary>The entry of a fact as it is written.</summary>
    /// <param name="seed">The fact's seed.</param>
    /// <param name="fact">Canonical JSON (<c>CanonicalJson.Flaw</c> finds nothing); its members are sorted therefore.</param>
    public static FactEntry Of(FactSeed seed, ReadOnlySpan<byte> fact)
    {
        using var salts = new FactSalts(seed);
        var maker = new EntryMaker();
        var reader = new Utf8JsonReader(fact);
        reader.Read();
        while (NextMember(ref reader, fact, out var key, out var value))
            maker.Add(FactMember.DigestOf(key, salts.Of(key), value));
        return maker.Entry;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();

    /// <summary>The next member of the first level as it is written; false after the last.</summary>
    internal static bool NextMember(
        ref Utf8JsonReader reader,
        ReadOnlySpan<byte> json,
        out ReadOnlySpan<byte> key,
        out ReadOnlySpan<byte> value
    )
    {
        key = value = default;
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName)
            return false;
        key = reader.ValueSpan;
        reader.Read();
        var from = (int)reader.TokenStartIndex;
        reader.Skip();
        value = json[from..(int)reader.BytesConsumed];
        return true;
    }
}
