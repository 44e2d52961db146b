using AccessGov.App.Approving;
using AccessGov.App.Planning;
using AccessGov.Core.Planning;

namespace AccessGov.Web.Pages.Work;

/// <summary>Agrees to a plan and says what came of it.</summary>
internal static class Approvals
{
    public static async Task<Notice> RunAsync(PortalContext here, PlanId id, CancellationToken ct)
    {
        var ui = here.Ui;
        if (await PlanList.StateAsync(here.Workspace, id, ct) is null)
            return Notice.Refused(ui.Of("Portal.PlanUnknown", id.Brief), ui["Portal.PlanUnknownNext"]);
        switch (await ApprovePlan.RunAsync(here.Workspace, here.Me.Id, id, ct))
        {
            case ApproveResult.Approved:
                return Notice.Done(ui.Of("Portal.Approved", id.Brief), ui["Portal.ApprovedNext"]);
            case ApproveResult.Before({ Rejection: not null } rejected):
                return await Rejections.BeforeAsync(here, rejected, ct);
            case ApproveResult.Before(var before):
                var status = ui[$"Status.{PlanStatusCodes.Of(before.Status)}"];
                return before.Approval is { Approver: { } by, At: var at }
                    ? Notice.Waits(
                        ui.Of("Portal.ApprovedBefore", id.Brief, await NameAsync(here, before, by, ct)),
                        ui.Of("Portal.ApprovedBeforeNext", here.Time(at), status)
                    )
                    : Notice.Waits(ui.Of("Portal.BegunBefore", id.Brief), status);
            case ApproveResult.NotNeeded:
                return Notice.Waits(ui.Of("Portal.ApprovalUseless", id.Brief), ui["Portal.ApprovalUselessNext"]);
            case ApproveResult.Denied(var refusal):
                return Notice.Refused(ui.Of("Portal.ApprovalDenied", id.Brief), here.Text.Of(refusal));
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    private static async Task<string> NameAsync(PortalContext here, PlanState state, Core.Kernel.EmployeeId id, CancellationToken ct) =>
        (await PeopleOfPlan.OnAsync(here.Workspace, state.On, ct)).Find(id)?.Name ?? id.Value;
}
