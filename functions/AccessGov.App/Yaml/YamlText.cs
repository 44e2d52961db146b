using System.Buffers;
using System.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Yaml;

/// <summary>From bytes to text that a YAML parser may see: UTF-8, not empty, not huge, lines that every program counts alike.</summary>
internal static class YamlText
{
    /// <summary>A city of a million people needs less than one mebibyte; more is another file by mistake.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <returns>Null after a complaint.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, YamlErrors complaints)
    {
        if (bytes.Length > MaxBytes)
            return Refuse(
                complaints,
                SourcePosition.Start,
                Wording.Of("Yaml.too-large", bytes.Length, MaxBytes),
                Wording.Of("Yaml.check-file", complaints.Kind)
            );
        if (bytes.StartsWith(new byte[] { 0xFF, 0xFE }) || bytes.StartsWith(new byte[] { 0xFE, 0xFF }))
            return Refuse(complaints, SourcePosition.Start, Wording.Of("Yaml.utf-16"), Wording.Of("Yaml.save-utf-8"));
        if (bytes.StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }))
            bytes = bytes[3..];
        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            return Refuse(
                complaints,
                PlaceOf(bytes[..FirstInvalid(bytes)]),
                Wording.Of("Yaml.not-utf-8", $"0x{e.BytesUnknown?.FirstOrDefault():X2}"),
                Wording.Of("Yaml.save-utf-8")
            );
        }
        if (string.IsNullOrWhiteSpace(text))
            return Refuse(complaints, SourcePosition.Start, Wording.Of("Yaml.empty"), Wording.Of("Yaml.from-sample", complaints.Kind));
        return HasStrangeCharacters(text, complaints) ? null : text;
    }

    /// <summary>A file that cannot be opened is refused like one that is wrong.</summary>
    public static YamlError Unreadable(Exception why) =>
        new(
            0,
            0,
            "",
            why switch
            {
                FileNotFoundException or DirectoryNotFoundException => Wording.Of("Yaml.file-missing"),
                UnauthorizedAccessException => Wording.Of("Yaml.file-closed"),
                // The system's own words are in one language only.
                _ => Wording.Of("Yaml.file-unreadable"),
            },
            Wording.Of("Yaml.check-name-and-readers")
        );

    private static string? Refuse(YamlErrors complaints, SourcePosition at, Wording what, Wording remedy)
    {
        complaints.Add(at, "", what, remedy);
        return null;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var used) == OperationStatus.Done)
            at += used;
        return at;
    }

    private static SourcePosition PlaceOf(ReadOnlySpan<byte> before)
    {
        var line = before.Count((byte)'\n') + 1;
        return new SourcePosition(line, Strict.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }

    private static bool HasStrangeCharacters(string text, YamlErrors complaints)
    {
        var (found, line) = (false, 0);
        // Plain loops: what searches a span for one of many is compiled at every cold start.
        for (int begin = 0, end; begin <= text.Length; begin = end + 1)
        {
            line++;
            end = text.IndexOf('\n', begin);
            if (end < 0)
                end = text.Length;
            var content = text.AsSpan(begin, end - begin).TrimEnd('\r');
            var column = content.Length - content.TrimStart(' ').Length;
            if (column == content.Length)
                continue;
            if (content[column] is '\t' or '\u3000' or '\u00A0')
            {
                complaints.Add(
                    new SourcePosition(line, column + 1),
                    "",
                    content[column] == '\t' ? Wording.Of("Yaml.tab-indent") : Wording.Of("Yaml.wide-indent"),
                    Wording.Of("Yaml.indent-so")
                );
                found = true;
            }
            var strange = FirstStrange(content);
            if (strange < 0)
                continue;
            complaints.Add(
                new SourcePosition(line, strange + 1),
                "",
                Wording.Of("Yaml.invisible", $"U+{(int)content[strange]:X4}"),
                Wording.Of("Yaml.remove-it")
            );
            found = true;
        }
        return found;
    }

    /// <summary>Control characters but tab, and what some programs take for a line end and others do not.</summary>
    private static int FirstStrange(ReadOnlySpan<char> line)
    {
        for (var at = 0; at < line.Length; at++)
            if (line[at] is '\u2028' or '\u2029' || (line[at] != '\t' && char.IsControl(line[at])))
                return at;
        return -1;
    }
}
