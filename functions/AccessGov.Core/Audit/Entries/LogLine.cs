using System.Diagnostics.CodeAnalysis;
using System.Text;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Entries;

/// <summary>
/// A line of a log's facts: <c>{"fact":{…},"seed":"…"}</c>, or <c>{"erased":{"entry":"…","seq":n}}</c> of a fact that was erased after its
/// retention. Either gives the leaf.
/// </summary>
public static class LogLine
{
    /// <summary>Number of bytes of <c>,"seed":"…"}</c> at a line's end.</summary>
    public const int TailLength = 9 + 2 * FactSeed.Length + 2;

    private static ReadOnlySpan<byte> Mark => ",\"seed\":\""u8;

    private static ReadOnlySpan<byte> ErasedMark => "{\"erased\":"u8;

    /// <summary>The line of a fact.</summary>
    /// <param name="content">The fact as it is sealed: canonical JSON with its number.</param>
    /// <param name="seed">Its seed.</param>
    public static string Write(string content, FactSeed seed) => $"{{\"fact\":{content},\"seed\":\"{seed.Hex}\"}}";

    /// <summary>What is left of a fact that is erased.</summary>
    /// <param name="entry">Its entry, which stays.</param>
    /// <param name="sequence">Its number.</param>
    public static string WriteErased(FactEntry entry, long sequence) => $"{{\"erased\":{{\"entry\":\"{entry}\",\"seq\":{sequence}}}}}";

    /// <summary>True when a line ends as that of a fact with its seed.</summary>
    /// <param name="line">One line without its line feed.</param>
    public static bool HasSeed(ReadOnlySpan<byte> line) => line.Length > TailLength && line[^TailLength..].StartsWith(Mark);

    /// <summary>True of what is left of an erased fact; whether it is sound, <see cref="ErasedOf"/> says.</summary>
    /// <param name="line">One line without its line feed.</param>
    public static bool IsErased(ReadOnlySpan<byte> line) => line.StartsWith(ErasedMark);

    /// <summary>The entry and number of an erased fact.</summary>
    /// <param name="line">One line without its line feed.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static (FactEntry Entry, long Sequence) ErasedOf(ReadOnlySpan<byte> line)
    {
        if (!IsErased(line) || !line.EndsWith("}"u8) || CanonicalJson.Flaw(line) is not null)
            throw new FlawException(Wording.Of("Audit.erased-form"));
        var reader = new MemberReader(line[ErasedMark.Length..^1]);
        var entry = reader.Text("entry"u8);
        var sequence = reader.Number("seq"u8);
        reader.End();
        return Digest.TryParseHex(entry, out var digest)
            ? (new FactEntry(digest), sequence)
            : throw new FlawException(Wording.Of("Audit.entry-form"));
    }

    /// <summary>The fact's canonical JSON, as its entry is made of it. Whether it is canonical is not judged.</summary>
    /// <param name="line">One line without its line feed.</param>
    /// <exception cref="FormatException">It is no line of a fact.</exception>
    public static ReadOnlySpan<byte> ContentOf(ReadOnlySpan<byte> line)
    {
        if (line.Length <= 8 + TailLength || !line.StartsWith("{\"fact\":"u8) || !line.EndsWith("\"}"u8) || !HasSeed(line))
            throw new FlawException(Wording.Of("Audit.fact-form"));
        return line[8..^TailLength];
    }

    /// <summary>The fact's seed.</summary>
    /// <param name="line">One line without its line feed, of which <see cref="ContentOf"/> was read.</param>
    /// <exception cref="FormatException">It has none; the message does not show it.</exception>
    public static FactSeed SeedOf(ReadOnlySpan<byte> line) =>
        line.Length > TailLength
            ? FactSeed.Parse(Encoding.ASCII.GetString(line.Slice(line.Length - TailLength + Mark.Length, 2 * FactSeed.Length)))
            : throw new FlawException(Wording.Of("Audit.no-seed"));

    /// <summary>Hash of the leaf that a line makes.</summary>
    /// <param name="line">One line without its line feed.</param>
    /// <exception cref="FormatException">It is no line of a log, or its JSON is not canonical.</exception>
    public static Digest LeafOf(ReadOnlySpan<byte> line)
    {
        if (IsErased(line))
            return ErasedOf(line).Entry.LeafHash;
        var content = ContentOf(line);
        return CanonicalJson.Flaw(content) is { } flaw
            ? throw new FlawException(Wording.Of("Audit.fact-not-canonical", flaw))
            : FactEntry.Of(SeedOf(line), content).LeafHash;
    }

    /// <summary>The fact of a line.</summary>
    /// <param name="line">One line without its line feed.</param>
    /// <param name="fact">It, with its number; null of an erased one.</param>
    /// <returns>False of an erased one.</returns>
    /// <exception cref="FormatException">It is no line of a log.</exception>
    public static bool TryRead(ReadOnlySpan<byte> line, [NotNullWhen(true)] out LoggedFact? fact)
    {
        fact = null;
        if (IsErased(line))
            return false;
        var (read, sequence, nth) = FactText.ReadLogged(ContentOf(line));
        fact = new LoggedFact(read, sequence, nth);
        return true;
    }
}
