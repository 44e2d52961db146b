using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Safeguards;

/// <summary>Who may agree, which role a reason asks for, and of whom nothing is taken unseen.</summary>
public sealed class ApproverTests
{
    private static string? Lacks(Approver approver, OperatorRole needed = OperatorRole.Approver) => approver.Lacks(needed)?.Code;

    private static Approver With(params OperatorRole[] roles) => new(new EmployeeId("1"), true, true, roles.ToHashSet());

    [Fact]
    public void Who_is_not_known_or_not_on_duty_agrees_to_nothing_whatever_the_role()
    {
        var officer = With(OperatorRole.Officer);
        Assert.Equal("approver-unknown", Lacks(officer with { IsKnown = false, IsOnDuty = false }));
        Assert.Equal("approver-not-on-duty", Lacks(officer with { IsOnDuty = false }));
        // Whom somebody keeps out is told that, and not that personnel has them on leave.
        Assert.Equal("approver-held", Lacks(officer with { IsOnDuty = false, IsHeld = true }));
        Assert.Equal("approver-unknown", Lacks(officer with { IsKnown = false, IsHeld = true }));
        Assert.Null(Lacks(officer));
    }

    [Fact]
    public void The_officer_agrees_to_what_an_approver_may_and_not_the_other_way_round()
    {
        Assert.Null(Lacks(With(OperatorRole.Approver)));
        Assert.Null(Lacks(With(OperatorRole.Officer), OperatorRole.Officer));
        Assert.Equal("approver-without-role", Lacks(With(OperatorRole.Approver), OperatorRole.Officer));
        Assert.Equal("approver-without-role", Lacks(With(OperatorRole.Auditor)));
        // An officer stands in for approvers only.
        Assert.Equal("approver-without-role", Lacks(With(OperatorRole.Officer), OperatorRole.Auditor));
    }

    [Fact]
    public void One_reason_that_asks_for_the_officer_is_enough()
    {
        var rules = new ApprovalRules(
            new Dictionary<string, OperatorRole> { ["restores"] = OperatorRole.Officer, ["disables"] = OperatorRole.Approver },
            []
        );
        Assert.Equal(OperatorRole.Officer, rules.RoleFor(["disables", "restores"]));
        Assert.Equal(OperatorRole.Approver, rules.RoleFor(["disables", "plan-size"]));
        Assert.Equal(OperatorRole.Approver, rules.RoleFor([]));
        Assert.Equal(OperatorRole.Approver, ApprovalRules.Usual.RoleFor(["restores"]));
    }

    [Theory]
    [InlineData("2026-03-31", false)]
    [InlineData("2026-04-01", true)]
    [InlineData("2026-06-30", true)]
    [InlineData("2026-09-30", true)]
    [InlineData("2026-10-01", false)]
    public void Who_has_a_named_post_is_named_while_it_runs_and_three_months_after(string day, bool isNamed)
    {
        var chief = A.Worker("1", postings: [A.At(A.Tax, new DateSpan(A.April, A.Day(6, 30))) with { Post = "市長" }]);
        var city = A.City(A.April, chief, A.Worker("2"), A.Worker("3"));
        Assert.Equal(isNamed ? ["1", "2"] : ["2"], Named(city, DateOnly.Parse(day), "市長", "2"));
    }

    [Fact]
    public void Who_is_named_stays_so_while_two_sources_contradict_each_other_and_without_names_nobody_is()
    {
        var fire = A.Accepted(HrIntake.Judge(A.Extract([A.Worker("2", home: A.Fire, postings: [], name: "別人")], A.Fire), null, A.Limits));
        var city = A.City(A.April, A.Worker("1"), A.Worker("2"));
        city = city with { Sources = [city.Sources[0], fire.Snapshot] };
        Assert.Null(city.Facts.Roster.Find(new EmployeeId("2")));
        Assert.Equal(["2"], Named(city, A.April, "2"));
        Assert.Empty(Named(city, A.April));
    }

    private static string[] Named(World city, DateOnly on, params string[] names) =>
        [.. new NamedPeople(ApprovalRules.Usual with { Named = names }, city.Facts.Roster, on).All.Select(n => n.Value).Order()];
}
