namespace AccessGov.App.Yaml;

/// <summary>How a value may be written: the English word first, then the words of the glossary.</summary>
internal sealed record Word<T>(T Value, string English, params string[] Japanese)
    where T : struct
{
    public IEnumerable<string> Spellings => [English, .. Japanese];
}

/// <summary>Looks words up.</summary>
internal static class WordLists
{
    /// <summary>The value of a word; null when nobody knows it.</summary>
    public static T? Find<T>(this IReadOnlyList<Word<T>> words, string text)
        where T : struct
    {
        foreach (var word in words)
            if (word.Spellings.Contains(text, StringComparer.Ordinal))
                return word.Value;
        return null;
    }
}
