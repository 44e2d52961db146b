using System.Text;
using System.Text.Unicode;

namespace AccessGov.App.Personnel.Reading.Text;

/// <summary>Turns the bytes of a delivery into text, strictly in the encoding that the profile names.</summary>
public static class FileText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes all bytes or refuses; recognises the usual wrong encodings, so that the refusal names them.</summary>
    /// <param name="bytes">The file as it was delivered.</param>
    /// <param name="encoding">The encoding that the profile names.</param>
    public static TextRead Decode(ReadOnlySpan<byte> bytes, TextEncoding encoding) =>
        Fault(bytes, encoding) is { } fault ? fault
        : encoding == TextEncoding.Utf8 ? new TextRead.Whole(StrictUtf8.GetString(bytes[BomOf(bytes)..]))
        : Cp932.Decode(bytes);

    /// <summary>
    /// What is wrong with the bytes; null when nothing is. Of CP932 it looks for other encodings only: whether each byte has a meaning
    /// shows while the text is read.
    /// </summary>
    /// <param name="bytes">The file as it was delivered.</param>
    /// <param name="encoding">The encoding that the profile names.</param>
    internal static TextRead.Refused? Fault(ReadOnlySpan<byte> bytes, TextEncoding encoding)
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
        return encoding == TextEncoding.Utf8 ? FaultOfUtf8(bytes) : Utf8InsteadOfCp932(bytes);
    }

    /// <summary>How many bytes the byte order mark has, which is no text.</summary>
    /// <param name="bytes">The beginning of a file in UTF-8.</param>
    internal static int BomOf(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;

    private static TextRead.Refused? FaultOfUtf8(ReadOnlySpan<byte> bytes)
    {
        var start = BomOf(bytes);
        if (FirstInvalidUtf8(bytes[start..]) is not { } bad)
            return null;
        bad += start;
        var hint = Cp932.Decode(bytes) is TextRead.Whole ? "It reads as CP932" : "The file was damaged or is in another encoding";
        var line = LineOf(bytes, bad);
        return new TextRead.Refused(
            $"Line {line}, byte offset {bad}: not UTF-8. {hint}; deliver it again or correct 'encoding' in the profile.",
            bad,
            line
        );
    }

    // Japanese text in CP932 is never well-formed UTF-8 by accident over a whole header row, while UTF-8 often passes as CP932 mojibake.
    private static TextRead.Refused? Utf8InsteadOfCp932(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is var high and >= 0 && Utf8.IsValid(bytes)
            ? new TextRead.Refused(
                "The file is UTF-8, the profile says CP932. Deliver CP932 or correct 'encoding' in the profile.",
                high,
                LineOf(bytes, high)
            )
            : null;

    private static int? FirstInvalidUtf8(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return null;
        for (var at = 0; at < bytes.Length;)
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
