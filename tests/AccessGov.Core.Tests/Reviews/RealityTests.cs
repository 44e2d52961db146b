using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.Core.Tests.Reviews;

/// <summary>Whether a review was real.</summary>
public sealed class RealityTests
{
    private static readonly EmployeeId Quick = new("1"),
        Slow = new("2"),
        Few = new("3");

    [Fact]
    public void Whoever_keeps_everything_faster_than_reading_is_named_first_and_nobody_else()
    {
        var reality = ReviewReality.Of([
            .. Many(12, Quick, 400),
            .. Many(11, Slow, 6000),
            .. Many(1, Slow, 500, ReviewChoice.Remove),
            .. Many(5, Few, 100),
            .. Many(20, null, 0),
        ]);
        Assert.Equal([Quick, Few, Slow], reality.Reviewers.Select(r => r.By));
        Assert.Equal([true, false, false], reality.Reviewers.Select(r => r.LooksStamped));
        Assert.Equal(
            (12, 400, 12, 0),
            (reality.Reviewers[0].Items, reality.Reviewers[0].MedianMs, reality.Reviewers[0].HastyOnes, reality.Reviewers[0].Removed)
        );
        Assert.Equal([18, 0, 0, 11, 0, 0], reality.Times);
        Assert.Equal(0, reality.NotMeasured);
    }

    [Theory]
    [InlineData(6, 4, 0, true)]
    [InlineData(5, 5, 0, false)]
    [InlineData(9, 1, 1, true)]
    [InlineData(9, 1, 2, false)]
    [InlineData(8, 1, 0, false)]
    public void One_hand_for_most_of_it_looks_like_a_stamp_unless_something_was_removed(int bulk, int read, int removed, bool stamped)
    {
        var reviewer = Assert.Single(
            ReviewReality
                .Of([
                    .. Many(bulk, Quick, 0).Select(a => a with { InBulk = true }),
                    .. Many(read, Quick, 31_000),
                    .. Many(removed, Quick, 2000, ReviewChoice.Remove),
                ])
                .Reviewers
        );
        Assert.Equal((stamped, bulk), (reviewer.LooksStamped, reviewer.InBulk));
    }

    /// <summary>What the browser says of the time does not make many answers within a second longer.</summary>
    [Theory]
    [InlineData(0.2, 5000, 0, true)]
    [InlineData(1.5, 5000, 0, false)]
    [InlineData(0.2, 25_000, 0, false)]
    [InlineData(0.2, 5000, 86_400, true)]
    [InlineData(1.5, 0, 0, true)]
    [InlineData(1.5, 999, 0, true)]
    public void An_answer_took_no_longer_than_what_was_left_of_the_time_since_the_first(double gap, int ms, double late, bool stamped)
    {
        var answers = Many(20, Quick, ms).Select((a, i) => a with { At = a.At.AddSeconds(i * gap + (i == 19 ? late : 0)) });
        Assert.Equal(stamped, Assert.Single(ReviewReality.Of(answers).Reviewers).LooksStamped);
    }

    [Fact]
    public void Of_a_long_pause_no_more_counts_than_half_a_minute()
    {
        // One at first, a night between, and seventy in fourteen seconds.
        var answers = Many(71, Quick, 60_000).Select((a, i) => a with { At = a.At.AddHours(i == 0 ? 0 : 12).AddSeconds(i * 0.2) });
        var reviewer = Assert.Single(ReviewReality.Of(answers).Reviewers);
        // Thirty seconds, and a fifth of one with each: enough for 37.
        Assert.Equal(33, reviewer.HastyOnes);
    }

    [Fact]
    public void What_nobody_measured_is_said_and_counts_for_no_time()
    {
        var reality = ReviewReality.Of(Many(3, Quick, 0));
        Assert.Equal((3, 3, 0, null), (reality.NotMeasured, Few(reality).Unmeasured, Few(reality).HastyOnes, Few(reality).MedianMs));
        Assert.All(reality.Times, t => Assert.Equal(0, t));

        static ReviewReality.Reviewer Few(ReviewReality reality) => Assert.Single(reality.Reviewers);
    }

    private static IEnumerable<ReviewAnswer> Many(int count, EmployeeId? by, int ms, ReviewChoice choice = ReviewChoice.Keep) =>
        Enumerable
            .Range(0, count)
            .Select(i => new ReviewAnswer(
                new(new EmployeeId($"w{i}"), new EntitlementId("mail")),
                choice,
                by,
                DateTimeOffset.UnixEpoch,
                "",
                false,
                ms
            ));
}
