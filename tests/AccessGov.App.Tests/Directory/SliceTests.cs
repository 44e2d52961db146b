using AccessGov.App.Directory.Entra.Writes;
using AccessGov.Core.Audit;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Tests.Directory;

public sealed class SliceTests
{
    private static readonly Because Why = new(new Cause.OnDuty(), null, new Article("第6(6)"), null);
    private static readonly AccountAttributes Seen = AccountAttributes.Empty;

    [Fact]
    public void Three_hundred_changes_share_one_look()
    {
        var plan = PlanOf(Enumerable.Range(0, 700).Select(Change));
        Assert.Equal([300, 300, 100], Slices(plan).Select(s => s.Length));
    }

    [Fact]
    public void Slices_of_additions_fill_their_batches_and_split_no_request()
    {
        // 50 additions to a group are three requests, of 20, 20 and 10.
        var plan = PlanOf(Enumerable.Range(0, 30).SelectMany(group => Enumerable.Range(0, 50).Select(n => Add(group, n))));
        var requests = Slices(plan)
            .Select(slice => slice.GroupBy(i => ((PlannedAction.AddMember)plan.Actions[i]).GroupId).Sum(g => (g.Count() + 19) / 20))
            .ToArray();
        Assert.Equal([40, 40, 10], requests);
    }

    [Fact]
    public void A_slice_never_holds_two_phases()
    {
        var plan = PlanOf([.. Enumerable.Range(0, 5).Select(Change), .. Enumerable.Range(0, 5).Select(n => Add(0, n))]);
        Assert.All(Slices(plan), slice => Assert.Single(slice.Select(i => ActionOrder.PhaseOf(plan.Actions[i])).Distinct()));
    }

    [Fact]
    public void Slices_follow_each_other_without_gap_or_overlap()
    {
        var plan = PlanOf([.. Enumerable.Range(0, 999).Select(Change), .. Enumerable.Range(0, 999).Select(n => Add(n % 7, n))]);
        Assert.Equal(Enumerable.Range(0, plan.Actions.Count), Slices(plan).SelectMany(s => s));
    }

    private static IEnumerable<int[]> Slices(Plan plan)
    {
        for (int next = 0, count; next < plan.Actions.Count; next += count)
        {
            count = WriteSlice.Of(ActionOrder.PhaseFrom(plan.Actions, next), 400);
            yield return [.. Enumerable.Range(next, count)];
        }
    }

    private static PlannedAction.ChangeAttributes Change(int n) =>
        new(Someone(n), Why, new Expect.Account(true, Seen), [new AttributeChange(AttributeName.Department, Seen.Department, "税務課")]);

    private static PlannedAction.AddMember Add(int group, int n) =>
        new(Someone(n), Why, new EntitlementId($"right-{group:00}"), Zone.Lgwan, new Guid(group + 1, 0, 0, new byte[8]));

    private static Target Someone(int n) => new(new EmployeeId($"{n:000000}"), new Guid(n, 1, 0, new byte[8]));

    private static Plan PlanOf(IEnumerable<PlannedAction> actions) =>
        Plan.Close(
            new PlanInputs(TenantId.Parse("suzaka"), new DateOnly(2026, 4, 1), "p", "f", "s", null, null),
            actions,
            [],
            new Population(0, 0, new Dictionary<Zone, int>(), new Dictionary<OrgCode, int>())
        );
}
