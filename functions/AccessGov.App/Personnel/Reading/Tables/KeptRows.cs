using CsvHelper;

namespace AccessGov.App.Personnel.Reading.Tables;

/// <summary>
/// The text of rows that will be looked at again, so that the file need not be walked over for them. Of more than it may hold it keeps
/// the first.
/// </summary>
/// <param name="most">How many bytes.</param>
internal sealed class KeptRows(int most)
{
    private readonly List<int> rows = [];
    private byte[] text = [(byte)'\n'];
    private int used = 1,
        certain = 1;

    /// <summary>The rows, as a spreadsheet counts, in their order.</summary>
    public IReadOnlyList<int> Rows => rows;

    /// <summary>An empty row, and theirs; UTF-8, each ended by a line break.</summary>
    public ReadOnlyMemory<byte> Text => text.AsMemory(0, certain);

    /// <summary>True when all of them are here.</summary>
    /// <param name="wanted">Rows, ascending.</param>
    public bool Have(ReadOnlySpan<int> wanted)
    {
        foreach (var row in wanted)
            if (rows.BinarySearch(row) < 0)
                return false;
        return true;
    }

    /// <summary>One more row, which may turn out to be not wanted.</summary>
    /// <param name="csv">Stands on the row.</param>
    /// <returns>False when there is no room.</returns>
    public bool TryAdd(CsvReader csv)
    {
        var row = csv.RawRecord;
        if (used + row.Length + 1 > most)
            return false;
        if (used + row.Length + 1 > text.Length)
            Array.Resize(ref text, Math.Max(Math.Min(2 * text.Length, most), used + row.Length + 1));
        row.CopyTo(text.AsSpan(used));
        used += row.Length;
        text[used++] = (byte)'\n';
        return true;
    }

    /// <summary>Those that were added last are wanted.</summary>
    /// <param name="numbers">All of them, in their order.</param>
    public void Keep(ReadOnlySpan<int> numbers)
    {
        rows.AddRange(numbers);
        certain = used;
    }

    /// <summary>Those that were added last are not wanted.</summary>
    public void Drop() => used = certain;
}
