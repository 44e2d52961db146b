namespace AccessGov.Benchmarks.Pages;

/// <summary>One page, asked for again and again.</summary>
/// <param name="Who">As whom.</param>
/// <param name="Page">What is asked for.</param>
/// <param name="Milliseconds">Of each answer, from request to last byte, the fastest first.</param>
/// <param name="Bytes">Of the answer's body, not compressed.</param>
internal sealed record PageFigures(string Who, string Page, IReadOnlyList<double> Milliseconds, int Bytes)
{
    /// <summary>The limits of the issue.</summary>
    public const double LongestMilliseconds = 100,
        MostBytes = 100_000;

    public double P50 => Milliseconds[Milliseconds.Count / 2];

    public double P95 => Milliseconds[(int)Math.Ceiling(Milliseconds.Count * 0.95) - 1];

    /// <summary>What is above its limit; empty for nothing.</summary>
    public string Above => (P95 > LongestMilliseconds ? "SLOW " : "") + (Bytes > MostBytes ? "LARGE" : "");
}
