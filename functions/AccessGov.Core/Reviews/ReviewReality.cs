using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>
/// Whether a review was real: how long people looked, how much was answered with one hand, who kept everything. It accuses nobody; it says
/// where a second look is worth it.
/// </summary>
/// <param name="Reviewers">By reviewer, those who look most like a rubber stamp first.</param>
/// <param name="Times">How many answers took so long, by <see cref="Limits"/>: below each, and what took longer.</param>
/// <param name="NotMeasured">Answers of which nobody measured the time: in bulk, or by command line.</param>
public sealed record ReviewReality(IReadOnlyList<ReviewReality.Reviewer> Reviewers, IReadOnlyList<int> Times, int NotMeasured)
{
    /// <summary>Upper limits of times of answers, in seconds.</summary>
    public static IReadOnlyList<int> Limits { get; } = [1, 2, 5, 10, 30];

    /// <summary>An answer that took less was faster than anybody reads a line, in milliseconds.</summary>
    public const int Hasty = 1000;

    /// <summary>Of fewer answers nothing follows.</summary>
    public const int Fewest = 10;

    /// <summary>What one reviewer did.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Items">How many were decided.</param>
    /// <param name="MedianMs">Median of the times that were measured, in milliseconds; null where none was.</param>
    /// <param name="InBulk">How many with one hand.</param>
    /// <param name="HastyOnes">How many faster than reading; all but those in bulk where all together came faster, by the server's
    /// clock.</param>
    /// <param name="Removed">How many were removed.</param>
    public sealed record Reviewer(EmployeeId By, int Items, int? MedianMs, int InBulk, int HastyOnes, int Removed)
    {
        /// <summary>True where most was decided without reading, and nearly everything was kept.</summary>
        public bool LooksStamped => Items >= Fewest && Removed * 10 < Items && (InBulk + HastyOnes) * 2 > Items;
    }

    /// <summary>
    /// What the browser says of the time is its word, and a command line says nothing. By the server's clock all of them together cannot
    /// have taken longer than from the first to the last, and what is said of those that came first.
    /// </summary>
    private static bool IsRushed(ReviewAnswer[] read) =>
        read is [var first, .., var last]
        && (last.At - first.At).TotalMilliseconds + read.TakeWhile(a => a.At == first.At).Sum(a => (double)a.ForMs)
            < (read.Length - 1.0) * Hasty;

    /// <summary>Looks at what was decided in a round.</summary>
    /// <param name="answers">What was said last of each item.</param>
    public static ReviewReality Of(IEnumerable<ReviewAnswer> answers)
    {
        var said = answers.Where(a => a.By is not null).ToArray();
        var reviewers = said.GroupBy(a => a.By!.Value)
            .Select(g =>
            {
                int[] times = [.. g.Where(a => a.ForMs > 0).Select(a => a.ForMs).Order()];
                var isRushed = IsRushed([.. g.Where(a => !a.InBulk).OrderBy(a => a.At)]);
                return new Reviewer(
                    g.Key,
                    g.Count(),
                    times.Length == 0 ? null : times[times.Length / 2],
                    g.Count(a => a.InBulk),
                    isRushed ? g.Count(a => !a.InBulk) : times.Count(t => t < Hasty),
                    g.Count(a => a.Choice == ReviewChoice.Remove)
                );
            })
            .OrderByDescending(r => r.LooksStamped)
            .ThenBy(r => r.MedianMs ?? int.MaxValue)
            .ThenBy(r => r.By);
        var counts = new int[Limits.Count + 1];
        foreach (var answer in said.Where(a => a.ForMs > 0))
            counts[Limits.Count(l => answer.ForMs >= l * 1000)]++;
        return new ReviewReality([.. reviewers], counts, said.Count(a => a.ForMs == 0));
    }
}
