using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Desired;

/// <summary>An order that would have shut or taken, and that newer facts no longer have, is noticed before it is forgotten.</summary>
public sealed class ProlongedOrderTests
{
    private static readonly Employment Ends = A.Term(A.Until(A.Day(3, 31)));
    private static readonly Posting LeavesTax = A.At(A.Tax, A.Until(A.Day(3, 31))),
        ComesToJuki = A.At(A.Juki, new DateSpan(A.April, null));

    private static ProlongedOrder? Gone(World before, World now, string id = "1") =>
        ProlongedOrder.Of(before.Desired, now.Desired, now.Facts.Roster.Find(new EmployeeId(id))!);

    private static ProlongedOrder? Gone(DateOnly on, Worker before, Worker now) =>
        Gone(A.City(on, before), A.City(on, now), now.Id.Value);

    [Fact]
    public void Who_was_to_leave_and_stays_is_noticed()
    {
        var order = Gone(A.Day(4, 2), A.Worker("1", [Ends]), A.Worker("1"))!;
        Assert.Equal((new EmployeeId("1"), A.Day(3, 31)), (order.Was.Id, order.Ended!.LastDay));
        Assert.Empty(order.Rights);
        Assert.Null(Gone(A.Day(4, 2), A.Worker("1"), A.Worker("1")));
        Assert.Null(Gone(A.Day(4, 2), A.Worker("1", [Ends]), A.Worker("1", [Ends])));
        Assert.Null(Gone(A.Day(4, 2), A.Worker("2"), A.Worker("1")));
    }

    [Fact]
    public void Who_stays_under_a_new_number_is_noticed_under_the_former_one()
    {
        var order = Gone(A.Day(4, 2), A.Worker("1", [Ends]), A.Worker("2", former: "1"));
        Assert.Equal("1", order!.Was.Id.Value);
        Assert.Null(Gone(A.Day(4, 2), A.Worker("1", [Ends]), A.Worker("2", former: "3")));
    }

    [Fact]
    public void A_term_that_ran_out_after_its_source_spoke_last_is_no_order()
    {
        // The source spoke on 1 April.
        Assert.Null(Gone(A.Day(4, 10), A.Worker("1", [A.Term(A.Until(A.April))]), A.Worker("1")));
        // Shut out at once is one whatever the day.
        Assert.NotNull(Gone(A.Day(4, 10), A.Worker("1", [A.Term(A.Until(A.April), atOnce: true)]), A.Worker("1")));
    }

    [Fact]
    public void An_order_of_more_than_a_month_ago_has_been_carried_out_or_was_seen_for_long()
    {
        Assert.NotNull(Gone(A.Day(5, 1), A.Worker("1", [Ends]), A.Worker("1")));
        Assert.Null(Gone(A.Day(5, 2), A.Worker("1", [Ends]), A.Worker("1")));
    }

    [Fact]
    public void Of_who_keeps_a_post_that_was_to_end_the_rights_are_told_that_would_have_gone()
    {
        // The overlap of the zone is over on 8 April; mail goes with either post.
        var (moves, stays) = (A.Worker("1", postings: [LeavesTax, ComesToJuki]), A.Worker("1", postings: [A.At(A.Tax)]));
        var order = Gone(A.Day(4, 8), moves, stays)!;
        Assert.Null(order.Ended);
        Assert.Equal([A.TaxInquiry], order.Rights);
        Assert.Null(Gone(A.Day(4, 7), moves, stays));
        Assert.Null(Gone(A.Day(5, 2), moves, stays));
        Assert.Null(Gone(A.Day(4, 8), A.Worker("1", postings: [ComesToJuki]), stays));
    }

    [Fact]
    public void A_grant_that_was_to_end_is_told_too()
    {
        var city = A.City(A.Day(4, 8), A.Worker("1"));
        World Granted(DateOnly until) =>
            city with
            {
                Grants = [new Grant(new EmployeeId("1"), A.Siren, GrantKind.Exception, A.Until(until), "例外1")],
            };
        Assert.Equal([A.Siren], Gone(Granted(A.Day(3, 20)), Granted(A.Day(9, 30)))!.Rights);
        Assert.Null(Gone(Granted(A.Day(4, 3)), Granted(A.Day(9, 30))));
    }

    [Fact]
    public void What_no_source_has_told_as_a_whole_is_no_order()
    {
        var before = A.City(A.Day(4, 2), A.Worker("1", [Ends]));
        Assert.Null(Gone(before.Without(A.Mayor), A.City(A.Day(4, 2), A.Worker("1"))));
    }
}
