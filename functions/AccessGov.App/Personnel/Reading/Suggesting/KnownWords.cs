using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Suggesting;

/// <summary>The words of sources whose meaning is known: those that policy and profiles share, and nothing that has two meanings.</summary>
internal static class KnownWords
{
    private static readonly Dictionary<string, IReadOnlyList<KeyValuePair<string, string>>> Lists = new()
    {
        [ExtractColumn.EmploymentKind] = Of(StaffWords.Employments),
        [ExtractColumn.PostingKind] = Of(StaffWords.Postings),
        [ExtractColumn.LeaveKind] = Of(ProfileWords.Leaves),
        [ExtractColumn.Status] =
        [
            new("在職", "serving"),
            new("退職", "left"),
            new("現職", "serving"),
            new("休職", "serving"),
            new("休業", "serving"),
            new("育休", "serving"),
            new("育児休業", "serving"),
        ],
        [ExtractColumn.EndsAtOnce] = [new("1", "true"), new("0", "false"), new("○", "true"), new("有", "true"), new("無", "false")],
    };

    /// <summary>Logical columns of words, in the order of a profile.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [ExtractColumn.EmploymentKind, ExtractColumn.PostingKind, ExtractColumn.LeaveKind, ExtractColumn.Status, ExtractColumn.EndsAtOnce];

    /// <summary>What a word means, as a profile writes it; null when nobody knows.</summary>
    /// <param name="column">The logical column.</param>
    /// <param name="word">The word, in any width.</param>
    public static string? Meaning(string column, string word)
    {
        var key = Folding.Key(word);
        foreach (var (known, meaning) in Lists[column])
            if (Folding.Key(known) == key)
                return meaning;
        return null;
    }

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
    public static IEnumerable<KeyValuePair<string, string>> Usual(string column) => Lists[column].DistinctBy(w => w.Value);

    private static List<KeyValuePair<string, string>> Of<T>(IReadOnlyList<Word<T>> words)
        where T : struct => [.. words.SelectMany(w => w.Japanese.Where(IsJapanese).Select(j => KeyValuePair.Create(j, w.English)))];

    // The codes of former versions are among them.
    private static bool IsJapanese(string word) => word[0] > '\u2fff';
}
