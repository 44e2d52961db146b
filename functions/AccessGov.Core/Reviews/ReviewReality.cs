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

    /// <summary>Of a pause between two answers so much counts as reading, in milliseconds.</summary>
    public const int LongestPause = 30_000;

    /// <summary>Of fewer answers nothing follows.</summary>
    public const int Fewest = 10;

    /// <summary>What one reviewer did.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Items">How many were decided.</param>
    /// <param name="MedianMs">Median of the times that were measured, in milliseconds; null where none was.</param>
    /// <param name="InBulk">How many with one hand.</param>
    /// <param name="HastyOnes">How many faster than reading, by what was measured or by the server's clock; those in bulk are none.</param>
    /// <param name="Unmeasured">Of how many nobody knows how long they took: neither in bulk nor too fast by the server's clock.</param>
    /// <param name="Removed">How many were removed.</param>
    public sealed record Reviewer(EmployeeId By, int Items, int? MedianMs, int InBulk, int HastyOnes, int Unmeasured, int Removed)
    {
        /// <summary>
        /// True where for most of it nobody can say that it was read, and nearly everything was kept. To look once more costs little; to
        /// believe what nobody measured may cost much.
        /// </summary>
        public bool LooksStamped => Items >= Fewest && Removed * 10 < Items && (InBulk + HastyOnes + Unmeasured) * 2 > Items;
    }

    /// <summary>
    /// What the browser says of the time is its word. By the server's clock an answer took no longer than the time since the one before,
    /// and what was left of earlier times: a page is read first, and answered then. Of one pause no more counts than
    /// <see cref="LongestPause"/>, and nothing of what comes after: one late answer makes no earlier one slow.
    /// </summary>
    private static (int Hasty, int Unmeasured) Judge(IEnumerable<ReviewAnswer> read)
    {
        var (hasty, unmeasured, left) = (0, 0, 0.0);
        DateTimeOffset? before = null;
        foreach (var together in read.GroupBy(a => a.At).OrderBy(g => g.Key))
        {
            var pause = before is { } at ? (together.Key - at).TotalMilliseconds : together.Sum(a => (double)a.ForMs);
            // Of the first nobody knows since when they were read, but what is said of them.
            var isKnown = before is not null || pause > 0;
            left = Math.Min(LongestPause, left + pause);
            foreach (var answer in together)
            {
                if (isKnown && left < Hasty || answer.ForMs is > 0 and < Hasty)
                    hasty++;
                else if (answer.ForMs == 0)
                    unmeasured++;
                left = Math.Max(0, left - Hasty);
            }
            before = together.Key;
        }
        return (hasty, unmeasured);
    }

    /// <summary>Looks at what was decided in a round.</summary>
    /// <param name="answers">What was said last of each item.</param>
    public static ReviewReality Of(IEnumerable<ReviewAnswer> answers)
    {
        var said = answers.Where(a => a.By is not null).ToArray();
        var reviewers = said.GroupBy(a => a.By!.Value)
            .Select(g =>
            {
                int[] times = [.. g.Where(a => a.ForMs > 0).Select(a => a.ForMs).Order()];
                var (hasty, unmeasured) = Judge(g.Where(a => !a.InBulk));
                return new Reviewer(
                    g.Key,
                    g.Count(),
                    times.Length == 0 ? null : times[times.Length / 2],
                    g.Count(a => a.InBulk),
                    hasty,
                    unmeasured,
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
