using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Laws;

/// <summary>Law 3: no plan touches a protected account, a 独自系 right, or an account that the facts do not cover.</summary>
public sealed class Law3Reach
{
    [Fact]
    public void No_plan_touches_a_protected_account() =>
        WorldGen.Any.Hold(world =>
        {
            foreach (var action in world.Plan().Actions)
            {
                var account = action.Target.ObjectId is { } id ? world.Tenant.Accounts[id] : null;
                var name = account?.UserPrincipalName ?? (action as PlannedAction.CreateAccount)?.UserPrincipalName;
                Assert.DoesNotContain(
                    world.Policy.ProtectedAccounts,
                    p =>
                        (p.ObjectId is { } kept && kept == account?.ObjectId)
                        || (p.UserPrincipalName is { } upn && upn.Equals(name, StringComparison.OrdinalIgnoreCase))
                );
            }
        });

    [Fact]
    public void No_plan_touches_an_independent_right() =>
        WorldGen.Any.Hold(world =>
        {
            var independent = world.Policy.Entitlements.Where(e => e.Zone == Zone.Independent).Select(e => e.Id).ToHashSet();
            foreach (var action in world.Plan().Actions)
                switch (action)
                {
                    case PlannedAction.AddMember add:
                        Assert.DoesNotContain(add.Entitlement, independent);
                        break;
                    case PlannedAction.RemoveMember remove:
                        Assert.DoesNotContain(remove.Entitlement, independent);
                        break;
                }
        });

    [Fact]
    public void No_plan_touches_an_account_that_the_facts_do_not_cover() =>
        WorldGen.Any.Hold(world =>
        {
            foreach (var action in world.Plan().Actions)
            {
                var worker = world.Facts.Roster.Find(action.Target.Employee)!;
                AssertOneEmployer(world, worker.Id);
                if (action.Target.ObjectId is not { } id)
                {
                    Assert.Empty(world.Tenant.Of(worker.Id));
                    continue;
                }
                var number = world.Tenant.Accounts[id].EmployeeId!.Value;
                // Whoever is shut out at once is shut out of every account that claims to be that person.
                if (number == worker.Id && world.Tenant.Of(number).Count > 1)
                {
                    Assert.True(
                        action is PlannedAction.DisableAccount or PlannedAction.RevokeSessions or PlannedAction.RemoveMember,
                        $"{action}"
                    );
                    Assert.True(Assert.IsType<Standing.Ended>(world.Desired.Of(world.Facts.Roster.Find(number)!).Standing).Last.EndsAtOnce);
                    continue;
                }
                Assert.Single(world.Tenant.Of(number));
                if (number == worker.Id)
                    continue;
                Assert.Equal(worker.FormerId, number);
                Assert.Empty(world.Tenant.Of(worker.Id));
                AssertOneEmployer(world, number);
            }
        });

    /// <summary>From the latest day on that anybody speaks of, no two sources have a term of one number on one day.</summary>
    private static void AssertOneEmployer(World world, EmployeeId number)
    {
        var latest = world.Sources.Max(s => s.AsOf);
        Assert.DoesNotContain(
            world.LastKnown.SelectMany(s => s.Workers).Where(w => w.Id == number).SelectMany(w => w.Employments),
            e => !e.Days.EndedBefore(latest)
        );
        var terms = world
            .Sources.SelectMany(s => s.Workers)
            .Where(w => w.Id == number)
            .SelectMany(w => w.Employments.Select(e => (w.Home, Term: e)))
            .Where(t => !t.Term.EndsAtOnce && !t.Term.Days.EndedBefore(latest))
            .ToArray();
        foreach (var (home, term) in terms)
            Assert.DoesNotContain(
                terms,
                o => o.Home != home && !o.Term.Days.EndedBefore(term.Days.From) && !term.Days.EndedBefore(o.Term.Days.From)
            );
    }

    [Fact]
    public void A_new_account_never_takes_a_name_that_is_in_use() =>
        WorldGen.Any.Hold(world =>
        {
            var names = world.Tenant.Accounts.Values.Select(a => a.UserPrincipalName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var create in world.Plan().Actions.OfType<PlannedAction.CreateAccount>())
                Assert.DoesNotContain(create.UserPrincipalName, names);
        });
}
