using AccessGov.Core.Kernel;

namespace AccessGov.App.Yaml;

/// <summary>How a value may be written: the English word first, then the words of the glossary.</summary>
internal abstract record Word(string English, params string[] Japanese)
{
    /// <summary>Every spelling.</summary>
    public IEnumerable<string> Spellings => [English, .. Japanese];

    /// <summary>The word of the glossary; the English one where that is used in Japanese too.</summary>
    public string InJapanese => Array.Find(Japanese, IsJapanese) ?? English;

    /// <summary>True for a spelling in Japanese letters.</summary>
    public static bool IsJapanese(string spelling) => spelling[0] > '\u2fff';

    /// <summary>What people say for it that is no spelling: asked about, never read.</summary>
    public IReadOnlyList<string> Near { get; init; } = [];

    /// <summary>True where large and small letters are the same.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>True when the text is one of the spellings.</summary>
    public bool IsWritten(string text) =>
        text == English
        || Array.IndexOf(Japanese, text) >= 0
        || IgnoresCase && Spellings.Contains(text, StringComparer.OrdinalIgnoreCase);
}

/// <summary>A word and what it means.</summary>
internal sealed record Word<T>(T Value, string English, params string[] Japanese) : Word(English, Japanese)
    where T : struct;

/// <summary>Looks words up.</summary>
internal static class WordLists
{
    /// <summary>The value of a word; null when nobody knows it.</summary>
    public static T? Find<T>(this IReadOnlyList<Word<T>> words, string text)
        where T : struct => Known(words, text) is Word<T> word ? word.Value : null;

    /// <summary>The word that is written so; null when nobody knows it.</summary>
    public static Word? Known(IReadOnlyList<Word> words, string text)
    {
        foreach (var word in words)
            if (word.IsWritten(text))
                return word;
        return null;
    }

    /// <summary>
    /// The remedy for an unknown word of the vocabulary: any spelling may be meant but the opposite, one of each word is shown.
    /// </summary>
    public static Wording SuggestionsFor(string text, IReadOnlyList<Word> words)
    {
        var list = Wording.Of(
            "Yaml.known-words",
            words.Select(w => w.English),
            words.Select(w => w.Japanese.FirstOrDefault() ?? w.English)
        );
        if (words.FirstOrDefault(w => w.Near.Contains(text)) is { } near)
            return Wording.Of("Yaml.near-known", Wording.Of("Yaml.near-1", near.Japanese[0]), list);
        return Suggestions.For(
            text,
            [.. words.Select(w => w.Spellings.Where(s => !AreOpposite(s, text)).MinBy(s => Suggestions.Near(text, s))).OfType<string>()],
            list
        );
    }

    // One letter makes 非常勤 of 常勤, and no two words are further apart.
    private static bool AreOpposite(string one, string other) => one.StartsWith('非') != other.StartsWith('非');
}
