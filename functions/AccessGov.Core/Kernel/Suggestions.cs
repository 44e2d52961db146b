namespace AccessGov.Core.Kernel;

/// <summary>"Did you mean": the nearest known word, by insertions, deletions, replacements and swaps of neighbours.</summary>
public static class Suggestions
{
    private const int MostShown = 16;

    /// <summary>The remedy for an unknown name.</summary>
    /// <param name="word">What somebody wrote.</param>
    /// <param name="known">What could have been written.</param>
    public static Wording For(string word, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return For(word, known, known.Count > MostShown ? null : Wording.Of("Yaml.known", known));
    }

    /// <summary>The same where the list of what is known is told in other words.</summary>
    /// <param name="word">What somebody wrote.</param>
    /// <param name="known">What could have been written.</param>
    /// <param name="list">What is known, for people; null where it is too long.</param>
    public static Wording For(string word, IReadOnlyCollection<string> known, Wording? list)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        var allowed = Math.Max(1, word.Length / 3);
        var near = known
            .Select(k => (Word: k, Distance: Near(word, k)))
            .Where(x => x.Distance <= allowed)
            .OrderBy(x => x.Distance)
            .ThenBy(x => x.Word, StringComparer.Ordinal)
            .ToArray();
        if (near.Length == 0)
            return list ?? Wording.Of("Yaml.none-near", known.Count);
        var nearest = near.TakeWhile(x => x.Distance == near[0].Distance).Take(3).Select(x => x.Word).ToArray();
        var meant = nearest switch
        {
            [var one] => Wording.Of("Yaml.near-1", one),
            [var one, var other] => Wording.Of("Yaml.near-2", one, other),
            _ => Wording.Of("Yaml.near-3", nearest[0], nearest[1], nearest[2]),
        };
        return list is null ? meant : Wording.Of("Yaml.near-known", meant, list);
    }

    /// <summary>How far a word is from a known one: a beginning is near.</summary>
    /// <param name="word">What somebody wrote.</param>
    /// <param name="known">What could have been written.</param>
    public static int Near(string word, string known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        return Begins(word, known) ? 1 : Distance(word, known);
    }

    private static bool Begins(string word, string known) =>
        word.Length > 1
        && known.Length > 1
        && (known.StartsWith(word, StringComparison.Ordinal) || word.StartsWith(known, StringComparison.Ordinal));

    /// <summary>Optimal string alignment distance.</summary>
    private static int Distance(string a, string b)
    {
        const int TooFar = int.MaxValue;
        if (Math.Abs(a.Length - b.Length) > 8 || a.Length > 128)
            return TooFar;
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        return d[a.Length, b.Length];
    }
}
