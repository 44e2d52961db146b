using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace AccessGov.App.Personnel.Reading.Text;

/// <summary>
/// The bytes of a delivered file as they pass by, some thousand at a time: hashed once, and looked at for what is no text. It ends before
/// the first byte that cannot be text; <see cref="Finish"/> hashes the rest.
/// </summary>
/// <remarks>Whether bytes are text of CP932 is seen by <see cref="Cp932Stream"/>; here it is only asked whether they are UTF-8.</remarks>
internal sealed class FileBytes : ForwardStream
{
    private const int InBuffer = 64 * 1024;

    private readonly Stream file;
    private readonly TextEncoding encoding;
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] buffer = new byte[InBuffer];

    // Text that was not given out lies in front, bytes behind it that are not all of a character, or no text, after it.
    private int given,
        text,
        end;
    private long passed;
    private bool isAtEnd,
        isCut;

    /// <summary>From the beginning of the file.</summary>
    /// <param name="file">Can be read again from its beginning; it is left open.</param>
    /// <param name="encoding">The encoding that the profile names.</param>
    public FileBytes(Stream file, TextEncoding encoding)
    {
        (this.file, this.encoding) = (file, encoding);
        file.Position = 0;
        Fill();
        IsUtf16 = buffer.AsSpan(0, end).StartsWith<byte>([0xFF, 0xFE]) || buffer.AsSpan(0, end).StartsWith<byte>([0xFE, 0xFF]);
        BomLength = encoding == TextEncoding.Utf8 ? FileText.BomOf(buffer.AsSpan(0, end)) : 0;
        HasSecondBom = BomLength > 0 && FileText.BomOf(buffer.AsSpan(BomLength, end - BomLength)) > 0;
        given = Math.Min(BomLength, text);
    }

    /// <summary>True when the file begins as UTF-16 does.</summary>
    public bool IsUtf16 { get; }

    /// <summary>How many bytes the byte order mark has, which is no text.</summary>
    public int BomLength { get; }

    /// <summary>True when another follows it, which whoever cuts the text into rows would leave out without a word.</summary>
    public bool HasSecondBom { get; }

    /// <summary>Where the first zero byte is; null for none so far.</summary>
    public long? ZeroAt { get; private set; }

    /// <summary>Where it was first seen that the file is not UTF-8; null when it is so far.</summary>
    public long? NotUtf8At { get; private set; }

    /// <summary>True when a byte so far is not ASCII.</summary>
    public bool HasHigh { get; private set; }

    /// <summary>How many bytes were read.</summary>
    public long ReadBytes => passed + end;

    /// <summary>The last byte that was read; 0 when none was.</summary>
    public byte Last { get; private set; }

    /// <summary>Reads what is left and gives the SHA-256 of all, lower-case hex. Nothing more can be read afterwards.</summary>
    public string Finish()
    {
        while (!isAtEnd)
        {
            given = text;
            Fill();
        }
        (given, isCut) = (text, true);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    public override int Read(Span<byte> into)
    {
        while (given == text && !isAtEnd && !isCut)
            Fill();
        var length = Math.Min(into.Length, text - given);
        buffer.AsSpan(given, length).CopyTo(into);
        given += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            sha.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The next bytes, behind those of a character that were not all there.</summary>
    private void Fill()
    {
        var left = isCut ? 0 : end - text;
        buffer.AsSpan(text, left).CopyTo(buffer);
        passed += end - left;
        (given, text, end) = (0, 0, left);
        var read = file.ReadAtLeast(buffer.AsSpan(left), buffer.Length - left, throwOnEndOfStream: false);
        isAtEnd = left + read < buffer.Length;
        sha.AppendData(buffer, left, read);
        end += read;
        if (end > 0)
            Last = buffer[end - 1];
        Look(left);
    }

    private void Look(int from)
    {
        var bytes = buffer.AsSpan(0, end);
        if (ZeroAt is null && bytes[from..].IndexOf((byte)0) is var zero and >= 0)
            ZeroAt = passed + from + zero;
        HasHigh = HasHigh || bytes[from..].ContainsAnyExceptInRange((byte)0, (byte)0x7F);
        text = end;
        if (NotUtf8At is null)
        {
            text = Utf8Of(bytes, isAtEnd, out var isBroken);
            if (isBroken)
                NotUtf8At = passed + text;
            if (isBroken && encoding == TextEncoding.Cp932)
                text = end;
        }
        if (isCut)
            text = end;
        else if (ZeroAt is { } at || (NotUtf8At is not null && encoding == TextEncoding.Utf8))
            (isCut, text) = (true, ZeroAt is { } none ? (int)Math.Min(text, none - passed) : text);
    }

    /// <summary>How many of the bytes are whole characters of UTF-8.</summary>
    /// <param name="bytes">Bytes from the beginning of a character.</param>
    /// <param name="isAll">True when none follow.</param>
    /// <param name="isBroken">True when no bytes that follow could make characters of the rest.</param>
    private static int Utf8Of(ReadOnlySpan<byte> bytes, bool isAll, out bool isBroken)
    {
        isBroken = false;
        // Most buffers end within a character.
        var whole = bytes.Length;
        for (var back = 1; !isAll && back <= Math.Min(3, bytes.Length); back++)
            if (bytes[^back] >= 0xC0)
            {
                if (Rune.DecodeFromUtf8(bytes[^back..], out _, out _) == OperationStatus.NeedMoreData)
                    whole = bytes.Length - back;
                break;
            }
        if (Utf8.IsValid(bytes[..whole]))
            return whole;
        isBroken = true;
        return FileText.FirstInvalidUtf8(bytes)!.Value;
    }
}
