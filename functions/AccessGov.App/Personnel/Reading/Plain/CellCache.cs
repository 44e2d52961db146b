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

    private Entry[] known = new Entry[64];
    private int count;
    private Key lastKey;
    private byte[]? lastCell;
    private T? lastMeaning;

    /// <summary>What a cell means.</summary>
    /// <param name="cell">Its bytes, UTF-8.</param>
    public T Of(ReadOnlySpan<byte> cell)
    {
        var key = Key.Of(cell);
        // In half of the columns the cell above is the same.
        if (lastMeaning is { } last && key == lastKey && (!key.IsLong || cell.SequenceEqual(lastCell)))
            return last;
        ref var place = ref PlaceOf(key, cell);
        if (place.Meaning is { } found)
        {
            (lastKey, lastCell, lastMeaning) = (key, place.Cell, found);
            return found;
        }
        var bytes = cell.ToArray();
        var meaning = read(bytes);
        if (count == Most)
            return meaning;
        place = new Entry(key, key.IsLong ? bytes : null, meaning);
        if (++count > known.Length / 2)
            Grow();
        return meaning;
    }

    /// <summary>Where the cell stands, or would.</summary>
    private ref Entry PlaceOf(Key key, ReadOnlySpan<byte> cell)
    {
        var last = (uint)(known.Length - 1);
        for (var at = key.Hash & last; ; at = (at + 1) & last)
        {
            ref var place = ref known[at];
            if (place.Meaning is null || (place.Key == key && (!key.IsLong || cell.SequenceEqual(place.Cell))))
                return ref place;
        }
    }

    private void Grow()
    {
        var before = known;
        known = new Entry[before.Length * 2];
        foreach (var entry in before)
            if (entry.Meaning is not null)
                PlaceOf(entry.Key, entry.Cell) = entry;
    }

    /// <summary>One cell. Its bytes are kept only where the key does not tell them all.</summary>
    private readonly record struct Entry(Key Key, byte[]? Cell, T? Meaning);

    /// <summary>A short cell itself, so that nothing is fetched only to be compared; of a longer one its hash.</summary>
    private readonly record struct Key(ulong First, ulong Second)
    {
        private const int Longest = 15;
        private const ulong Long = 0xFF;

        /// <summary>True when several cells have this key.</summary>
        public bool IsLong => (byte)Second == Long;

        /// <summary>A bad one costs time only.</summary>
        public uint Hash => (uint)(((BitOperations.RotateLeft(First * Odd, 29) ^ Second) * Odd) >> 32);

        public static Key Of(ReadOnlySpan<byte> cell)
        {
            if (cell.Length > Longest)
                return new(HashOf(cell), Long);
            // The last byte of the second is the length, of a cell of 15 bytes behind the other seven.
            var length = (ulong)cell.Length;
            if (cell.Length >= sizeof(ulong))
                return new(MemoryMarshal.Read<ulong>(cell), (Few(cell[sizeof(ulong)..]) << 8) | length);
            return new(Few(cell), length);
        }

        /// <summary>Up to seven bytes.</summary>
        private static ulong Few(ReadOnlySpan<byte> bytes)
        {
            var few = 0UL;
            if (bytes.Length >= sizeof(uint))
            {
                few = MemoryMarshal.Read<uint>(bytes);
                bytes = bytes[sizeof(uint)..];
            }
            foreach (var b in bytes)
                few = (few << 8) | b;
            return few;
        }

        private static ulong HashOf(ReadOnlySpan<byte> cell)
        {
            var hash = (ulong)cell.Length;
            for (; cell.Length >= sizeof(ulong); cell = cell[sizeof(ulong)..])
                hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(cell)) * Odd, 29);
            foreach (var b in cell)
                hash = (hash ^ b) * Odd;
            return hash;
        }
    }

    // The golden ratio, as in Knuth's multiplicative hashing.
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;
}
