using System.Text;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;

namespace AccessGov.App.Audit.Log;

/// <summary>
/// A sealed line as its row holds it: with the fact's seed behind it, <c>{"fact":…,"hash":…,"seed":…}</c>. Rows that were sealed before
/// there was a log have none yet.
/// </summary>
internal static class SealedRow
{
    private const int TailLength = 9 + 2 * FactSeed.Length + 2;

    private static ReadOnlySpan<byte> Mark => ",\"seed\":\""u8;

    /// <summary>The row of a line.</summary>
    public static byte[] Write(string line, FactSeed seed) =>
        Encoding.UTF8.GetBytes($"{line.AsSpan(0, line.Length - 1)},\"seed\":\"{seed.Hex}\"}}");

    /// <summary>The line without its seed.</summary>
    public static ReadOnlySpan<byte> LineOf(ReadOnlySpan<byte> row)
    {
        if (!HasSeed(row))
            return row;
        var line = new byte[row.Length - TailLength + 1];
        row[..^TailLength].CopyTo(line);
        line[^1] = (byte)'}';
        return line;
    }

    /// <summary>The seed; null when there is none yet.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static FactSeed? SeedOf(ReadOnlySpan<byte> row) =>
        HasSeed(row)
            ? FactSeed.Parse(Encoding.ASCII.GetString(row.Slice(row.Length - TailLength + Mark.Length, 2 * FactSeed.Length)))
            : null;

    /// <summary>Hash of the leaf that a row makes.</summary>
    /// <exception cref="FormatException">The row was altered, or has no seed.</exception>
    public static Core.Audit.Trees.Digest LeafOf(ReadOnlySpan<byte> row)
    {
        var seed = SeedOf(row) ?? throw new FormatException("A sealed fact has no seed.");
        return FactEntry.Of(seed, SealedFact.CanonicalOf(LineOf(row))).LeafHash;
    }

    private static bool HasSeed(ReadOnlySpan<byte> row) => row.Length > TailLength && row[^TailLength..].StartsWith(Mark);
}
