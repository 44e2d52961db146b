using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>A fact with its place in the chain.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Sequence">Its number, from 1, without holes.</param>
/// <param name="Hash">Hash of the chain up to and including it.</param>
/// <param name="Line">The line of <c>facts.ndjson</c>, without its line feed.</param>
public sealed record SealedFact(Fact Fact, long Sequence, ChainHash Hash, string Line)
{
    /// <summary>Largest line in bytes of UTF-8; every fact fits.</summary>
    public const int MaxLineBytes = Fact.MaxBodyBytes + 32 * 1024;

    private const int TailLength = 9 + ChainHash.Length + 2;

    /// <summary>Reads a line on its own. Whether it belongs where it stands only <see cref="AuditVerifier"/> can say.</summary>
    /// <param name="line">One line without its line feed.</param>
    /// <exception cref="FormatException">It is no sealed fact; the message says what is wrong.</exception>
    public static SealedFact Parse(ReadOnlySpan<byte> line)
    {
        var content = ContentOf(line);
        var (fact, sequence) = FactText.Read(content, sealedFact: true);
        return new SealedFact(
            fact,
            sequence,
            new ChainHash(Encoding.ASCII.GetString(line.Slice(line.Length - ChainHash.Length - 2, ChainHash.Length))),
            Encoding.UTF8.GetString(line)
        );
    }

    internal static string Write(string content, ChainHash hash) => $"{{\"fact\":{content},\"hash\":\"{hash.Value}\"}}";

    /// <summary>The bytes that were hashed: everything between <c>{"fact":</c> and <c>,"hash":"…"}</c>.</summary>
    /// <param name="line">One line without its line feed.</param>
    /// <exception cref="FormatException">It is no sealed fact.</exception>
    public static ReadOnlySpan<byte> ContentOf(ReadOnlySpan<byte> line)
    {
        if (
            line.Length <= 8 + TailLength
            || !line.StartsWith("{\"fact\":"u8)
            || !line.EndsWith("\"}"u8)
            || !line[^TailLength..].StartsWith(",\"hash\":\""u8)
            || !CanonicalText.IsLowerHex(line[^(ChainHash.Length + 2)..^2])
        )
            throw new FlawException(Wording.Of("Audit.sealed-form", ChainHash.Length));
        return line[8..^TailLength];
    }
}
