using System.Text;
using AccessGov.Core.Audit.Entries;

namespace AccessGov.App.Audit.Log;

/// <summary>
/// A sealed line as its row holds it: the log's line. Rows that were sealed into the chain of old have their hash too,
/// <c>{"fact":…,"hash":…,"seed":…}</c>, and no seed until the log has caught up with them.
/// </summary>
internal static class SealedRow
{
    // As long as the seed with its mark, without the brace.
    private const int HashTail = LogLine.TailLength - 1;

    private static ReadOnlySpan<byte> HashMark => ",\"hash\":\""u8;

    /// <summary>The row of a fact that was sealed into the chain of old, now with its seed.</summary>
    public static byte[] WithSeed(ReadOnlySpan<byte> chainLine, FactSeed seed) =>
        [.. chainLine[..^1], .. Encoding.UTF8.GetBytes($",\"seed\":\"{seed.Hex}\"}}")];

    /// <summary>The log's line in a row.</summary>
    /// <exception cref="FormatException">The row has no seed yet, or was altered.</exception>
    public static byte[] LineOf(ReadOnlySpan<byte> row)
    {
        if (LogLine.IsErased(row))
            return row.ToArray();
        if (!LogLine.HasSeed(row))
            throw new FormatException("A sealed fact has no seed.");
        var content = row[..^LogLine.TailLength];
        return HasHash(content) ? [.. content[..^HashTail], .. row[^LogLine.TailLength..]] : row.ToArray();
    }

    /// <summary>The line of the chain of old in a row; null when it was sealed after that, or its hash was erased.</summary>
    public static byte[]? ChainLineOf(ReadOnlySpan<byte> row)
    {
        if (LogLine.IsErased(row))
            return null;
        if (!LogLine.HasSeed(row))
            return row.ToArray();
        return HasHash(row[..^LogLine.TailLength]) ? [.. row[..^LogLine.TailLength], (byte)'}'] : null;
    }

    /// <summary>Hash of the leaf that a row makes.</summary>
    /// <exception cref="FormatException">The row was altered, or has no seed.</exception>
    public static Core.Audit.Trees.Digest LeafOf(ReadOnlySpan<byte> row) =>
        LogLine.HasSeed(row) && !HasHash(row[..^LogLine.TailLength]) ? LogLine.LeafOf(row) : LogLine.LeafOf(LineOf(row));

    private static bool HasHash(ReadOnlySpan<byte> row) => row.Length > HashTail && row[^HashTail..].StartsWith(HashMark);
}
