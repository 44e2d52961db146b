using System.Numerics;
using System.Runtime.InteropServices;

namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>
/// What the cells of one column mean, each once: days, words, offices and posts repeat a thousand times over. Of two that meet at one
/// place the later one stays.
/// </summary>
/// <typeparam name="T">What a cell means.</typeparam>
/// <param name="size">How many are remembered; a power of two.</param>
/// <param name="read">Reads the bytes of a cell.</param>
internal sealed class CellCache<T>(int size, Func<byte[], T> read)
    where T : class
{
    private readonly (byte[]? Cell, T? Meaning)[] known = new (byte[]?, T?)[size];

    /// <summary>What a cell means.</summary>
    /// <param name="cell">Its bytes, UTF-8.</param>
    public T Of(ReadOnlySpan<byte> cell)
    {
        ref var place = ref known[Hash(cell) & (uint)(known.Length - 1)];
        if (place.Cell is { } same && cell.SequenceEqual(same))
            return place.Meaning!;
        var bytes = cell.ToArray();
        var meaning = read(bytes);
        place = (bytes, meaning);
        return meaning;
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
