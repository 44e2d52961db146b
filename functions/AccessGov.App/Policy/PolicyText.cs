using System.Text;

namespace AccessGov.App.Policy;

/// <summary>From bytes to text that a YAML parser may see: UTF-8, not empty, not huge, no tab as indentation.</summary>
internal static class PolicyText
{
    /// <summary>A city of a million people needs less than one mebibyte; more is another file by mistake.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <returns>Null after a complaint.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, Complaints complaints)
    {
        if (bytes.Length > MaxBytes)
            return Refuse(complaints, Place.Start, $"The file has {bytes.Length} bytes; the limit is {MaxBytes}.", "Check that this is the policy file.");
        if (bytes.StartsWith(new byte[] { 0xFF, 0xFE }) || bytes.StartsWith(new byte[] { 0xFE, 0xFF }))
            return Refuse(complaints, Place.Start, "The file is UTF-16.", "Save it as UTF-8.");
        if (bytes.StartsWith(new byte[] { 0xEF, 0xBB, 0xBF })) bytes = bytes[3..];
        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            return Refuse(complaints, PlaceOf(bytes[..FirstInvalid(bytes)]),
                $"The file is not UTF-8: byte 0x{e.BytesUnknown?.FirstOrDefault():X2} cannot stand here.", "Save it as UTF-8 (not Shift_JIS).");
        }
        if (string.IsNullOrWhiteSpace(text))
            return Refuse(complaints, Place.Start, "The file is empty.", "Start from the sample policy.");
        return HasTabs(text, complaints) ? null : text;
    }

    private static string? Refuse(Complaints complaints, Place at, string message, string remedy)
    {
        complaints.Add(at, "", message, remedy);
        return null;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var used) == System.Buffers.OperationStatus.Done) at += used;
        return at;
    }

    private static Place PlaceOf(ReadOnlySpan<byte> before)
    {
        var line = before.Count((byte)'\n') + 1;
        return new Place(line, Strict.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }

    private static bool HasTabs(string text, Complaints complaints)
    {
        var (found, line) = (false, 0);
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var column = content.IndexOfAnyExcept(' ');
            if (column < 0 || content[column] != '\t') continue;
            complaints.Add(new Place(line, column + 1), "", "A tab stands in the indentation.", "Indent with spaces, two for each level.");
            found = true;
        }
        return found;
    }
}
