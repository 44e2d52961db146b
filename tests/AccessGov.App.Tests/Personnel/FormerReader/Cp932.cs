using System.Text;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;

namespace AccessGov.App.Tests.Personnel.FormerReader;

/// <summary>Strict code page 932: a byte without meaning refuses the text instead of turning into "・".</summary>
/// <remarks>
/// The decoder of .NET is best-fit without an exception fallback, and with one it rejects the legal NEC-selected
/// (lead ED, EE) and NEC row 13 duplicates. So the table is taken from the best-fit decoder, pair by pair, and
/// whatever that decoder replaces by U+30FB counts as meaningless, except 8145, which is U+30FB.
/// </remarks>
internal static class Cp932
{
    private const char Katakana = '\uFF61',
        Substitute = '\u30FB',
        None = '\0';
    private const string Remedy = "Deliver the file again as CP932, or correct 'encoding' in the profile.";
    private const int SubstitutePair = 0x8145;
    private static readonly Lazy<char[]> Pairs = new(ReadPairs);

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
                return Refuse(bytes, at, $"byte {lead:X2} is not a character of CP932. {Remedy}");
            else if (at + 1 == bytes.Length)
                return Refuse(bytes, at, "the file ends in the middle of a character, so it was cut off. Deliver the whole file again.");
            else if (pairs[(lead << 8) | bytes[at + 1]] is var c and not None)
            {
                text.Append(c);
                at++;
            }
            else
                return Refuse(bytes, at, $"bytes {lead:X2} {bytes[at + 1]:X2} are not a character of CP932. {Remedy}");
        }
        return new TextRead.Whole(text.ToString());
    }

    private static bool IsLead(byte b) => b is >= 0x81 and <= 0x9F or >= 0xE0 and <= 0xFC;

    private static TextRead.Refused Refuse(ReadOnlySpan<byte> bytes, int at, string what)
    {
        var line = 1 + bytes[..at].Count((byte)'\n');
        return new($"Line {line}, byte offset {at}: {what}", at, line);
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
