namespace AccessGov.App.Personnel.Reading.Plain;

/// <summary>
/// Facts that many people share, each once: found by two numbers that tell them apart, which stand in the table, so that nothing is
/// fetched only to be compared. Of two that meet at one place the later one stays.
/// </summary>
/// <typeparam name="T">What is shared.</typeparam>
internal sealed class SharedFacts<T>
    where T : class
{
    // Six megabytes; of more different ones not all are shared.
    private const int Most = 1 << 18;

    private (ulong First, ulong Second, T? Fact)[] known = new (ulong, ulong, T?)[1 << 10];
    private int made;

    /// <summary>The fact of two numbers.</summary>
    /// <returns>Null when it is not known.</returns>
    public T? Find(ulong first, ulong second)
    {
        ref var place = ref known[PlaceOf(first, second)];
        return place.First == first && place.Second == second ? place.Fact : null;
    }

    /// <summary>Remembers a fact that was not found.</summary>
    public T Add(ulong first, ulong second, T fact)
    {
        if (made++ > known.Length / 2 && known.Length < Most)
            Grow();
        known[PlaceOf(first, second)] = (first, second, fact);
        return fact;
    }

    private void Grow()
    {
        var before = known;
        (known, made) = (new (ulong, ulong, T?)[before.Length * 4], 0);
        foreach (var entry in before)
            if (entry.Fact is not null)
                known[PlaceOf(entry.First, entry.Second)] = entry;
    }

    private int PlaceOf(ulong first, ulong second) => (int)((((first * Odd) ^ second) * Odd) >> 40) & (known.Length - 1);

    // The golden ratio, as in Knuth's multiplicative hashing.
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;
}
