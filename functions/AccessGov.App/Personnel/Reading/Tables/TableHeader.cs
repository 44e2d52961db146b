using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>Finds the header row by its content and the mapped columns in it.</summary>
internal sealed class TableHeader
{
    // A preamble is a title, a date, perhaps a department; thirty rows is generous and bounds the search.
    public const int RowsSearched = 30;

    private const char ByteOrderMark = '\uFEFF';

    private readonly string[] _keys;

    private readonly Dictionary<string, int> _slots = [];
    private readonly int[] _at;

    private TableHeader(int index, string[] keys, Dictionary<string, int> at)
    {
        (Index, _keys) = (index, keys);
        _at = [.. at.Values];
        foreach (var (logical, _) in at)
            _slots.Add(logical, _slots.Count);
    }

    /// <summary>Position of the header among the records, from 0.</summary>
    public int Index { get; }

    /// <summary>Cells in the header row.</summary>
    public int Width => _keys.Length;

    /// <summary>The folded first header.</summary>
    public string FirstKey => _keys[0];

    /// <summary>Where the mapped columns stand that the file has.</summary>
    public ReadOnlySpan<int> At => _at;

    /// <summary>Which of <see cref="At"/> a logical column is; null when the file lacks it.</summary>
    public int? SlotOf(string logical) => _slots.TryGetValue(logical, out var slot) ? slot : null;

    /// <summary>The position of a logical column; null when the file lacks it.</summary>
    public int? PositionOf(string logical) => SlotOf(logical) is { } slot ? _at[slot] : null;

    /// <summary>
    /// True when a later row repeats the header, as printed lists do on each page. Empty cells at the end do not count: on a sheet one row
    /// with a cell too many makes all rows as wide.
    /// </summary>
    public bool Repeats(string[] cells) => Named([.. cells.Select(Folding.Key)]).SequenceEqual(Named(_keys));

    private static ReadOnlySpan<string> Named(string[] keys) =>
        keys.AsSpan(0, Array.FindLastIndex(keys, static k => k.Length > 0) + 1);

    /// <summary>Finds the header or says why there is none.</summary>
    /// <param name="records">The beginning.</param>
    /// <param name="form">How the table is written.</param>
    /// <param name="notices">Takes what is told of a header that is found.</param>
    /// <param name="reasons">Takes what is wrong.</param>
    /// <param name="otherSeparator">What is told when there is no header by the profile's separator, but by another.</param>
    public static TableHeader? Find(
        IReadOnlyList<string[]> records,
        TableForm form,
        List<Notice> notices,
        List<Wording> reasons,
        Func<Wording?> otherSeparator
    )
    {
        var mapped = form.Columns.ToDictionary(c => c.Key, c => Folding.Key(c.Value));
        if (RowOf(records, form) is not { } best)
        {
            reasons.Add(Missing(form));
            if ((otherSeparator() ?? Separators.SeenIn(records, form)) is { } other)
                reasons.Add(other);
            return null;
        }
        var header = records[best].Select(KeyOf).ToArray();
        foreach (var name in Needed(form).Where(name => !header.Contains(Folding.Key(name))))
            reasons.Add(Wording.Of("Table.lacks-column", best + 1, name));
        HiddenMark(records[best], best + 1, reasons);
        var at = new Dictionary<string, int>();
        foreach (var (logical, key) in mapped)
        {
            var count = header.Count(h => h == key);
            if (count > 1)
                reasons.Add(Wording.Of("Table.column-twice", best + 1, form.Columns[logical], count));
            else if (count == 1)
                at[logical] = Array.IndexOf(header, key);
            else if (form.Optional.Contains(logical))
                notices.Add(
                    new(
                        NoticeKind.OptionalColumnAbsent,
                        form.Source,
                        best + 1,
                        form.Columns[logical],
                        Wording.Of("Notice.optional-column-absent")
                    )
                );
        }
        if (reasons.Count > 0)
            return null;
        Report(records[best], at, best, form, notices);
        return new TableHeader(best, header, at);
    }

    /// <summary>True when a row of the beginning is the header, whatever may be wrong with it.</summary>
    public static bool StandsIn(IReadOnlyList<string[]> records, TableForm form) => RowOf(records, form) is not null;

    /// <summary>True when a row of the beginning has every column that is needed.</summary>
    public static bool StandsWhole(IReadOnlyList<string[]> records, TableForm form)
    {
        var needed = Needed(form).Select(Folding.Key).ToArray();
        return records.Take(RowsSearched).Any(r => r.Select(KeyOf).ToHashSet().IsSupersetOf(needed));
    }

    /// <summary>What people are told when none is.</summary>
    public static Wording Missing(TableForm form) => Wording.Of("Table.no-header", RowsSearched, Needed(form));

    /// <summary>The row with the most headers, from 0; null when none has half of those that are needed.</summary>
    private static int? RowOf(IReadOnlyList<string[]> records, TableForm form)
    {
        var needed = Needed(form).Select(Folding.Key).ToArray();
        var (best, found) = (-1, 0);
        for (var i = 0; i < records.Count && i < RowsSearched && found < needed.Length; i++)
        {
            var keys = records[i].Select(KeyOf).ToHashSet();
            var count = needed.Count(keys.Contains);
            if (count > found)
                (best, found) = (i, count);
        }
        return best < 0 || found * 2 < needed.Length ? null : best;
    }

    private static IEnumerable<string> Needed(TableForm form) =>
        form.Columns.Where(c => !form.Optional.Contains(c.Key)).Select(c => c.Value);

    /// <summary>A header with a byte order mark in it is the one that people see; that it has one is told of it and nothing else.</summary>
    private static string KeyOf(string header) => Folding.Key(string.Concat(header.Split(ByteOrderMark)));

    private static void Report(string[] header, Dictionary<string, int> at, int index, TableForm form, List<Notice> notices)
    {
        if (index > 0)
        {
            var what = index == 1 ? Wording.Of("Notice.preamble-row") : Wording.Of("Notice.preamble", index);
            notices.Add(new(NoticeKind.PreambleSkipped, form.Source, 1, null, what));
        }
        foreach (var (i, name) in header.Index())
        {
            if (at.ContainsValue(i))
                continue;
            if (SensitiveColumns.Names(name))
                notices.Add(new(NoticeKind.SensitiveColumnDropped, form.Source, index + 1, name, Wording.Of("Notice.sensitive-column")));
            else if (name.Trim().Length > 0 && !form.Ignored.Contains(Folding.Key(name)))
                notices.Add(new(NoticeKind.UnknownColumn, form.Source, index + 1, name, Wording.Of("Notice.unknown-column")));
        }
    }

    /// <summary>A byte order mark that is not at the very beginning is part of a header, which nobody sees.</summary>
    private static void HiddenMark(string[] header, int row, List<Wording> reasons)
    {
        foreach (var (column, cell) in header.Index())
            if (cell.Contains(ByteOrderMark))
                reasons.Add(Wording.Of("Table.bom-in-header", row, column + 1));
    }
}
