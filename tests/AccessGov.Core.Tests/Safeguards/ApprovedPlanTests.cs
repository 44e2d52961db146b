using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Safeguards;

public sealed class ApprovedPlanTests
{
    private static readonly EmployeeId Author = new("100"),
        Chief = new("101"),
        Importer = new("102");
    private static readonly EmployeeId[] Suppliers = [Importer];
    private static readonly Plan Plan = A.City(A.April, A.Worker("1")).Plan();
    private static readonly Verdict Doubtful = new Verdict.NeedsApproval([new Refusal("plan-size", "", 60, 49)]);

    private static ApprovalResult Approve(Verdict verdict, EmployeeId? approver, EmployeeId? author, Plan? plan = null) =>
        ApprovedPlan.Approve(
            plan ?? Plan,
            verdict,
            new Approval(author, approver, new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(9))),
            Suppliers
        );

    private static string Denied(ApprovalResult result) => Assert.IsType<ApprovalResult.Denied>(result).Refusal.Code;

    [Fact]
    public void Somebody_else_approves_a_doubtful_plan()
    {
        var approved = Assert.IsType<ApprovalResult.Approved>(Approve(Doubtful, Chief, Author)).Plan;
        Assert.Equal((Plan, Doubtful, Chief), (approved.Plan, approved.Verdict, approved.Approval.Approver!.Value));
    }

    [Fact]
    public void An_approver_cannot_approve_their_own_plan() =>
        Assert.Equal("approver-is-author", Denied(Approve(Doubtful, Author, Author)));

    [Fact]
    public void Who_supplied_a_fact_cannot_approve_what_a_trigger_made_of_it() =>
        Assert.Equal("approver-is-author", Denied(Approve(Doubtful, Importer, null)));

    [Fact]
    public void An_approver_cannot_approve_a_change_of_their_own_rights() =>
        Assert.Equal("approver-is-target", Denied(Approve(Doubtful, new EmployeeId("1"), Author)));

    [Fact]
    public void An_approver_cannot_approve_a_change_of_their_own_rights_under_a_new_number()
    {
        var before = A.City(A.Day(3, 31), A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))])).Settled();
        var plan = (before with { On = A.April })
            .Says(A.Worker("1", [A.Term(A.Until(A.Day(3, 31)))]), A.Worker("2", [A.Term(new DateSpan(A.April, null))], former: "1"))
            .Plan();
        Assert.Equal("approver-is-target", Denied(Approve(Doubtful, new EmployeeId("1"), Author, plan)));
    }

    [Fact]
    public void A_refused_plan_is_approved_by_nobody()
    {
        var refused = new Verdict.Refused([new Refusal("disables", "", 60, 10)]);
        Assert.Equal("plan-refused", Denied(Approve(refused, Chief, Author)));
        Assert.Equal("plan-refused", Denied(Approve(refused, null, null)));
    }

    [Fact]
    public void A_doubtful_plan_without_an_approver_is_not_applied() =>
        Assert.Equal("approval-missing", Denied(Approve(Doubtful, null, null)));

    [Fact]
    public void A_clear_plan_needs_nobody() => Assert.IsType<ApprovalResult.Approved>(Approve(new Verdict.Clear(), null, null));

    [Fact]
    public void An_approved_plan_has_no_public_constructor() => Assert.Empty(typeof(ApprovedPlan).GetConstructors());
}
