namespace AccessGov.Sandbox.City;

/// <summary>What makes one pretend city.</summary>
/// <param name="Staff">People in service on 31 March: 30 to 1,000,000.</param>
/// <param name="Seed">Same seed, same bytes.</param>
/// <param name="Faults">How bad the extracts are.</param>
public sealed record CitySettings(int Staff, ulong Seed = 1, FaultLevel Faults = FaultLevel.None)
{
    /// <summary>The smallest city.</summary>
    public const int Fewest = 30;

    /// <summary>The largest city.</summary>
    public const int Most = 1_000_000;

    /// <summary>The last day of the old fiscal year.</summary>
    public static readonly DateOnly OldYear = new(2026, 3, 31);

    /// <summary>The day on which a city moves.</summary>
    public static readonly DateOnly NewYear = new(2026, 4, 1);

    /// <summary>The last day of the new fiscal year.</summary>
    public static readonly DateOnly NextEnd = new(2027, 3, 31);
}
