using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Suggesting;

/// <summary>What was seen in one column of an unseen file: forms and counts. Words are kept while they are few, as codes are.</summary>
/// <param name="header">Its header as it was delivered.</param>
internal sealed class SeenColumn(string header)
{
    /// <summary>A column with more different words holds no code.</summary>
    public const int MostWords = 40;

    // A longer one is a sentence, or a name.
    private const int LongestWord = 30;

    private static readonly HashSet<string> NoEndWordsKnown =
    [
        .. "無期 無期限 期限なし 期限の定めなし 定めなし 継続".Split(' ').Select(Folding.Key),
    ];

    private static readonly DateForms[] Forms =
    [
        DateForms.Wareki,
        DateForms.EraNumber,
        DateForms.Western,
        DateForms.Compact,
        DateForms.ExcelSerial,
    ];

    private readonly Dictionary<string, SeenWord> words = [];
    private readonly SortedDictionary<int, int> lengths = [];
    private bool hasTooManyWords;
    private int longest;

    /// <summary>Its header as a profile writes it.</summary>
    public string Header { get; } = SeenWord.Written(header);

    /// <summary>How headers are compared.</summary>
    public string Key { get; } = KnownHeaders.Key(header);

    /// <summary>True for what is dropped at the edge, whatever a profile says.</summary>
    public bool IsSensitive { get; } = SensitiveColumns.Names(header);

    /// <summary>Cells that are neither blank nor a dash.</summary>
    public int Filled { get; private set; }

    /// <summary>Of these, days in any form, or a number that stands for no end.</summary>
    public int DaysSeen { get; private set; }

    /// <summary>Forms of the days.</summary>
    public DateForms DatesIn { get; private set; }

    /// <summary>Words for "no end", as they are written.</summary>
    public SortedSet<string> NoEndWords { get; } = new(StringComparer.Ordinal);

    /// <summary>Dashes for nothing, as they are written.</summary>
    public SortedSet<string> Dashes { get; } = new(StringComparer.Ordinal);

    /// <summary>True while all cells are letters and digits of ASCII, as codes are.</summary>
    public bool IsCode { get; private set; } = true;

    /// <summary>True when a number of the greatest length begins with 0.</summary>
    public bool HasLeadingZero { get; private set; }

    /// <summary>True when cells of a workbook are numbers here, which have no zeros at their beginning.</summary>
    public bool HasNumbers { get; init; }

    /// <summary>Length of a cell in half width, to how many there are.</summary>
    public IReadOnlyDictionary<int, int> Lengths => lengths;

    /// <summary>Different words in the order of their appearance; null when they are too many for codes.</summary>
    public IReadOnlyCollection<SeenWord>? Words => hasTooManyWords ? null : words.Values;

    /// <summary>One more cell.</summary>
    /// <param name="cell">As it was delivered.</param>
    public void Add(string cell)
    {
        var text = Folding.HalfWidth(cell);
        if (text.Length == 0)
            return;
        // What is dropped is not looked at.
        if (IsSensitive)
            return;
        if (IsDash(text))
        {
            Dashes.Add(SeenWord.Written(cell));
            return;
        }
        Filled++;
        AddDay(text, cell);
        AddNumber(text);
        if (!hasTooManyWords)
            AddWord(cell);
    }

    private void AddDay(string text, string cell)
    {
        if (NoEndWordsKnown.Contains(Folding.Key(text)))
        {
            NoEndWords.Add(SeenWord.Written(cell));
            DaysSeen++;
            return;
        }
        // Names and posts, of which there are most, are no days.
        if (!char.IsAsciiDigit(text[0]) && !"明大正昭平令㍾㍽㍼㍻㋿MTSHRmtshr".Contains(text[0], StringComparison.Ordinal))
            return;
        if (text.Length == 1 || JapaneseDate.Read(text, DateForms.Usual | DateForms.ExcelSerial) is DateReading.Unreadable)
            return;
        DaysSeen++;
        // 99999999 is no end whatever the form; 9999/12/31 is only where such days are read.
        if (JapaneseDate.Read(text, DateForms.None) is not DateReading.Unreadable)
            return;
        foreach (var form in Forms)
            if (!DatesIn.HasFlag(form) && JapaneseDate.Read(text, form) is not DateReading.Unreadable)
                DatesIn |= form;
    }

    private void AddNumber(string text)
    {
        IsCode = IsCode && text.Length <= EmployeeId.MaxLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        if (text.Length > longest)
            (longest, HasLeadingZero) = (text.Length, false);
        if (text.Length == longest && text[0] == '0')
            HasLeadingZero = true;
        lengths[text.Length] = lengths.GetValueOrDefault(text.Length) + 1;
    }

    private void AddWord(string cell)
    {
        var key = Folding.Key(cell);
        if (words.TryGetValue(key, out var seen))
            seen.Count++;
        else if (words.Count == MostWords || key.Length > LongestWord)
        {
            hasTooManyWords = true;
            words.Clear();
        }
        else
            words.Add(key, new SeenWord(SeenWord.Written(cell)) { Count = 1 });
    }

    private static bool IsDash(string text) => text.Length <= 4 && text.All(c => c is '-' or 'ー' or '―' or '—' or '–' or '‐' or '−');
}
