using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Text;

/// <summary>Folds the width of characters, for comparing only; what is stored keeps its raw form.</summary>
/// <remarks>Written out because string normalisation does nothing under invariant globalisation, and NFKC would also replace legal kanji (塚
/// U+FA10).</remarks>
internal static class Folding
{
    private const string FullKatakana =
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";
    private const char VoicedMark = '\uFF9E',
        HalfVoicedMark = '\uFF9F';
    private const int OnStack = 256;

    /// <summary>Texts of one key are the same.</summary>
    public static IEqualityComparer<string> SameKey { get; } =
        EqualityComparer<string>.Create(
            (one, other) => one is null ? other is null : other is not null && Key(one) == Key(other),
            text => Key(text).GetHashCode(StringComparison.Ordinal)
        );

    /// <summary>Full-width ASCII and the ideographic space become half-width; both ends are trimmed.</summary>
    public static string HalfWidth(string text) => EmployeeNumbers.HalfWidth(text);

    /// <summary>The key under which headers, code words and names are compared: one width, katakana, no spaces.</summary>
    public static string Key(string text)
    {
        var key = text.Length <= OnStack ? stackalloc char[text.Length] : new char[text.Length];
        key = key[..Key(text, key)];
        return key.SequenceEqual(text) ? text : key.ToString();
    }

    /// <summary>The same into a buffer as long as the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">Takes the key.</param>
    /// <returns>The length of the key, which is never longer than the text.</returns>
    public static int Key(ReadOnlySpan<char> text, Span<char> key)
    {
        var length = 0;
        foreach (var raw in text)
        {
            var c = EmployeeNumbers.HalfWidth(raw);
            if (char.IsWhiteSpace(c))
                continue;
            if (c == VoicedMark && length > 0 && Voiced(key[length - 1]) is { } voiced)
                key[length - 1] = voiced;
            else if (c == HalfVoicedMark && length > 0 && key[length - 1] is >= 'ハ' and <= 'ホ')
                key[length - 1] += (char)2;
            else
                key[length++] = Kana(c);
        }
        return length;
    }

    private static char Kana(char c) =>
        c switch
        {
            >= '\uFF61' and <= '\uFF9F' => FullKatakana[c - '\uFF61'],
            >= 'ぁ' and <= 'ゖ' => (char)(c + 0x60),
            _ => c,
        };

    private static char? Voiced(char c) =>
        c switch
        {
            'ウ' => 'ヴ',
            >= 'カ' and <= 'ト' or >= 'ハ' and <= 'ホ' => (char)(c + 1),
            _ => null,
        };
}
