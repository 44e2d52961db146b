using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Tests.Worlds;

/// <summary>The same world, told in another order.</summary>
internal sealed class Shuffle(int seed)
{
    private readonly Random random = new(seed);

    public Plan PlanOf(World world)
    {
        var told = world with
        {
            Policy = Of(world.Policy),
            Sources = Of(world.Sources.Select(Of)),
            LastKnown = Of(world.LastKnown.Select(Of)),
            Gates = new GateFacts(Of(world.Gates.Keys), Of(world.Gates.Trainings), Of(world.Gates.Reviews), Of(world.Gates.Contracts))
            {
                EntraKeys = world.Gates.EntraKeys is { } entra ? Of(entra) : null,
            },
            Grants = Of(world.Grants),
        };
        var tenant = world.Tenant;
        return Reconciler.Plan(
            told.Desired,
            Tenant.Snapshot(
                Of(tenant.Accounts.Values.Concat(tenant.Accounts.Values.Take(2))),
                Of(tenant.Members.Concat(tenant.Members.Take(2))),
                Of(tenant.Read),
                Of(tenant.Absent)
            )
        );
    }

    private T[] Of<T>(IEnumerable<T> items)
    {
        var array = items.ToArray();
        random.Shuffle(array);
        return array;
    }

    private Known<IReadOnlyList<T>> Of<T>(Known<IReadOnlyList<T>> family) =>
        family is Known<IReadOnlyList<T>>.Whole whole ? new Known<IReadOnlyList<T>>.Whole(Of(whole.Facts)) : family;

    private GovernancePolicy Of(GovernancePolicy policy) =>
        policy with
        {
            Sources = Of(policy.Sources),
            OrgChart = new OrgChart(Of(policy.OrgChart.Units)),
            Entitlements = Of(policy.Entitlements.Select(e => e with { Gates = Of(e.Gates) })),
            BirthrightRules = Of(
                policy.BirthrightRules.Select(r =>
                    r with
                    {
                        Grants = Of(r.Grants),
                        Scope = new RuleScope(Of(r.Scope.Orgs), Of(r.Scope.Employments), Of(r.Scope.Postings), Of(r.Scope.Posts)),
                    }
                )
            ),
            SeparationRules = Of(policy.SeparationRules),
            ProtectedAccounts = Of(policy.ProtectedAccounts),
        };

    private HrSnapshot Of(HrSnapshot source) =>
        WorldGen.Accepted(
            Deliveries.Again(source) with
            {
                Workers = Of(
                    source.Workers.Select(w => w with { Employments = Of(w.Employments), Postings = Of(w.Postings), Leaves = Of(w.Leaves) })
                ),
                GuestPostings = Of(source.GuestPostings),
            }
        );
}
