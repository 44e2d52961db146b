using System.Text;
using System.Text.Unicode;
using AccessGov.Core.Kernel;

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
            return new TextRead.Refused(Utf16, 0, 1);
        if (bytes.IndexOf((byte)0) is var zero and >= 0)
            return new TextRead.Refused(Zero(zero), zero, LineOf(bytes, zero));
        return encoding == TextEncoding.Utf8 ? FaultOfUtf8(bytes) : Utf8InsteadOfCp932(bytes);
    }

    /// <summary>The same of a file that was read to its end; only to find the words it is read again.</summary>
    /// <param name="file">The file, which can be read from its beginning.</param>
    /// <param name="read">What was seen in it.</param>
    /// <param name="encoding">The encoding that the profile names.</param>
    internal static Wording? Fault(Stream file, FileBytes read, TextEncoding encoding) =>
        read.IsUtf16 ? Utf16
        : read.ZeroAt is { } zero ? Zero(zero)
        : encoding == TextEncoding.Cp932 ? (read is { HasHigh: true, NotUtf8At: null } ? Utf8NotCp932 : null)
        : read.NotUtf8At is { } bad ? NotUtf8(LineOf(file, bad), bad, IsCp932(file))
        : null;

    /// <summary>The line of a byte, from 1.</summary>
    /// <param name="file">The file, which can be read from its beginning.</param>
    /// <param name="at">Which byte.</param>
    internal static int LineOf(Stream file, long at)
    {
        file.Position = 0;
        var (line, buffer) = (1, new byte[64 * 1024]);
        for (int read; at > 0 && (read = file.Read(buffer, 0, (int)Math.Min(at, buffer.Length))) > 0; at -= read)
            line += buffer.AsSpan(0, read).Count((byte)'\n');
        return line;
    }

    private static bool IsCp932(Stream file)
    {
        file.Position = 0;
        using var text = new Cp932Stream(file);
        text.Finish();
        return text.BrokenAt is null;
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
        var line = LineOf(bytes, bad);
        return new TextRead.Refused(NotUtf8(line, bad, Cp932.Decode(bytes) is TextRead.Whole), bad, line);
    }

    // Japanese text in CP932 is never well-formed UTF-8 by accident over a whole header row, while UTF-8 often passes as CP932 mojibake.
    private static TextRead.Refused? Utf8InsteadOfCp932(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is var high and >= 0 && Utf8.IsValid(bytes)
            ? new TextRead.Refused(Utf8NotCp932, high, LineOf(bytes, high))
            : null;

    private static Wording Utf16 => Wording.Of("Table.utf16");

    private static Wording Utf8NotCp932 => Wording.Of("Table.utf8-not-cp932");

    // People count from 1.
    private static Wording Zero(long at) => Wording.Of("Table.zero-byte", at + 1);

    private static Wording NotUtf8(int line, long at, bool isCp932) =>
        isCp932 ? Wording.Of("Table.cp932-not-utf8", line, at + 1) : Wording.Of("Table.not-utf8", line, at + 1);

    internal static int? FirstInvalidUtf8(ReadOnlySpan<byte> bytes)
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
