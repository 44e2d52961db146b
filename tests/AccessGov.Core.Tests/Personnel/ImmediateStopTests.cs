using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Personnel;

/// <summary>即時停止.</summary>
public sealed class ImmediateStopTests
{
    private static readonly Employment Ended = A.Term(A.Until(A.Day(3, 31)));
    private static readonly Employment Runs = A.Term(A.Since(2025));
    private static readonly Employment Comes = A.Term(new DateSpan(A.Day(10, 1), null));

    private static PersonStatement.Employed Employed(params Employment[] terms) => new(A.Mayor, A.Day(3, 1), A.Worker("1", terms));

    private static PersonStatement.Guest Guest(params DateSpan[] days) =>
        new(A.Mayor, A.Day(3, 1), new EmployeeId("1"), [.. days.Select(d => A.At(A.Tax, d))]);

    [Fact]
    public void A_stop_ends_the_terms_that_run_or_are_to_come_and_leaves_the_past_as_it_was()
    {
        var stopped = Assert.IsType<PersonStatement.Employed>(ImmediateStop.Over(Employed(Runs, Comes, Ended), A.April));
        Assert.Equal(A.April, stopped.On);
        Assert.Equal(
            [Ended, Runs with { EndsAtOnce = true }, Comes with { EndsAtOnce = true }],
            stopped.Worker.Employments.OrderBy(e => e.Days.From)
        );
        Assert.IsType<Standing.Ended>(Standing.Of(stopped.Worker, A.April, A.Policy.Timing));
        Assert.True(ImmediateStop.IsIn(stopped, A.April));
    }

    [Fact]
    public void A_guest_who_is_stopped_loses_the_posts_here_and_keeps_the_past()
    {
        var past = A.Until(A.Day(3, 31));
        var stopped = Assert.IsType<PersonStatement.Guest>(ImmediateStop.Over(Guest(past, A.Since(2025)), A.April));
        Assert.Equal((A.April, past), (stopped.On, Assert.Single(stopped.Postings).Days));
        Assert.True(ImmediateStop.IsIn(stopped, A.April));
        Assert.False(ImmediateStop.IsIn(Guest(past, A.Since(2025)), A.April));
    }

    [Fact]
    public void Whoever_has_a_term_that_runs_or_comes_is_not_stopped()
    {
        Assert.False(ImmediateStop.IsIn(Employed(Runs), A.April));
        Assert.False(ImmediateStop.IsIn(Employed(Ended, Comes), A.April));
        Assert.True(ImmediateStop.IsIn(Employed(Ended), A.April));
    }

    [Fact]
    public void Stopping_twice_is_stopping_once()
    {
        foreach (var said in (PersonStatement[])[Employed(Runs, Comes, Ended), Guest(A.Since(2025))])
        {
            var once = A.Snapshot(A.Worker("10")).With([ImmediateStop.Over(said, A.April)]);
            var twice = A.Snapshot(A.Worker("10")).With([ImmediateStop.Over(ImmediateStop.Over(said, A.April), A.April)]);
            Assert.Equal(once.Digest, twice.Digest);
        }
    }
}
