using System.Globalization;
using System.Text;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Rows;

/// <summary>The cells of one row, read as values; every fault becomes a rejection and the row is not used.</summary>
internal sealed class RowCells(TableRow row, TableForm form, List<RejectedRow> rejected, List<Notice> notices)
{
    /// <summary>True when a cell of this row was rejected.</summary>
    public bool IsRejected { get; private set; }

    /// <summary>The trimmed text of a column.</summary>
    public string Text(string column) => row[column];

    /// <summary>Rejects the row because of one cell, or as a whole when no column is given.</summary>
    public void Reject(string? column, Wording remedy)
    {
        IsRejected = true;
        rejected.Add(
            column is null ? new(form.Source, row.Row, "", "", remedy) : new(form.Source, row.Row, Header(column), row[column], remedy)
        );
    }

    /// <summary>Adds a notice on a column.</summary>
    public void Note(NoticeKind kind, string column, Wording text) => notices.Add(new(kind, form.Source, row.Row, Header(column), text));

    /// <summary>Reads a 職員番号: half-width, zeros restored to the width of the profile.</summary>
    public EmployeeId? Id(string column)
    {
        if (RejectsError(column))
            return null;
        if (row[column].Length == 0)
        {
            Reject(column, Wording.Of("Row.cell-empty"));
            return null;
        }
        if (!EmployeeNumbers.TryRead(row[column], form.IdWidth, out var id, out var why))
        {
            Reject(column, why);
            return null;
        }
        if (Folding.HalfWidth(row[column]).Length < id.Value.Length)
            Note(NoticeKind.ZerosRestored, column, Wording.Of("Notice.zeros-restored", row[column], id.Value));
        return id;
    }

    /// <summary>Reads a date; null when the cell says "no date" or is rejected.</summary>
    public DateOnly? Date(string column)
    {
        switch (JapaneseDate.Read(row[column], form.Dates, form.NoEndWords))
        {
            case DateReading.Day(var on, var warning):
                if (warning is not null)
                    Note(NoticeKind.DoubtfulDate, column, warning);
                return on;
            case DateReading.Unreadable(var reason):
                if (!RejectsError(column))
                    Reject(column, reason);
                return null;
            default:
                return null;
        }
    }

    /// <summary>Reads from and until; null when the first day is absent (rejected when it is needed) or the pair is rejected.</summary>
    public DateSpan? Span(string fromColumn, string untilColumn, bool isNeeded, Wording what)
    {
        var alreadyRejected = IsRejected;
        IsRejected = false;
        var from = Date(fromColumn);
        var until = Date(untilColumn);
        if (!IsRejected && from is null && (isNeeded || until is not null))
            Reject(fromColumn, Wording.Of("Row.first-day-missing", what, Header(fromColumn)));
        if (from is { } f && until is { } u && u < f)
            Reject(untilColumn, Wording.Of("Row.ends-before-start", what, f, Header(fromColumn), Header(untilColumn)));
        var span = !IsRejected && from is { } first ? new DateSpan(first, until) : (DateSpan?)null;
        IsRejected |= alreadyRejected;
        return span;
    }

    /// <summary>Reads a code word through the profile; null when it is rejected.</summary>
    public T? Word<T>(string column, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (words.TryGetValue(Folding.Key(row[column]), out var meaning))
            return meaning;
        if (RejectsError(column))
            return null;
        Reject(column, row[column].Length == 0 ? Wording.Of("Row.word-empty", words.Keys) : Wording.Of("Row.word-unknown", words.Keys));
        return null;
    }

    /// <summary>
    /// Reads a name or a code: nothing that moves the writing or the cursor; what is merely not seen is left out and reported; what seems
    /// lost or a formula, and 外字, are kept and reported.
    /// </summary>
    public string Shown(string column, int most, bool isNeeded)
    {
        if (RejectsError(column))
            return "";
        var text = row[column];
        if (OddText.MayBe(text))
            text = SeenOf(column, text);
        if (isNeeded && text.Length == 0)
            Reject(column, Wording.Of("Row.cell-empty"));
        if (VisibleText.FirstHidden(text) is { } hidden)
            Reject(column, Wording.Of("Row.hidden-character", hidden));
        if (text.Length > most)
            Reject(column, Wording.Of("Row.too-long", text.Length, most));
        // From the surrogates to the end of the private use area of the first plane.
        if (text.AsSpan().ContainsAnyInRange('\uD800', '\uF8FF'))
            NotePrivateUse(column, text);
        return text;
    }

    /// <summary>A spreadsheet's error is the same fault in every column; what the column wants is no answer to it.</summary>
    private bool RejectsError(string column)
    {
        if (!OddText.IsErrorValue(row[column]))
            return false;
        Reject(column, Wording.Of("Row.error-value"));
        return true;
    }

    private string SeenOf(string column, string text)
    {
        text = OddText.Seen(text, out var unseen);
        if (unseen.Count > 0)
            Note(NoticeKind.InvisibleCharacter, column, Wording.Of("Notice.invisible", unseen));
        if (OddText.LostIn(text) is { } lost)
            Note(NoticeKind.LostCharacter, column, Wording.Of("Notice.lost-character", text, lost));
        if (OddText.IsFormula(text))
            Note(NoticeKind.FormulaText, column, Wording.Of("Notice.formula", text));
        return text;
    }

    private void NotePrivateUse(string column, string text)
    {
        var own = text.EnumerateRunes()
            .Where(r => Rune.GetUnicodeCategory(r) == UnicodeCategory.PrivateUse)
            .Select(r => $"U+{r.Value:X4}")
            .Distinct()
            .ToArray();
        if (own.Length > 0)
            Note(NoticeKind.PrivateUseCharacter, column, Wording.Of("Notice.private-use", (object)own));
    }

    /// <summary>The header under which the source has a column.</summary>
    public string Header(string column) => form.Columns.GetValueOrDefault(column, column);
}
