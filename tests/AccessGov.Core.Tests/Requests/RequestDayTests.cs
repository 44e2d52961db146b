using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Requests;
using AccessGov.Core.Tests.Worlds;
using static AccessGov.Core.Tests.Requests.RequestTown;

namespace AccessGov.Core.Tests.Requests;

/// <summary>What the day brings: whose ground is gone, what nobody decided, whose end comes.</summary>
public sealed class RequestDayTests
{
    private static readonly RequestTown Asked = new RequestTown().Asked();
    private static readonly RequestTown Given = Asked.Agreed(Head, Owner);

    [Fact]
    public void Who_left_or_moved_loses_it_and_it_never_comes_back_by_itself()
    {
        var moved = Given.OnDay(A.Day(5, 1)).Says(Serves("1", A.Juki));
        Assert.Equal("moved", moved.DayEnds());
        Assert.Equal("left", Given.OnDay(A.Day(5, 1)).Says(A.Worker("1", terms: [A.Term(A.Until(A.Day(4, 30)))])).DayEnds());
        var ended = moved.After(RequestDecider.OfDay(moved.Scene)[0]);
        Assert.Equal(new DateSpan(A.April, A.Day(4, 30)), ended.Request.Days);
        Assert.Null(ended.Request.End!.By);
        Assert.False(ended.Says(A.Worker("1")).Has(Staff, Siren));
        Assert.Null(ended.DayEnds());
        // What waits ends likewise.
        Assert.Equal("moved", Asked.Says(Serves("1", A.Juki)).DayEnds());
    }

    [Fact]
    public void What_nobody_knows_ends_nothing()
    {
        Assert.Null(Given.Gone(Staff).DayEnds());
        Assert.Null(Given.Says(Serves("1", new OrgCode("777"))).DayEnds());
        var leave = new Leave(LeaveKind.Suspension, new DateSpan(A.April, A.Day(5, 31)));
        Assert.Null(Given.Says(A.Worker("1", postings: [A.At(A.Juki)], leaves: [leave])).DayEnds());
        Assert.Null(Given.Says(A.Worker("1", terms: [A.Term(new DateSpan(A.Day(4, 5), null))])).DayEnds());
        // A 兼務 keeps the ground.
        Assert.Null(Given.Says(A.Worker("1", postings: [A.At(A.Juki), A.At(A.Tax, kind: PostingKind.Concurrent)])).DayEnds());
        // The unit's own source is silent: a posting there might be told tomorrow.
        var abroad = Given.After(
            new RequestEvent.WasAsked(Given.Request with { Id = "2", Unit = A.Station, Head = null, Owner = null, From = null })
        );
        Assert.Equal(["moved"], Ends(abroad));
        Assert.Empty(Ends(abroad with { IsFireMissing = true }));
        // The policy knows the unit no more.
        var unknown = Given.After(
            new RequestEvent.WasAsked(Given.Request with { Id = "2", Unit = new OrgCode("888"), Head = null, Owner = null, From = null })
        );
        Assert.Equal(["moved"], Ends(unknown));
    }

    [Fact]
    public void What_nobody_decides_ends()
    {
        Assert.Null(Asked.OnDay(A.April.AddDays(RequestDecider.DecidedWithinDays)).DayEnds());
        Assert.Equal("not-decided", Asked.OnDay(A.April.AddDays(RequestDecider.DecidedWithinDays + 1)).DayEnds());
        var brief = new RequestTown().Asked(For(Staff) with { Until = A.Day(4, 2) });
        Assert.Null(brief.OnDay(A.Day(4, 2)).DayEnds());
        Assert.Equal("not-decided", brief.OnDay(A.Day(4, 3)).DayEnds());
    }

    [Fact]
    public void The_end_is_told_once_a_week_before()
    {
        Assert.Empty(RequestDecider.OfDay(Given.OnDay(A.Day(3, 23, 2027)).Scene));
        var near = Given.OnDay(A.Day(3, 24, 2027));
        var told = Assert.IsType<RequestEvent.EndWasTold>(Assert.Single(RequestDecider.OfDay(near.Scene)));
        Assert.Empty(RequestDecider.OfDay(near.After(told).Scene));
        Assert.Equal(NoonOf(near.On), near.After(told).Request.EndToldAt);
        Assert.Empty(RequestDecider.OfDay(Given.OnDay(A.Day(4, 1, 2027)).Scene));
    }

    private static string[] Ends(RequestTown town) =>
        [.. RequestDecider.OfDay(town.Scene).OfType<RequestEvent.HasEnded>().Select(e => RequestEndKindCodes.Of(e.End.How))];

    [Fact]
    public void What_would_go_on_from_what_has_ended_ends_and_is_asked_anew()
    {
        var given = new RequestTown().Asked(For(Staff) with { Until = A.Day(6, 30) }).Agreed(Head, Owner).OnDay(A.Day(6, 30));
        var waits = given.Does(Staff, For(Staff) with { Id = "2", Extends = Id });
        Assert.Null(waits.DayEnds());
        Assert.Equal("request-waits", waits.WhyNot(Staff, For(Staff) with { Id = "3" }));
        var after = waits.OnDay(A.Day(7, 1));
        Assert.Equal("request-not-in-force", after.WhyNot(Head, new RequestCommand.Agree("2")));
        Assert.Null(after.WhyNot(Staff, For(Staff) with { Id = "3" }));
        var ended = Assert.IsType<RequestEvent.HasEnded>(Assert.Single(RequestDecider.OfDay(after.Scene)));
        Assert.Equal(("2", RequestEndKind.NotDecided), (ended.Id, ended.End.How));
    }

    /// <summary>A grant of that day would be taken by the review, for good: nobody shall agree to what is never held.</summary>
    [Fact]
    public void On_the_day_on_which_a_review_took_it_nobody_agrees_last_and_on_the_next_it_gives_the_right()
    {
        var reviewed = Asked with { Removals = [new ReviewRemoval(Staff, Siren, A.April, A.April, [A.Tax], "round-0001")] };
        var once = reviewed.Agreed(Head);
        Assert.Equal("request-reviewed-today", once.WhyNot(Owner, new RequestCommand.Agree(Id)));
        var next = once.OnDay(A.Day(4, 2)).Agreed(Owner);
        Assert.True(next.Has(Staff, Siren));
        Assert.Null(once.OnDay(A.April).WhyNot(Owner, new RequestCommand.Reject(Id, "業務に要らない")));
    }
}
