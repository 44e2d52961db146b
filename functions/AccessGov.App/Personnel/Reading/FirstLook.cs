using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Plain;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Rows;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using CsvHelper;

namespace AccessGov.App.Personnel.Reading;

/// <summary>
/// Takes the rows of an extract as they come: whose each is; and where there is nothing to say of it, nor of those of the same worker
/// around it, makes the worker at once.
/// </summary>
/// <param name="profile">How the source writes.</param>
/// <param name="asOf">The day of which the delivery speaks.</param>
/// <param name="isPlainEnough">False when every row is to be looked at closely.</param>
/// <param name="kept">Takes the rows that are to be looked at closely, as far as it is known that they are.</param>
/// <param name="rejected">Takes the rows that are nobody's.</param>
/// <param name="restored">Takes what is told of 職員番号.</param>
internal sealed class FirstLook(
    MappingProfile profile,
    DateOnly asOf,
    bool isPlainEnough,
    KeptRows kept,
    List<RejectedRow> rejected,
    List<Notice> restored
)
{
    // Where a column is wrong, all rows are nobody's; the other cells are looked at up to so many faults.
    private const int MostNobodys = 1000;

    private readonly TableCells cells = new(profile.Form);

    private readonly PlainRow[] rows = new PlainRow[PlainWorker.MostRows];
    private Number worker;

    // Rows since those of another worker, and how many of them, from the first, are plain.
    private int count,
        plain;

    // Not of all that are: a row of the same worker elsewhere in the file may be odd, which shows later.
    private bool areKept = true;

    /// <summary>What was taken. Whoever closed the file knows all of it.</summary>
    public RowMarks Marks { get; } = new();

    /// <summary>Workers who were made, in file order. They stand only if no other row is of the same worker.</summary>
    public List<Worker> Made { get; } = [];

    /// <summary>Begins a file.</summary>
    public RowTaker Open(TableHeader header)
    {
        var reader = new PlainRowReader(profile, asOf, header);
        // Every profile maps it, and it is never optional.
        var at = header.PositionOf(ExtractColumn.EmployeeId)!.Value;
        return (csv, row, isRagged) =>
        {
            if (NumberIn(csv, at) is not { } number)
            {
                var (close, texts) = (new RowReader(profile, asOf, rejected, restored), cells.RowOf(csv, row, isRagged, header));
                if (close.WorkerOf(texts) is not { } id)
                {
                    // Nothing is made of it; a bad number must not hide what else is wrong.
                    if (rejected.Count < MostNobodys)
                        close.Read(texts, default);
                    return;
                }
                number = Number.Of(id);
            }
            if (!number.Equals(worker) || count == 0)
                Close();
            worker = number;
            Marks.Add(number, row);
            areKept = areKept && kept.TryAdd(csv);
            var isFollowing = count > 0 && plain == count;
            count++;
            if (
                isPlainEnough
                && !isRagged
                && plain < rows.Length
                && reader.TryRead(csv, number, ref rows[Math.Max(plain - 1, 0)], isFollowing, ref rows[plain])
                && plain == count - 1
            )
                plain++;
        };
    }

    /// <summary>Ends the rows of one worker; at the end of the file it must be called once more.</summary>
    public void Close()
    {
        if (count == 0)
            return;
        if (plain == count && PlainWorker.Of(worker, rows.AsSpan(0, plain), profile.Source) is { } made)
        {
            Marks.Make(count, Made.Count);
            Made.Add(made);
            kept.Drop();
        }
        else if (areKept)
            kept.Keep(Marks.Last(count));
        else
            kept.Drop();
        (count, plain, areKept) = (0, 0, true);
    }

    /// <summary>A 職員番号 as it should be written; null when it must be looked at closely.</summary>
    private Number? NumberIn(CsvReader csv, int at)
    {
        if (at >= csv.FieldCount)
            return null;
        var cell = csv.GetSpan(at);
        if (cell.Length > EmployeeId.MaxLength || !TableCells.IsNumber(cell))
            return FullWidthNumberIn(cell);
        if (profile.Form.IdWidth is { } width && cell.Length != width)
            return null;
        if (cells.MayBeNull(cell) && cells.TextOf(cell).Length == 0)
            return null;
        return Number.Of(cell);
    }

    private Number? FullWidthNumberIn(ReadOnlySpan<byte> cell) =>
        cells.TextOf(cell) is { Length: > 0 } text
        && EmployeeNumbers.TryRead(text, profile.Form.IdWidth, out var id, out _)
        && Folding.HalfWidth(text).Length == id.Value.Length
            ? Number.Of(id)
            : null;
}
