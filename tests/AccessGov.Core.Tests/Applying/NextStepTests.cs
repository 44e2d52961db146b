using AccessGov.Core.Applying;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Applying;

public sealed class NextStepTests
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 1, 12, 0, 0, TimeSpan.FromHours(9));
    private static readonly Moment At = new(Noon, A.April, TimeSpan.FromHours(24));
    private static readonly Refusal Limit = new("disables", "", 3, 2);
    private static readonly PlanProgress Made = new()
    {
        Id = new PlanId(new string('a', 64)),
        Status = PlanStatus.Made,
        Verdict = new Verdict.Clear(),
        On = A.April,
        MadeAt = Noon,
        Actions = 2,
    };

    [Fact]
    public void A_clear_plan_is_applied() => Assert.IsType<NextStep.Apply>(NextStep.Of(Made, At));

    [Fact]
    public void While_the_installation_only_observes_nothing_is_begun_and_what_was_begun_is_finished()
    {
        var observing = At with { IsLive = false };
        Assert.IsType<NextStep.Observe>(NextStep.Of(Made, observing));
        Assert.IsType<NextStep.Observe>(NextStep.Of(Made with { Status = PlanStatus.Approved, IsUrgent = true }, observing));
        Assert.IsType<NextStep.Apply>(NextStep.Of(Made with { Status = PlanStatus.Applying, Next = 1 }, observing));
    }

    [Fact]
    public void A_plan_that_shuts_somebody_out_is_applied_before_the_others() =>
        Assert.IsType<NextStep.ApplyUrgent>(NextStep.Of(Made with { IsUrgent = true }, At));

    [Fact]
    public void A_doubtful_plan_waits_for_people_however_urgent()
    {
        var doubtful = Made with { Verdict = new Verdict.NeedsApproval([Limit]), IsUrgent = true };
        Assert.Equal([Limit], Assert.IsType<NextStep.Approve>(NextStep.Of(doubtful, At)).Reasons);
        Assert.IsType<NextStep.ApplyUrgent>(NextStep.Of(doubtful with { Status = PlanStatus.Approved }, At));
    }

    [Fact]
    public void A_refused_or_old_plan_is_left_and_another_is_made()
    {
        var refused = Made with { Verdict = new Verdict.Refused([Limit]) };
        Assert.Equal([Limit], Assert.IsType<NextStep.PlanAgain>(NextStep.Of(refused, At)).Why);
        var late = At with { Now = Noon.AddHours(25) };
        Assert.Equal("plan-too-old", Assert.IsType<NextStep.PlanAgain>(NextStep.Of(Made, late)).Why.Single().Code);
        // Whoever approved it is told that it has become too old.
        Assert.IsType<NextStep.Apply>(NextStep.Of(Made with { Status = PlanStatus.Approved }, late));
        Assert.IsType<NextStep.Apply>(NextStep.Of(Made with { Status = PlanStatus.Applying }, late));
    }

    [Fact]
    public void A_plan_for_tomorrow_waits()
    {
        var tomorrow = Made with { On = A.April.AddDays(1) };
        Assert.Equal(A.April.AddDays(1), Assert.IsType<NextStep.Wait>(NextStep.Of(tomorrow, At)).Until);
        Assert.IsType<NextStep.Wait>(NextStep.Of(tomorrow with { Status = PlanStatus.Approved, IsUrgent = true }, At));
    }

    [Fact]
    public void A_plan_that_has_ended_or_is_empty_needs_nothing()
    {
        Assert.IsType<NextStep.Nothing>(NextStep.Of(Made with { Status = PlanStatus.Applied }, At));
        Assert.IsType<NextStep.Nothing>(NextStep.Of(Made with { Actions = 0 }, At));
    }

    [Fact]
    public void A_rejected_plan_needs_nothing_whatever_its_verdict_says()
    {
        var rejected = Made with { Status = PlanStatus.Rejected, IsUrgent = true };
        Assert.IsType<NextStep.Nothing>(NextStep.Of(rejected, At));
        Assert.IsType<NextStep.Nothing>(NextStep.Of(rejected with { Verdict = new Verdict.NeedsApproval([Limit]) }, At));
    }

    [Fact]
    public void Only_one_worker_s_plan_is_urgent()
    {
        var plan = A.City(A.Day(3, 31), A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))])).Settled();
        var leaving = (plan with { On = A.April }).Plan();
        Assert.Contains(leaving.Actions, a => a is PlannedAction.DisableAccount);
        Assert.False(NextStep.IsUrgent(leaving));
        var alone = leaving.Inputs with { Only = new EmployeeId("1") };
        Assert.True(NextStep.IsUrgent(Plan.Close(alone, leaving.Actions, [], leaving.Population)));
        var joining = A.City(A.April, A.Worker("1")).Plan();
        Assert.False(NextStep.IsUrgent(Plan.Close(alone, joining.Actions, [], joining.Population)));
    }
}
