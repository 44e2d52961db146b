using System.Text;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Tests.Personnel.FormerReader;

/// <summary>Folds the width of characters, for comparing only; what is stored keeps its raw form.</summary>
/// <remarks>Written out because string normalisation does nothing under invariant globalisation, and NFKC would also replace legal kanji (塚
/// U+FA10).</remarks>
internal static class Folding
{
    private const string FullKatakana =
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";
    private const char VoicedMark = '\uFF9E',
        HalfVoicedMark = '\uFF9F';

    /// <summary>Full-width ASCII and the ideographic space become half-width; both ends are trimmed.</summary>
    public static string HalfWidth(string text) => EmployeeNumbers.HalfWidth(text);

    /// <summary>The key under which headers, code words and names are compared: one width, katakana, no spaces.</summary>
    public static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var raw in text)
        {
            var c = EmployeeNumbers.HalfWidth(raw);
            if (char.IsWhiteSpace(c))
                continue;
            if (c == VoicedMark && key.Length > 0 && Voiced(key[^1]) is { } voiced)
                key[^1] = voiced;
            else if (c == HalfVoicedMark && key.Length > 0 && key[^1] is >= 'ハ' and <= 'ホ')
                key[^1] += (char)2;
            else
                key.Append(Kana(c));
        }
        return key.ToString();
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
