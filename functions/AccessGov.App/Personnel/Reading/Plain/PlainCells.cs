using System.Globalization;
using System.Text;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;
using CsvHelper;

namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>Makes the columns of one file: where each stands, and what its cells mean.</summary>
/// <param name="form">How the table is written.</param>
/// <param name="header">Where the columns stand.</param>
internal sealed class PlainCells(TableForm form, TableHeader header)
{
    private readonly TableCells cells = new(form);
    private int texts;

    /// <summary>A column of one file.</summary>
    public sealed class Column<T>(int? at, CellCache<T> cache)
        where T : class
    {
        /// <summary>What the row's cell means; a column that the file lacks is empty.</summary>
        public T In(CsvReader csv) => cache.Of(at is { } column ? csv.GetSpan(column) : []);
    }

    /// <summary>A column of days.</summary>
    public Column<DayCell> Days(string logical) =>
        Of(
            logical,
            text =>
                JapaneseDate.Read(text, form.Dates, form.NoEndWords) switch
                {
                    DateReading.Day(var on, null) => new DayCell(text.Length == 0, on, false),
                    DateReading.NoEnd => new DayCell(text.Length == 0, null, false),
                    _ => new DayCell(text.Length == 0, null, true),
                }
        );

    /// <summary>A column of code words.</summary>
    public Column<WordCell<T>> Words<T>(string logical, IReadOnlyDictionary<string, T> words)
        where T : struct =>
        Of(
            logical,
            text =>
                Folding.Key(text) is var key && words.TryGetValue(key, out var meaning)
                    ? new WordCell<T>(key, meaning)
                    : new WordCell<T>(key, null)
        );

    /// <summary>A column of texts that few share, or that are nearly always empty.</summary>
    /// <param name="logical">The column.</param>
    /// <param name="most">The most characters that may be shown.</param>
    /// <param name="change">What becomes of a text before it is used.</param>
    public Column<TextCell> Texts(string logical, int most, Func<string, string>? change = null) =>
        Of(logical, text => new TextCell(change is null ? text : change(text), !IsPlain(text, most), texts++));

    /// <summary>The row's text, if it is a plain one.</summary>
    public bool TryName(ReadOnlySpan<byte> cell, int most, out string name)
    {
        name = "";
        if (cell.IsEmpty)
            return true;
        // A character that has one byte is one; longer names are looked at elsewhere.
        if (cell.Length > most)
            return false;
        Span<char> buffer = stackalloc char[most];
        var text = buffer[..Encoding.UTF8.GetChars(cell, buffer)].Trim();
        if (cells.HasNullWords)
        {
            Span<char> key = stackalloc char[text.Length];
            if (cells.IsNullKey(key[..Folding.Key(text, key)]))
                return true;
        }
        if (OddText.MayBe(text))
            return false;
        foreach (var c in text)
            if (!IsCommon(c))
                return false;
        name = text.Length == 0 ? "" : text.ToString();
        return true;
    }

    private Column<T> Of<T>(string logical, Func<string, T> read)
        where T : class => new(header.PositionOf(logical), new(cell => read(cells.TextOf(cell))));

    private static bool IsPlain(string text, int most)
    {
        if (text.Length > most || OddText.MayBe(text) || VisibleText.FirstHidden(text) is not null)
            return false;
        foreach (var rune in text.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse)
                return false;
        return true;
    }

    /// <summary>What names are made of: everything else is looked at one by one.</summary>
    private static bool IsCommon(char c) =>
        c is >= ' ' and <= '~' or >= '\u3000' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF01' and <= '\uFF9F';
}
