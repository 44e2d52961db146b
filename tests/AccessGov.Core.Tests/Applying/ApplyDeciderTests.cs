using AccessGov.Core.Applying;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Applying;

public sealed class ApplyDeciderTests
{
    private static readonly Plan Plan = A.City(A.April, A.Worker("1"), A.Worker("2")).Plan();
    private static readonly DateTimeOffset Noon = new(2026, 4, 1, 12, 0, 0, TimeSpan.FromHours(9));
    private static readonly Moment At = new(Noon, A.April, TimeSpan.FromHours(24));
    private static readonly Verdict Clear = new Verdict.Clear();
    private static readonly Verdict Doubtful = new Verdict.NeedsApproval([new Refusal("disables", "", 3, 2)]);
    private static readonly Verdict Hopeless = new Verdict.Refused([new Refusal("disables", "", 60, 10)]);

    private static PlanProgress Progress(PlanStatus status = PlanStatus.Made, Verdict? verdict = null) =>
        new()
        {
            Id = Plan.Id,
            Status = status,
            Verdict = verdict ?? Clear,
            On = Plan.Inputs.On,
            MadeAt = Noon,
            Author = new EmployeeId("100"),
            Actions = Plan.Actions.Count,
        };

    private static ChunkStep Next(PlanProgress progress, Verdict? brakeNow = null, Moment? at = null) =>
        ApplyDecider.Next(Plan, progress, at ?? At, brakeNow ?? Clear);

    private static string Refused(ChunkStep step) => Assert.IsType<ChunkStep.Refuse>(step).Why.Code;

    private static string Held(ChunkStep step) => Assert.IsType<ChunkStep.HoldBack>(step).Why.Code;

    [Fact]
    public void A_clear_plan_begins_and_its_author_stands_in_the_approval() =>
        Assert.Equal(new Approval(new EmployeeId("100"), null, Noon), Assert.IsType<ChunkStep.Begin>(Next(Progress())).Approval);

    [Fact]
    public void An_approved_plan_begins_with_the_approval_it_has() =>
        Assert.Null(Assert.IsType<ChunkStep.Begin>(Next(Progress(PlanStatus.Approved, Doubtful), Doubtful)).Approval);

    [Fact]
    public void A_plan_that_nobody_approved_is_not_applied() =>
        Assert.Equal("approval-missing", Refused(Next(Progress(verdict: Doubtful), Doubtful)));

    [Fact]
    public void A_rejected_plan_begins_never_not_even_one_that_was_clear()
    {
        Assert.Equal("plan-rejected", Refused(Next(Progress(PlanStatus.Rejected))));
        Assert.Equal("plan-rejected", Refused(Next(Progress(PlanStatus.Rejected, Doubtful), Doubtful)));
    }

    [Fact]
    public void A_refused_plan_is_not_applied_even_when_the_brake_would_let_it_pass_now() =>
        Assert.Equal("plan-refused", Refused(Next(Progress(verdict: Hopeless))));

    [Fact]
    public void A_clear_plan_is_held_when_others_have_taken_so_much_meanwhile_that_it_wants_approval()
    {
        Assert.Equal("disables", Held(Next(Progress(), Doubtful)));
        Assert.Equal("disables", Held(Next(Progress(), Hopeless)));
        Assert.Same(Doubtful, Assert.IsType<ChunkStep.HoldBack>(Next(Progress(), Doubtful)).Now);
    }

    [Fact]
    public void An_approval_does_not_carry_a_plan_over_a_limit_that_nobody_may_pass()
    {
        Assert.Equal("disables", Held(Next(Progress(PlanStatus.Approved, Doubtful), Hopeless)));
        // Held before, it stays held.
        Assert.Equal("disables", Held(Next(Progress(PlanStatus.Approved, Hopeless), Hopeless)));
    }

    [Fact]
    public void A_plan_begins_only_after_the_brake_was_asked_again()
    {
        foreach (var status in Enum.GetValues<PlanStatus>())
            Assert.Equal(status is PlanStatus.Made or PlanStatus.Approved, ApplyDecider.AsksBrake(Progress(status)));
        Assert.Throws<ArgumentNullException>(() => ApplyDecider.Next(Plan, Progress(), At, null));
    }

    [Fact]
    public void A_plan_for_tomorrow_is_not_applied_today()
    {
        var why = Assert.IsType<ChunkStep.Refuse>(Next(Progress(), at: At with { Today = A.April.AddDays(-3) })).Why;
        Assert.Equal(("plan-for-later", 3m), (why.Code, why.Number));
    }

    [Fact]
    public void While_the_installation_only_observes_nothing_is_begun_and_what_was_begun_is_finished()
    {
        var observing = At with { IsLive = false };
        Assert.Equal("observing", Refused(Next(Progress(), at: observing)));
        Assert.Equal("observing", Refused(Next(Progress(PlanStatus.Approved, Doubtful), at: observing)));
        Assert.IsType<ChunkStep.Begin>(Next(Progress(PlanStatus.Applying) with { Next = 1 }, at: observing));
    }

    [Fact]
    public void A_plan_grows_too_old_to_begin_and_never_too_old_to_be_finished()
    {
        var late = At with { Now = Noon.AddHours(24.5) };
        Assert.Equal("plan-too-old", Refused(Next(Progress(), at: late)));
        Assert.Equal("plan-too-old", Refused(Next(Progress(PlanStatus.Approved), at: late)));
        Assert.IsType<ChunkStep.Begin>(Next(Progress(), at: At with { Now = Noon.AddHours(24) }));
        Assert.IsType<ChunkStep.Begin>(Next(Progress(PlanStatus.Applying) with { Next = 1 }, at: late));
    }

