using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Suggesting;

/// <summary>The words of sources whose meaning is known: those that policy and profiles share, and nothing that has two meanings.</summary>
internal static class KnownWords
{
    private static readonly Word Serving = ProfileWords.Standings[0],
        Left = ProfileWords.Standings[1],
        Yes = new Word<bool>(true, "true"),
        No = new Word<bool>(false, "false");

    private static readonly Dictionary<string, IReadOnlyList<KeyValuePair<string, Word>>> Lists = new()
    {
        [ExtractColumn.EmploymentKind] = Of(StaffWords.Employments),
        [ExtractColumn.PostingKind] = Of(StaffWords.Postings),
        [ExtractColumn.LeaveKind] = Of(ProfileWords.Leaves),
        [ExtractColumn.Status] =
        [
            new("在職", Serving),
            new("退職", Left),
            new("現職", Serving),
            new("休職", Serving),
            new("休業", Serving),
            new("育休", Serving),
            new("育児休業", Serving),
        ],
        [ExtractColumn.EndsAtOnce] = [new("1", Yes), new("0", No), new("○", Yes), new("有", Yes), new("無", No)],
    };

    /// <summary>Logical columns of words, in the order of a profile.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [ExtractColumn.EmploymentKind, ExtractColumn.PostingKind, ExtractColumn.LeaveKind, ExtractColumn.Status, ExtractColumn.EndsAtOnce];

    /// <summary>What a word means, as profiles write it; null when nobody knows.</summary>
    /// <param name="column">The logical column.</param>
    /// <param name="word">The word, in any width.</param>
    public static Word? Meaning(string column, string word)
    {
        var key = Folding.Key(word);
        foreach (var (known, meaning) in Lists[column])
            if (Folding.Key(known) == key)
                return meaning;
        return null;
    }

    /// <summary>True for words that say nothing in a column and something in another: 本務 and 兼務 are no 任用区分.</summary>
    /// <param name="column">The logical column.</param>
    /// <param name="words">What stands in it.</param>
    public static bool AreOfAnother(string column, IReadOnlyList<string> words) =>
        Lists.ContainsKey(column)
        && !words.Any(w => Meaning(column, w) is not null)
        && Columns.Any(other => words.Any(w => Meaning(other, w) is not null));

    /// <summary>What whoever reads the proposal should know of a word before its meaning is taken over; null for most.</summary>
    /// <param name="column">The logical column.</param>
    /// <param name="word">The word, in any width.</param>
    public static Wording? RemarkOn(string column, string word) =>
        column == ExtractColumn.EmploymentKind && Folding.Key(word).StartsWith("任期付", StringComparison.Ordinal)
            ? Wording.Of("Suggest.fixed-term")
            : null;

    /// <summary>
    /// The first word of each meaning, for what a file happens not to hold. Of 在職区分 and 即時停止 only two: others mean the same.
    /// </summary>
    /// <param name="column">The logical column.</param>
    public static IEnumerable<KeyValuePair<string, Word>> Usual(string column) => Lists[column].DistinctBy(w => w.Value.English);

    // The codes of former versions are among the spellings.
    private static List<KeyValuePair<string, Word>> Of<T>(IReadOnlyList<Word<T>> words)
        where T : struct => [.. words.SelectMany(w => w.Japanese.Where(Word.IsJapanese).Select(j => KeyValuePair.Create(j, (Word)w)))];
}
