using System.Numerics;
using System.Runtime.InteropServices;

namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>What the cells of one column mean, each read once: days, words, offices and posts repeat a thousand times over.</summary>
/// <typeparam name="T">What a cell means.</typeparam>
/// <param name="read">Reads the bytes of a cell.</param>
internal sealed class CellCache<T>(Func<byte[], T> read)
    where T : class
{
    // Of a column in which hardly anything repeats, not everything is remembered. A hundred years have 36,525 days.
    private const int Most = 1 << 16;

    private (byte[]? Cell, T? Meaning)[] known = new (byte[]?, T?)[64];
    private int count;
    private byte[]? lastCell;
    private T? lastMeaning;

    /// <summary>What a cell means.</summary>
    /// <param name="cell">Its bytes, UTF-8.</param>
    public T Of(ReadOnlySpan<byte> cell)
    {
        // In half of the columns the cell above is the same.
        if (lastCell is { } last && cell.SequenceEqual(last))
            return lastMeaning!;
        ref var place = ref PlaceOf(cell);
        if (place.Meaning is { } found)
        {
            (lastCell, lastMeaning) = (place.Cell, found);
            return found;
        }
        var bytes = cell.ToArray();
        var meaning = read(bytes);
        if (count == Most)
            return meaning;
        place = (bytes, meaning);
        if (++count > known.Length / 2)
            Grow();
        return meaning;
    }

    /// <summary>Where the cell stands, or would.</summary>
    private ref (byte[]? Cell, T? Meaning) PlaceOf(ReadOnlySpan<byte> cell)
    {
        var last = (uint)(known.Length - 1);
        for (var at = Hash(cell) & last; ; at = (at + 1) & last)
        {
            ref var place = ref known[at];
            if (place.Cell is not { } same || cell.SequenceEqual(same))
                return ref place;
        }
    }

    private void Grow()
    {
        var before = known;
        known = new (byte[]?, T?)[before.Length * 2];
        foreach (var entry in before)
            if (entry.Cell is { } cell)
                PlaceOf(cell) = entry;
    }

    /// <summary>A bad one costs time only.</summary>
    private static uint Hash(ReadOnlySpan<byte> cell)
    {
        var hash = (ulong)cell.Length;
        for (; cell.Length >= sizeof(ulong); cell = cell[sizeof(ulong)..])
            hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(cell)) * Odd, 29);
        foreach (var b in cell)
            hash = (hash ^ b) * Odd;
        return (uint)((hash * Odd) >> 32);
    }

    // The golden ratio, as in Knuth's multiplicative hashing.
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;
}
