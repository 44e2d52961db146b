using System.Text.RegularExpressions;
using AccessGov.App.Texts;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.Tests;

/// <summary>
/// What a person reads of a wording. Tests compare the English; whatever is compared is said in Japanese too, and neither is in the other.
/// </summary>
internal static partial class Said
{
    private static readonly UiTexts English = new("en");
    private static readonly UiTexts Japanese = new("ja");

    public static string InEnglish(this Wording wording)
    {
        var bare = Bare(wording);
        Assert.DoesNotMatch(JapaneseLetters(), English.Of(bare));
        Assert.Matches(JapaneseLetters(), Japanese.Of(bare));
        Assert.DoesNotMatch(EnglishSentence(), Japanese.Of(wording));
        return English.Of(wording);
    }

    public static string InJapanese(this Wording wording) => Japanese.Of(wording);

    /// <summary>What is wrong.</summary>
    public static string Message(this YamlError error) => error.What.InEnglish();

    /// <summary>What to do.</summary>
    public static string Advice(this YamlError error) => error.Remedy.InEnglish();

    public static IReadOnlyList<string> InEnglish(this IEnumerable<Wording> wordings) => [.. wordings.Select(w => w.InEnglish())];

    /// <summary>Without what the file or the city itself says.</summary>
    private static Wording Bare(Wording wording) =>
        Wording.Of(wording.Key, [.. wording.Values.Select(v => v is Wording inner ? (object)Bare(inner) : "1")]);

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]")]
    private static partial Regex JapaneseLetters();

    // Lists of keys have commas, and neither they nor addresses are sentences.
    [GeneratedRegex(@"([A-Za-z']+ ){3}[A-Za-z']+")]
    private static partial Regex EnglishSentence();
}
