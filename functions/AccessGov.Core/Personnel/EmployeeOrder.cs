namespace AccessGov.Core.Personnel;

/// <summary>
/// Sorts a great many things by employee id. Comparing two ids means reading two texts somewhere in memory; the first eight
/// characters as one number settle nearly all of it.
/// </summary>
internal static class EmployeeOrder
{
    /// <summary>Sorts in place.</summary>
    /// <param name="items">What.</param>
    /// <param name="id">Its employee id; null comes first.</param>
    /// <param name="order">The whole order: ordinal by this id, then whatever else.</param>
    public static void Sort<T>(T[] items, Func<T, string?> id, Comparison<T> order)
    {
        var keys = new ulong[items.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = KeyOf(id(items[i]));
        Array.Sort(keys, items);
        for (int first = 0, beyond; first < keys.Length; first = beyond)
        {
            for (beyond = first + 1; beyond < keys.Length && keys[beyond] == keys[first];)
                beyond++;
            if (beyond - first > 1)
                items.AsSpan(first, beyond - first).Sort(order);
        }
    }

    /// <summary>Never greater for an id that comes before. At a character outside of Latin-1 the number says no more.</summary>
    private static ulong KeyOf(string? id)
    {
        var key = 0UL;
        for (var i = 0; i < sizeof(ulong) && i < id?.Length; i++)
        {
            var letter = Math.Min(id[i], byte.MaxValue);
            key |= (ulong)letter << (8 * (sizeof(ulong) - 1 - i));
            if (letter == byte.MaxValue)
                break;
        }
        return key;
    }
}
