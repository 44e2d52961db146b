using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Desired;

public sealed class StandingTests
{
    private static Standing On(DateOnly day, Worker worker) => Standing.Of(worker.Canonical(), day, A.Policy.Timing);

    [Fact]
    public void A_leaver_serves_on_the_last_day_and_not_on_the_next()
    {
        var worker = A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))]);
        Assert.IsType<Standing.OnDuty>(On(A.Day(3, 31), worker));
        var ended = Assert.IsType<Standing.Ended>(On(A.Day(4, 1), worker));
        Assert.Equal((A.Day(3, 31), false), (ended.LastDay!.Value, ended.Returns));
    }

    [Fact]
    public void A_fiscal_year_worker_continues_only_with_a_row_for_the_next_year()
    {
        var old = A.Term(A.Until(A.Day(3, 31)), EmploymentKind.FiscalYear);
        var next = A.Term(new DateSpan(A.April, A.Day(3, 31, 2027)), EmploymentKind.FiscalYear);
        Assert.IsType<Standing.Ended>(On(A.April, A.Worker("1", [old])));
        Assert.Equal(next, Assert.IsType<Standing.OnDuty>(On(A.April, A.Worker("1", [next, old]))).Term);
    }

    [Fact]
    public void A_gap_between_two_terms_is_an_end_from_which_the_worker_returns()
    {
        var worker = A.Worker("1", [A.Term(A.Until(A.Day(3, 31))), A.Term(A.Since(2027))]);
        Assert.True(Assert.IsType<Standing.Ended>(On(A.April, worker)).Returns);
    }

    [Fact]
    public void A_joiner_is_prepared_within_the_lead_time_and_not_before()
    {
        var worker = A.Worker("1", [A.Term(new DateSpan(A.April, null))]);
        Assert.Equal(A.April, Assert.IsType<Standing.Upcoming>(On(A.Day(3, 17), worker)).From);
        Assert.IsType<Standing.Preparing>(On(A.Day(3, 18), worker));
        Assert.IsType<Standing.Preparing>(On(A.Day(3, 31), worker));
        Assert.IsType<Standing.OnDuty>(On(A.April, worker));
    }

    [Fact]
    public void Access_that_ends_at_once_ends_whatever_the_dates_say()
    {
        Assert.IsType<Standing.Ended>(On(A.April, A.Worker("1", [A.Term(atOnce: true)])));
        Assert.Null(Assert.IsType<Standing.Ended>(On(A.April, A.Worker("1", [A.Term(atOnce: true)]))).LastDay);
        Assert.IsType<Standing.Ended>(On(A.Day(3, 25), A.Worker("1", [A.Term(new DateSpan(A.April, null), atOnce: true)])));
        Assert.IsType<Standing.Ended>(On(A.April, A.Worker("1", [A.Term(new DateSpan(A.Day(1, 1), DateOnly.MaxValue), atOnce: true)])));
    }

    [Fact]
    public void A_worker_of_whom_no_term_is_known_is_left_alone() =>
        Assert.Equal(DateOnly.MaxValue, Assert.IsType<Standing.Upcoming>(On(A.April, A.Worker("1", []))).From);

    [Fact]
    public void A_leave_counts_from_its_first_day_to_its_last_as_policy_says()
    {
        var days = new DateSpan(A.Day(4, 10), A.Day(4, 20));
        var suspended = A.Worker("1", leaves: [new Leave(LeaveKind.Suspension, days)]);
        Assert.IsType<Standing.OnDuty>(On(A.Day(4, 9), suspended));
        Assert.Equal(LeaveTreatment.Withhold, Assert.IsType<Standing.OnLeave>(On(A.Day(4, 10), suspended)).Treatment);
        Assert.IsType<Standing.OnLeave>(On(A.Day(4, 20), suspended));
        Assert.IsType<Standing.OnDuty>(On(A.Day(4, 21), suspended));
        Assert.Equal(
            LeaveTreatment.Disable,
            Assert.IsType<Standing.OnLeave>(On(A.Day(4, 15), A.Worker("1", leaves: [new Leave(LeaveKind.Childcare, days)]))).Treatment
        );
        Assert.IsType<Standing.OnDuty>(On(A.Day(4, 15), A.Worker("1", leaves: [new Leave(LeaveKind.Other, days)])));
    }

    [Fact]
    public void The_last_day_is_that_of_the_term_that_ended_last()
    {
        var worker = A.Worker("1", [A.Term(A.Until(A.Day(3, 31))), A.Term(new DateSpan(A.Day(1, 1), A.Day(2, 1)))]);
        Assert.Equal(A.Day(3, 31), Assert.IsType<Standing.Ended>(On(A.April, worker)).LastDay);
    }
}
