using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Planning;

public sealed class ActionOrderTests
{
    [Fact]
    public void Phases_follow_each_other() =>
        WorldGen.Any.Hold(world =>
        {
            var actions = world.Plan().Actions;
            Assert.Equal(actions.Select(ActionOrder.PhaseOf).Order(), actions.Select(ActionOrder.PhaseOf));
            Assert.Equal(actions.Count, actions.Select(a => a.Id).Distinct().Count());
        });

    [Fact]
    public void A_phase_is_cut_out_whole_from_wherever_one_is_in_it() =>
        WorldGen.Any.Hold(world =>
        {
            var actions = world.Plan().Actions;
            for (var next = 0; next < actions.Count; next++)
            {
                var phase = ActionOrder.PhaseOf(actions[next]);
                Assert.Equal(actions.Skip(next).TakeWhile(a => ActionOrder.PhaseOf(a) == phase), ActionOrder.PhaseFrom(actions, next));
            }
            Assert.Empty(ActionOrder.PhaseFrom(actions, actions.Count));
        });

    /// <summary>
    /// Wherever the plan is broken off, everybody has at most what he had or will have, and nobody who loses something has gained before.
    /// </summary>
    [Fact]
    public void Nobody_is_over_privileged_at_any_point_of_a_plan() =>
        WorldGen.Any.Hold(world =>
        {
            var plan = world.Plan();
            var (before, after) = (world.Tenant, world.Tenant.Apply(plan.Actions));
            var at = before;
            var gained = new HashSet<EmployeeId>();
            foreach (var action in plan.Actions)
            {
                var (was, id) = (at, Tenant.IdOf(action.Target));
                at = at.Apply(action);
                Assert.All(at.Members.Except(was.Members), m => Assert.Contains(m, after.Members));
                if (action is PlannedAction.AddMember)
                    gained.Add(action.Target.Employee);
                if (action is PlannedAction.RemoveMember or PlannedAction.DisableAccount)
                    Assert.DoesNotContain(action.Target.Employee, gained);
                if (action is PlannedAction.EnableAccount)
                    Assert.All(
                        at.Members.Where(m => m.Member == id && IsGoverned(world, m.Entitlement)),
                        m => Assert.Contains(m, after.Members)
                    );
            }
        });

    /// <summary>The disabled account of a leaver is out of use before anything else happens to anybody.</summary>
    [Fact]
    public void Sessions_end_right_after_the_account_is_disabled() =>
        WorldGen.Any.Hold(world =>
        {
            var actions = world.Plan().Actions;
            for (var i = 0; i < actions.Count; i++)
                if (actions[i] is PlannedAction.DisableAccount disable)
                    Assert.Equal(disable.Target, Assert.IsType<PlannedAction.RevokeSessions>(actions[i + 1]).Target);
        });

    [Fact]
    public void What_the_planner_expects_is_what_it_saw() =>
        WorldGen.Any.Hold(world =>
        {
            var at = world.Tenant;
            foreach (var action in world.Plan().Actions)
            {
                var account = at.Accounts.GetValueOrDefault(Tenant.IdOf(action.Target));
                switch (action.Expect)
                {
                    case Expect.NoAccount:
                        Assert.Null(account);
                        break;
                    case Expect.Account seen when action is PlannedAction.RevokeSessions:
                        Assert.False(seen.Enabled);
                        break;
                    case Expect.Account seen:
                        Assert.Equal((seen.Enabled, seen.Attributes), (account!.Enabled, account.Attributes));
                        break;
                    case Expect.Membership { IsMember: var isMember }:
                        var right = (action as PlannedAction.AddMember)?.Entitlement ?? ((PlannedAction.RemoveMember)action).Entitlement;
                        Assert.Equal(isMember, at.Has(account!.ObjectId, right));
                        break;
                    default:
                        Assert.Fail($"{action.Expect}");
                        break;
                }
                at = at.Apply(action);
            }
        });

    private static bool IsGoverned(World world, EntitlementId right) =>
        world.Policy.Entitlements.Any(e => e.Id == right && e.Zone != Zone.Independent) && world.Tenant.CanRead(right);
}
