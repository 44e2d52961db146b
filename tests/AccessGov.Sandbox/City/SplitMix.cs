namespace AccessGov.Sandbox.City;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): a stream of numbers that no change of runtime ever alters.</summary>
public struct SplitMix
{
    private ulong _state;

    private SplitMix(ulong state) => _state = state;

    /// <summary>The stream of one subject: the same seed, subject and index give the same numbers, whatever was drawn elsewhere.</summary>
    public static SplitMix For(ulong seed, ulong subject, long index) =>
        new(Mix(seed * 0x9E3779B97F4A7C15 + Mix(subject + 0xD1B54A32D192ED03) + Mix((ulong)index)));

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>A number from 0 to below the limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>True in so many of 10,000 cases.</summary>
    public bool Chance(int perTenThousand) => Below(10_000) < perTenThousand;

    /// <summary>One of the items.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
