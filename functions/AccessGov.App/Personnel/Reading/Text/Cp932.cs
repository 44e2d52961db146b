using System.Buffers.Binary;
using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Text;

/// <summary>Strict code page 932: a byte without meaning refuses the text instead of turning into "・".</summary>
/// <remarks>
/// The decoder of .NET is best-fit without an exception fallback, and with one it rejects the legal NEC-selected
/// (lead ED, EE) and NEC row 13 duplicates. So the table is taken from the best-fit decoder, pair by pair, and
/// whatever that decoder replaces by U+30FB counts as meaningless, except 8145, which is U+30FB.
/// </remarks>
public static class Cp932
{
    private const char Katakana = '\uFF61',
        Substitute = '\u30FB',
        None = '\0';
    private const int SubstitutePair = 0x8145;
    private static readonly Lazy<char[]> Pairs = new(ReadPairs);
    private static readonly Lazy<uint[]> AsUtf8 = new(MakeUtf8);

    /// <summary>The most bytes of UTF-8 that one byte becomes: half-width kana.</summary>
    public const int MostUtf8 = 3;

    /// <summary>Decodes all bytes or refuses at the first that has no meaning.</summary>
    /// <param name="bytes">The file as it was delivered.</param>
    public static TextRead Decode(ReadOnlySpan<byte> bytes)
    {
        var pairs = Pairs.Value;
        var text = new StringBuilder(bytes.Length);
        for (var at = 0; at < bytes.Length; at++)
        {
            var lead = bytes[at];
            if (lead < 0x80)
                text.Append((char)lead);
            else if (lead is >= 0xA1 and <= 0xDF)
                text.Append((char)(Katakana + lead - 0xA1));
            else if (!IsLead(lead))
                return Refuse(bytes, at, lead, null);
            else if (at + 1 == bytes.Length)
                return Refuse(bytes, at, lead, null);
            else if (pairs[(lead << 8) | bytes[at + 1]] is var c and not None)
            {
                text.Append(c);
                at++;
            }
            else
                return Refuse(bytes, at, lead, bytes[at + 1]);
        }
        return new TextRead.Whole(text.ToString());
    }

    /// <summary>
    /// Writes whole characters as UTF-8. It stops before a byte without meaning, and before a character whose second byte is not there.
    /// </summary>
    /// <param name="bytes">Bytes of CP932, from the beginning of a character.</param>
    /// <param name="utf8">Takes the text: <see cref="MostUtf8"/> times as long as the bytes.</param>
    /// <returns>How many bytes were read and how many were written.</returns>
    internal static (int Read, int Written) Transcode(ReadOnlySpan<byte> bytes, Span<byte> utf8)
    {
        ReadOnlySpan<uint> known = AsUtf8.Value;
        var (at, to) = (0, 0);
        while (at < bytes.Length)
        {
            var lead = bytes[at];
            if (lead < 0x80)
            {
                utf8[to++] = lead;
                at++;
                continue;
            }
            var isPair = IsLead(lead);
            if (isPair && at + 1 == bytes.Length)
                break;
            var text = known[isPair ? (lead << 8) | bytes[at + 1] : lead];
            if (text == 0)
                break;
            at += isPair ? 2 : 1;
            utf8[to] = (byte)text;
            utf8[to + 1] = (byte)(text >> 8);
            utf8[to + 2] = (byte)(text >> 16);
            to += (int)(text >> 24);
        }
        return (at, to);
    }

    /// <summary>The bytes of each character, the first one lowest, under their number; 0 for what has no meaning.</summary>
    private static uint[] MakeUtf8()
    {
        var all = new uint[0x10000];
        var pairs = Pairs.Value;
        Span<byte> bytes = stackalloc byte[4];
        for (var code = 0x80; code < all.Length; code++)
        {
            var c = code is >= 0xA1 and <= 0xDF ? (char)(Katakana + code - 0xA1) : pairs[code];
            if (c == None)
                continue;
            var length = new Rune(c).EncodeToUtf8(bytes);
            bytes[length..].Clear();
            all[code] = BinaryPrimitives.ReadUInt32LittleEndian(bytes) | ((uint)length << 24);
        }
        return all;
    }

    private static bool IsLead(byte b) => b is >= 0x81 and <= 0x9F or >= 0xE0 and <= 0xFC;

    /// <summary>What is said of bytes without meaning.</summary>
    /// <param name="line">Where, in lines from 1.</param>
    /// <param name="at">Where, in bytes from 0.</param>
    /// <param name="lead">The first of them.</param>
    /// <param name="trail">The one behind it; null where the file ends.</param>
    internal static Wording Fault(int line, long at, byte lead, byte? trail) =>
        !IsLead(lead) ? Wording.Of("Table.not-cp932", line, at + 1, $"{lead:X2}")
        : trail is null ? Wording.Of("Table.cp932-cut", line, at + 1)
        : Wording.Of("Table.not-cp932", line, at + 1, $"{lead:X2} {trail:X2}");

    private static TextRead.Refused Refuse(ReadOnlySpan<byte> bytes, int at, byte lead, byte? trail)
    {
        var line = 1 + bytes[..at].Count((byte)'\n');
        return new(Fault(line, at, lead, trail), at, line);
    }

    private static char[] ReadPairs()
    {
        var bestFit = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
        var pairs = new char[0x10000];
        var pair = new byte[2];
        var one = new char[2];
        for (var lead = 0x81; lead <= 0xFC; lead++)
        {
            if (!IsLead((byte)lead))
                continue;
            for (var trail = 0x40; trail <= 0xFC; trail++)
            {
                if (trail == 0x7F)
                    continue;
                (pair[0], pair[1]) = ((byte)lead, (byte)trail);
                var code = (lead << 8) | trail;
                if (bestFit.GetChars(pair, 0, 2, one, 0) == 1 && (one[0] != Substitute || code == SubstitutePair))
                    pairs[code] = one[0];
            }
        }
        return pairs;
    }
}
