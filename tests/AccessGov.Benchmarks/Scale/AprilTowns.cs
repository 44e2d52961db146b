namespace AccessGov.Benchmarks.Scale;

/// <summary>
/// How large the municipalities behind one account are: of 300 five have 20,000 people, 15 have 5,000, 40 have 2,000, and 240 have
/// 300 to 900, evenly. 399,000 people. More than 300 begin anew. Estimated: few are large, most are small.
/// </summary>
internal static class AprilTowns
{
    private const int Each = 300,
        Large = 5,
        Middle = 15,
        Small = 40,
        Least = 300,
        Most = 900;

    /// <summary>Of so many municipalities the staff of each; the large ones are spread among the others.</summary>
    public static int[] Of(int tenants) => [.. Enumerable.Range(0, tenants).Select(i => Staff(i * 7 % Each))];

    private static int Staff(int i) =>
        i < Large ? 20_000
        : i < Large + Middle ? 5_000
        : i < Large + Middle + Small ? 2_000
        : Least + ((i - Large - Middle - Small) * (Most - Least) / (Each - Large - Middle - Small - 1));
}
