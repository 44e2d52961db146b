using System.Diagnostics.CodeAnalysis;
using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Storage;

/// <summary>
/// A file's relative path within a container, <c>/</c> between its segments. Any letters, Japanese ones too; nothing that a
/// file system or a URL could take for another place.
/// </summary>
public readonly record struct DropPath
{
    /// <summary>Longest path, in characters; blob names have 1,024.</summary>
    public const int MaxLength = 800;

    /// <summary>Longest segment, in UTF-8 bytes; file systems have 255.</summary>
    public const int MaxSegmentBytes = 240;

    /// <summary>No path has more segments between its slashes.</summary>
    public const int MaxSegments = 16;

    // What Windows forbids in a name; ':' also ends drive letters and starts alternate streams.
    private const string Forbidden = "\\:*?\"<>|";
    private readonly string? _value;

    private DropPath(string value) => _value = value;

    /// <summary>The path as text.</summary>
    public string Value => _value ?? throw new InvalidOperationException("The path was never set.");

    /// <summary>Where the content with this SHA-256 lies: <c>ab/abcdef…</c>.</summary>
    /// <param name="sha256">64 lower-case hexadecimal digits.</param>
    /// <exception cref="ArgumentException">Not 64 lower-case hexadecimal digits.</exception>
    public static DropPath OfHash(string sha256)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        return sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
            ? new($"{sha256[..2]}/{sha256}")
            : throw new ArgumentException($"A SHA-256 is 64 digits of 0-9a-f; this has {sha256.Length} characters.", nameof(sha256));
    }

    /// <summary>Reads a path.</summary>
    /// <param name="text">Segments between <c>/</c>.</param>
    /// <exception cref="ArgumentException">Not a path that can be kept; the message says why.</exception>
    public static DropPath Parse(string text) =>
        TryParse(text, out var path, out var why) ? path : throw new ArgumentException($"{why}", nameof(text));

    /// <summary>Reads a path, or says why it is refused.</summary>
    /// <param name="text">Segments between <c>/</c>.</param>
    /// <param name="path">The path.</param>
    /// <param name="why">Why it is refused, in a sentence; null when it is not.</param>
    public static bool TryParse(string text, out DropPath path, [NotNullWhen(false)] out Wording? why)
    {
        ArgumentNullException.ThrowIfNull(text);
        path = default;
        why = text.Length is 0 or > MaxLength ? Wording.Of("File.length", MaxLength, text.Length) : null;
        var segments = text.Split('/');
        if (why is null && segments.Length > MaxSegments)
            why = Wording.Of("File.segments", MaxSegments, segments.Length);
        for (var i = 0; why is null && i < segments.Length; i++)
            if (Trick(segments[i]) is { } trick)
                why = Wording.Of("File.not-plain", i + 1, trick);
        if (why is not null)
            return false;
        path = new(text);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    private static Wording? Trick(string segment)
    {
        if (segment.Length == 0)
            return Wording.Of("File.empty");
        if (segment[0] == '.')
            return Wording.Of("File.dot");
        if (segment[^1] is '.' or ' ' || segment[0] == ' ')
            return Wording.Of("File.space");
        foreach (var c in segment)
            if (Forbidden.Contains(c))
                return Wording.Of("File.character", $"U+{(int)c:X4}");
        if (!IsWellFormed(segment))
            return Wording.Of("File.half");
        if (VisibleText.FirstHidden(segment) is { } hidden)
            return Wording.Of("File.character", hidden);
        var bytes = Encoding.UTF8.GetByteCount(segment);
        return bytes > MaxSegmentBytes ? Wording.Of("File.bytes", bytes, MaxSegmentBytes) : null;
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        return true;
    }
}