    [Fact]
    public void What_was_begun_is_tried_before_anything_else_is_begun()
    {
        Assert.IsType<ChunkStep.GoOn>(Next(Progress(PlanStatus.Applying) with { Next = 2, Pending = [1] }, Hopeless));
        Assert.IsType<ChunkStep.Begin>(Next(Progress(PlanStatus.Applying) with { Next = 2 }, Hopeless));
        Assert.IsType<ChunkStep.Close>(Next(Progress(PlanStatus.Applying) with { Next = Plan.Actions.Count }));
        Assert.IsType<ChunkStep.Ended>(Next(Progress(PlanStatus.Applied)));
    }

    [Fact]
    public void A_plan_without_actions_is_closed() => Assert.IsType<ChunkStep.Close>(Next(Progress() with { Actions = 0 }));

    [Fact]
    public void Outcomes_are_counted_once_and_the_last_one_ends_the_plan()
    {
        var progress = Progress(PlanStatus.Applying) with { Next = Plan.Actions.Count, Pending = [3, 4] };
        var applied = new ActionOutcome.Applied();
        var after = ApplyDecider.After(progress, [(3, applied), (3, applied), (2, applied)]);
        Assert.Equal((1, PlanStatus.Applying), (after.Outcomes["applied"], after.Status));
        Assert.Equal([4], after.Pending);
        after = ApplyDecider.After(after, [(4, new ActionOutcome.AlreadyTrue())]);
        Assert.Equal((1, 1, PlanStatus.Applied), (after.Outcomes["applied"], after.Outcomes["already-true"], after.Status));
    }

    [Fact]
    public void A_plan_with_actions_that_were_not_begun_does_not_end() =>
        Assert.Equal(
            PlanStatus.Applying,
            ApplyDecider.After(Progress(PlanStatus.Applying) with { Next = 1, Pending = [0] }, [(0, new ActionOutcome.Applied())]).Status
        );

    [Fact]
    public void An_action_that_was_deferred_has_no_outcome() =>
        Assert.Throws<ArgumentException>(() =>
            ApplyDecider.After(Progress(PlanStatus.Applying) with { Pending = [0] }, [(0, new ActionOutcome.Deferred(Noon))])
        );

    [Fact]
    public void Who_was_found_otherwise_than_planned_is_remembered_except_for_a_right_that_could_not_be_taken()
    {
        var actions = Samples.Of<PlannedAction>().ToArray();
        var plan = Plan.Close(Plan.Inputs, actions, [], Plan.Population);
        foreach (ActionOutcome outcome in (ActionOutcome[])[new ActionOutcome.Stale("seen"), new ActionOutcome.Failed("code")])
            for (var i = 0; i < plan.Actions.Count; i++)
                Assert.Equal(plan.Actions[i] is not PlannedAction.RemoveMember, ApplyDecider.LeavesAlone(plan.Actions[i], outcome));
    }

    [Fact]
    public void After_a_stale_action_only_what_protects_is_tried()
    {
        var stale = Samples.Of<PlannedAction>().Select(a => a.Target.Employee).ToHashSet();
        foreach (var action in Samples.Of<PlannedAction>())
            if (action is PlannedAction.RemoveMember or PlannedAction.RevokeSessions)
                Assert.NotEqual(new ActionOutcome.Stale("earlier-action-not-applied"), Before(action, stale));
            else
                Assert.Equal(new ActionOutcome.Stale("earlier-action-not-applied"), Before(action, stale));
    }

    [Fact]
    public void What_today_s_facts_no_longer_ask_for_is_stale()
    {
        foreach (var action in Samples.Of<PlannedAction>())
            Assert.Equal(new ActionOutcome.Stale("facts-changed"), Before(action, new HashSet<EmployeeId>()));
    }

    [Fact]
    public void An_account_that_was_to_be_created_and_is_not_there_gets_nothing()
    {
        var world = A.City(A.April, A.Worker("1"));
        var plan = world.Plan();
        var desired = world.Desired;
        foreach (var action in plan.Actions)
            Assert.Equal(
                action is PlannedAction.CreateAccount ? null : new ActionOutcome.Failed("account-missing"),
                ApplyDecider.BeforeLook(action, new HashSet<EmployeeId>(), desired, AccountHistory.Empty)
            );
        Assert.Contains(plan.Actions, a => a is PlannedAction.AddMember);
    }

    [Fact]
    public void Only_what_happened_and_takes_something_is_counted_by_the_brake()
    {
        var plan = Plan.Close(Plan.Inputs, Samples.Of<PlannedAction>(), [], Plan.Population);
        IEnumerable<(int, ActionOutcome)> All(ActionOutcome outcome) => plan.Actions.Select((_, i) => (i, outcome));
        Assert.Equal(3, ApplyDecider.Taken(plan, All(new ActionOutcome.Applied())).Count);
        Assert.Equal(3, ApplyDecider.Taken(plan, All(new ActionOutcome.AlreadyTrue())).Count);
        Assert.Empty(ApplyDecider.Taken(plan, All(new ActionOutcome.Stale("seen"))));
        Assert.Empty(ApplyDecider.Taken(plan, All(new ActionOutcome.Failed("code"))));
    }

    [Fact]
    public void Every_outcome_has_a_code_of_its_own() =>
        Assert.Equal(
            Samples.Of<ActionOutcome>().Count(),
            Samples.Of<ActionOutcome>().Select(OutcomeCodes.Of).Distinct(StringComparer.Ordinal).Count()
        );

    private static ActionOutcome? Before(PlannedAction action, HashSet<EmployeeId> stale) =>
        ApplyDecider.BeforeLook(action, stale, A.City(A.April, A.Worker("X")).Desired, AccountHistory.Empty);
}
