using System.Text;
using System.Text.Unicode;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Trees;

/// <summary>The one spelling of each value: two readers that disagree about bytes must not agree about a signature.</summary>
internal static class Spelling
{
    /// <summary>Sizes, indices and times: decimal digits without sign or leading zero, at most 2^53 − 1.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        if (text.Length is 0 or > 16 || text.ContainsAnyExceptInRange('0', '9') || (text[0] == '0' && text.Length > 1))
            return false;
        number = long.Parse(text);
        return number <= CanonicalScanner.MaxNumber;
    }

    /// <summary>Base64 with padding as an encoder writes it: no white space, no bits beyond the last byte.</summary>
    public static bool TryBase64(string? text, out byte[] bytes)
    {
        bytes = new byte[(text?.Length ?? 0) / 4 * 3];
        if (text is null || !Convert.TryFromBase64String(text, bytes, out var written))
            return false;
        bytes = bytes[..written];
        return Convert.ToBase64String(bytes) == text;
    }

    /// <summary>Text of bytes that are UTF-8; false when they are not, so that nothing is quietly replaced.</summary>
    public static bool TryText(ReadOnlySpan<byte> utf8, out string text)
    {
        var valid = Utf8.IsValid(utf8);
        text = valid ? Encoding.UTF8.GetString(utf8) : "";
        return valid;
    }
}
