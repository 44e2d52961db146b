using AccessGov.Core.Kernel;
using AccessGov.Core.Requests;
using AccessGov.Core.Reviews;
using AccessGov.Core.Tests.Worlds;
using static AccessGov.Core.Tests.Requests.RequestTown;

namespace AccessGov.Core.Tests.Requests;

/// <summary>代理 of a head who is away: requests of his people wait for nobody's return.</summary>
public sealed class RequestDeputyTests
{
    private static readonly DateSpan Days = new(A.April, A.Day(4, 14));
    private static readonly RequestTown Town = new() { Deputies = [new Deputy(Head, Colleague, Days)] };
    private static readonly RequestCommand Agree = new RequestCommand.Agree(Id);

    [Fact]
    public void A_deputy_agrees_in_the_place_of_the_head_until_the_last_day()
    {
        var asked = Town.Asked();
        Assert.Equal([Colleague], asked.Scene.Approvers.Of(asked.Request));
        Assert.True(asked.Scene.Approvers.StandsIn(asked.Request, RequestStage.Head, Colleague));
        Assert.False(asked.Scene.Approvers.StandsIn(asked.Request, RequestStage.Head, Head));
        Assert.Equal("request-not-approver", asked.WhyNot(Head, Agree));
        Assert.True(asked.Agreed(Colleague, Owner).Has(Staff, Siren));
        var back = asked.OnDay(A.Day(4, 15));
        Assert.Equal("request-not-approver", back.WhyNot(Colleague, Agree));
        Assert.Null(back.WhyNot(Head, Agree));
    }

    [Fact]
    public void A_deputy_agrees_to_no_second_stage_and_the_owner_has_none()
    {
        var both = Town with { Deputies = [.. Town.Deputies, new Deputy(Owner, Colleague, Days)] };
        var once = both.Asked().Agreed(Colleague);
        Assert.Equal("request-by-one", once.WhyNot(Colleague, Agree));
        Assert.Null(once.WhyNot(Owner, Agree));
        var another = Town with { Deputies = [new Deputy(Owner, Colleague, Days)] };
        Assert.Equal("request-not-approver", another.Asked().Agreed(Head).WhyNot(Colleague, Agree));
    }

    [Fact]
    public void Nobody_agrees_to_his_own_request_as_a_deputy_nor_by_one()
    {
        var own = Town with { Deputies = [new Deputy(Head, Staff, Days)] };
        Assert.Equal("request-own", own.Asked().WhyNot(Staff, Agree));
        Assert.Null(own.Asked().WhyNot(Head, Agree));
        // What the head asked for is agreed to by nobody whom he named.
        var byHead = Town.Does(Head, For(Staff));
        Assert.Equal("request-not-approver", byHead.WhyNot(Colleague, Agree));
        Assert.Equal([Chief], byHead.Scene.Approvers.Of(byHead.Request));
        // A deputy on leave stands in for nobody.
        var gone = Town.Gone(Colleague).Asked();
        Assert.Equal([Head], gone.Scene.Approvers.Of(gone.Request));
    }
}
