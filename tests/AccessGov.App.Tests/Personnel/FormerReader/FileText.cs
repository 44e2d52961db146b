using System.Text;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;

namespace AccessGov.App.Tests.Personnel.FormerReader;

/// <summary>Turns the bytes of a delivery into text, strictly in the encoding that the profile names.</summary>
internal static class FileText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes all bytes or refuses; recognises the usual wrong encodings, so that the refusal names them.</summary>
    /// <param name="bytes">The file as it was delivered.</param>
    /// <param name="encoding">The encoding that the profile names.</param>
    public static TextRead Decode(ReadOnlySpan<byte> bytes, TextEncoding encoding)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xFE]) || bytes.StartsWith<byte>([0xFE, 0xFF]))
            return new TextRead.Refused(
                "The file is UTF-16 (\"Unicode text\" in Excel). Save it as CSV UTF-8 and correct 'encoding' in the profile.",
                0,
                1
            );
        if (bytes.IndexOf((byte)0) is var zero and >= 0)
            return new TextRead.Refused(
                $"Byte offset {zero}: a zero byte. This is not a text file; deliver CSV, not a workbook.",
                zero,
                LineOf(bytes, zero)
            );
        return encoding == TextEncoding.Utf8 ? DecodeUtf8(bytes) : DecodeCp932(bytes);
    }

    private static TextRead DecodeUtf8(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        if (FirstInvalidUtf8(bytes[start..]) is not { } bad)
            return new TextRead.Whole(StrictUtf8.GetString(bytes[start..]));
        bad += start;
        var hint = Cp932.Decode(bytes) is TextRead.Whole ? "It reads as CP932" : "The file was damaged or is in another encoding";
        var line = LineOf(bytes, bad);
        return new TextRead.Refused(
            $"Line {line}, byte offset {bad}: not UTF-8. {hint}; deliver it again or correct 'encoding' in the profile.",
            bad,
            line
        );
    }

    private static TextRead DecodeCp932(ReadOnlySpan<byte> bytes)
    {
        // Japanese text in CP932 is never well-formed UTF-8 by accident over a whole header row, while UTF-8 often passes as CP932
        // mojibake.
        if (bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is var high and >= 0 && FirstInvalidUtf8(bytes) is null)
            return new TextRead.Refused(
                "The file is UTF-8, the profile says CP932. Deliver CP932 or correct 'encoding' in the profile.",
                high,
                LineOf(bytes, high)
            );
        return Cp932.Decode(bytes);
    }

    private static int? FirstInvalidUtf8(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; )
        {
            var ascii = bytes[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
                return null;
            at += ascii;
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var used) != System.Buffers.OperationStatus.Done)
                return at;
            at += used;
        }
        return null;
    }

    private static int LineOf(ReadOnlySpan<byte> bytes, int at) => 1 + bytes[..at].Count((byte)'\n');
}
