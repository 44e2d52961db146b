using AccessGov.Core.Applying;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Laws;

/// <summary>An account lost its number, and somebody chose it for its worker: the number comes back and nothing else happens.</summary>
public sealed class AdoptionLaw
{
    private static readonly Gen<(World World, int Pick)> Cities = Gen.Select(WorldGen.Any, Gen.Int[0, 40]);

    private static void Hold(Action<World, World, ChosenAccount> law) =>
        Cities.Hold(
            (world, pick) =>
            {
                var numbered = world.Tenant.Accounts.Values.Where(a => a.EmployeeId is { } id && world.Tenant.Of(id).Count == 1).ToArray();
                if (numbered.Length == 0)
                    return;
                var account = numbered[pick % numbered.Length];
                // Named as accounts were before there was a policy, mostly: nobody finds it by the name of a new one.
                if (pick % 4 > 0)
                    account = account with { UserPrincipalName = "hanako@old.example.jp" };
                world = world with { Tenant = world.Tenant with { Accounts = world.Tenant.Accounts.SetItem(account.ObjectId, account) } };
                var tenant = world.Tenant with
                {
                    Accounts = world.Tenant.Accounts.SetItem(account.ObjectId, account with { EmployeeId = null }),
                };
                var chosen = new ChosenAccount(
                    account.EmployeeId!.Value,
                    account.ObjectId,
                    account.UserPrincipalName.ToUpperInvariant(),
                    "list",
                    new EmployeeId("BOSS")
                );
                law(world, world with { Tenant = tenant, Chosen = [chosen] }, chosen);
            }
        );

    [Fact]
    public void The_number_comes_back_and_the_next_plan_is_as_if_it_had_never_been_away() =>
        Hold(
            (before, world, chosen) =>
            {
                if (world.Plan(PlanPart.Adoptions).Actions is not [var adoption])
                    return;
                var after = world with { Tenant = world.Tenant.Apply(adoption) };
                Assert.True(after.Tenant.SameAs(before.Tenant));
                // Whether the pair is still remembered or not.
                foreach (var next in new[] { after, after with { Chosen = [] } })
                {
                    Assert.Equal(Said(before.Plan()), Said(next.Plan()));
                    Assert.Equal(before.Plan().Findings, next.Plan().Findings);
                }
                Assert.True(StillRight.Holds(adoption, world.Desired, AccountHistory.Empty));
                Assert.False(StillRight.Holds(adoption, (world with { Chosen = [] }).Desired, AccountHistory.Empty));
                Assert.False(
                    StillRight.Holds(adoption, (world with { Chosen = [chosen with { List = "other" }] }).Desired, AccountHistory.Empty)
                );
            }
        );

    [Fact]
    public void Nothing_else_happens_to_the_account_or_for_the_worker_meanwhile() =>
        Hold(
            (_, world, chosen) =>
            {
                var (plan, unchosen) = (world.Plan(), (world with { Chosen = [] }).Plan());
                Assert.Equal(
                    Said(unchosen).Where(a => a.Target.Employee != chosen.Worker),
                    Said(plan).Where(a => a.Target.Employee != chosen.Worker)
                );
                var own = plan.Actions.Where(a => a.Target.Employee == chosen.Worker || a.Target.ObjectId == chosen.Account).ToArray();
                Assert.DoesNotContain(own, a => a is PlannedAction.CreateAccount or PlannedAction.RestoreAccount);
                foreach (var action in own.Where(a => a.Target.ObjectId == chosen.Account))
                    Assert.Equal(
                        [new AttributeChange(AttributeName.EmployeeId, "", chosen.Worker.Value)],
                        Assert.IsType<PlannedAction.ChangeAttributes>(action).Changes
                    );
                Assert.DoesNotContain(PlanParts.Of(own, PlanPart.Plain, world.Decide), a => a.Target.ObjectId == chosen.Account);
                var verdict = Brake.Judge(plan, world.Policy, new Surroundings(world.On, new Announcement([])));
                Assert.True(
                    verdict is Verdict.Refused
                        || own.Any(PlanParts.IsAdoption)
                            == (verdict is Verdict.NeedsApproval(var reasons) && reasons.Any(r => r.Code == "adoptions"))
                );
            }
        );

    [Fact]
    public void What_was_read_for_the_worker_alone_gives_the_same() =>
        Hold(
            (_, world, chosen) =>
            {
                if (world.Facts.Roster.Find(chosen.Worker) is not { } worker)
                    return;
                var desired = world.Desired;
                var whole = Reconciler.Plan(desired, world.Tenant.Snapshot(), null, chosen.Worker);
                var narrow = Reconciler.Plan(desired, world.Tenant.Snapshot(Vicinity.Of(desired, worker)), null, chosen.Worker);
                Assert.Equal(whole.Id, Plan.Close(whole.Inputs, narrow.Actions, narrow.Findings, narrow.Population).Id);
            }
        );

    [Fact]
    public void An_account_that_is_no_longer_what_was_chosen_is_left_alone_and_so_is_the_worker() =>
        Hold(
            (before, world, chosen) =>
            {
                var account = world.Tenant.Accounts[chosen.Account];
                var due = world.Plan().Actions.Any(PlanParts.IsAdoption);
                foreach (
                    var changed in new[]
                    {
                        account with
                        {
                            EmployeeId = new EmployeeId("Z9"),
                        },
                        account with
                        {
                            OtherNumber = "?",
                        },
                        account with
                        {
                            IsGuest = true,
                        },
                        account with
                        {
                            SyncedFromOnPremises = true,
                        },
                        account with
                        {
                            UserPrincipalName = "another@city.example.jp",
                        },
                        null,
                    }
                )
                {
                    var accounts = changed is null
                        ? world.Tenant.Accounts.Remove(chosen.Account)
                        : world.Tenant.Accounts.SetItem(chosen.Account, changed);
                    var plan = (world with { Tenant = world.Tenant with { Accounts = accounts } }).Plan();
                    Assert.DoesNotContain(plan.Actions, a => a.Target.ObjectId == chosen.Account);
                    Assert.DoesNotContain(plan.Actions, a => a is PlannedAction.CreateAccount && a.Target.Employee == chosen.Worker);
                    if (due)
                        Assert.Contains(plan.Findings, f => f.Kind == FindingKind.AdoptionVoid && f.Worker == chosen.Worker);
                }
                var taken = world with { Tenant = before.Tenant };
                Assert.DoesNotContain(taken.Plan().Findings, f => f.Kind == FindingKind.AdoptionVoid);
            }
        );

    private static IEnumerable<PlannedAction> Said(Plan plan) => plan.Actions.Select(a => a with { Id = default });
}
