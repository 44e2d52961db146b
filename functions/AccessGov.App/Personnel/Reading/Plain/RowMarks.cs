namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>The rows of a file in the order of their numbers, those of one worker in file order. It never copies what it has.</summary>
internal sealed class RowMarks
{
    private const int InChunk = 1 << 13;
    private readonly List<RowMark[]> chunks = [];
    private int[]? order;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>One more.</summary>
    public void Add(Number worker, int row)
    {
        if (Count == chunks.Count * InChunk)
            chunks.Add(new RowMark[InChunk]);
        ref var mark = ref InFile(Count++);
        (mark.Worker, mark.Row) = (worker, row);
    }

    /// <summary>The last rows, as a spreadsheet counts.</summary>
    /// <param name="count">How many.</param>
    public int[] Last(int count)
    {
        var rows = new int[count];
        for (var i = 0; i < count; i++)
            rows[i] = InFile(Count - count + i).Row;
        return rows;
    }

    /// <summary>Of the last rows a worker was made.</summary>
    /// <param name="rows">How many they are.</param>
    /// <param name="made">Which worker.</param>
    public void Make(int rows, int made)
    {
        ref var mark = ref InFile(Count - rows);
        (mark.MadeOf, mark.Made) = (rows, made);
    }

    /// <summary>A row by its place in order.</summary>
    public ref readonly RowMark this[int at] => ref InFile(order is null ? at : order[at]);

    /// <summary>Behind the last row of the worker whose first row this is.</summary>
    public int EndOf(int start)
    {
        var end = start + 1;
        while (end < Count && this[end].Worker.Equals(this[start].Worker))
            end++;
        return end;
    }

    /// <summary>Puts them in order; files that are written by number are already.</summary>
    public void Sort()
    {
        var isSorted = true;
        for (var i = 1; i < Count && isSorted; i++)
            isSorted = InFile(i - 1).Worker.CompareTo(InFile(i).Worker) <= 0;
        if (isSorted)
            return;
        var numbers = new (Number Worker, int At)[Count];
        for (var i = 0; i < Count; i++)
            numbers[i] = (InFile(i).Worker, i);
        Array.Sort(numbers, (a, b) => a.Worker.CompareTo(b.Worker) is not 0 and var order ? order : a.At.CompareTo(b.At));
        order = Array.ConvertAll(numbers, n => n.At);
    }

    private ref RowMark InFile(int at) => ref chunks[at / InChunk][at % InChunk];
}
