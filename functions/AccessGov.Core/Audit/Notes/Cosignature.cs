using System.Buffers.Binary;
using System.Text;

namespace AccessGov.Core.Audit.Notes;

/// <summary>
/// A witness's signature of type 04: 8 bytes of time, the highest first, then an Ed25519 signature over that time and the whole text. It
/// says: then this was the largest tree of this log that I knew, and it contains all that I saw before.
/// </summary>
internal static class Cosignature
{
    private const int TimeLength = 8;

    /// <summary>Last second of the year 9999: later ones are no instant.</summary>
    private static readonly ulong Latest = (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>What is signed.</summary>
    public static byte[] Signed(long seconds, string text) => Encoding.UTF8.GetBytes($"cosignature/v1\ntime {seconds}\n{text}");

    /// <summary>The bytes that stand in the note.</summary>
    public static byte[] Write(long seconds, ReadOnlySpan<byte> signature)
    {
        var bytes = new byte[TimeLength + signature.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, seconds);
        signature.CopyTo(bytes.AsSpan(TimeLength));
        return bytes;
    }

    /// <summary>Takes them apart. A time of 0 is none: whoever cosigns a checkpoint says when.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out DateTimeOffset at, out long seconds, out ReadOnlySpan<byte> signature)
    {
        (at, seconds) = (default, 0);
        signature = default;
        if (bytes.Length <= TimeLength || BinaryPrimitives.ReadUInt64BigEndian(bytes) is var time && (time == 0 || time > Latest))
            return false;
        seconds = (long)time;
        at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        signature = bytes[TimeLength..];
        return true;
    }
}
