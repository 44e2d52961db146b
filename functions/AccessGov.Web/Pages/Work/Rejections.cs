using AccessGov.App.Approving;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.Web.Pages.Work;

/// <summary>Says no to a plan and says what came of it.</summary>
internal static class Rejections
{
    public static async Task<Notice> RunAsync(PortalContext here, PlanId id, string? reason, CancellationToken ct)
    {
        var ui = here.Ui;
        if (!VisibleText.IsReason(reason))
            return Notice.Waits(ui["Portal.RejectReasonNeeded"], here.Sentence(ui.Of("Cli.HoldReason", VisibleText.LongestReason)));
        if (await PlanList.StateAsync(here.Workspace, id, ct) is null)
            return Notice.Refused(ui.Of("Portal.PlanUnknown", id.Brief), ui["Portal.PlanUnknownNext"]);
        switch (await RejectPlan.RunAsync(here.Workspace, here.Me.Id, id, reason, ct))
        {
            case RejectResult.Rejected:
                return Notice.Done(ui.Of("Portal.Rejected", id.Brief), ui["Portal.RejectedNext"]);
            case RejectResult.Before(var before):
                return before.Rejection is null
                    ? Notice.Waits(ui.Of("Portal.RejectedTooLate", id.Brief), ui[$"Status.{PlanStatusCodes.Of(before.Status)}"])
                    : await BeforeAsync(here, before, ct);
            case RejectResult.NotWaiting:
                return Notice.Waits(ui.Of("Portal.RejectionUseless", id.Brief), ui["Portal.ApprovalUselessNext"]);
            case RejectResult.Denied(var refusal):
                return Notice.Refused(ui.Of("Portal.RejectionDenied", id.Brief), here.Sentence(here.Text.Of(refusal)));
            case var other:
                throw new InvalidOperationException(other.GetType().Name);
        }
    }

    /// <summary>Somebody had said no before: who, when and why.</summary>
    public static async Task<Notice> BeforeAsync(PortalContext here, PlanState rejected, CancellationToken ct)
    {
        var (by, reason, at) = rejected.Rejection!;
        var name = (await PeopleOfPlan.OnAsync(here.Workspace, rejected.On, ct)).Find(by)?.Name ?? by.Value;
        return Notice.Waits(
            here.Ui.Of("Portal.RejectedBefore", rejected.Id.Brief, name),
            here.Ui.Of("Portal.RejectedBeforeNext", here.Time(at), VisibleText.Of(reason))
        );
    }
}
