using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Web.Tests.Campaign;

namespace AccessGov.Web.Tests.Reviews;

/// <summary>The town hall with accounts that hold what is due, and a round of the My Number review open.</summary>
internal static class ReviewHall
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Gives everybody an account and what is due, and opens a round.</summary>
    /// <param name="hall">The town hall.</param>
    /// <param name="review">Which review.</param>
    /// <param name="holds">Who of them holds which right; null where everybody holds what is due.</param>
    public static async Task<ReviewRound> OpenRoundAsync(
        TownHall hall,
        string review = "my-number",
        Func<EmployeeId, EntitlementId, bool>? holds = null
    )
    {
        var (workspace, directory) = (hall.Stage.Workspace, hall.Stage.Stage.Tenant.Directory);
        var desired = await workspace.Present.OfAsync(workspace, Ct);
        foreach (var desire in desired.Workers)
        {
            var id = desire.Worker.Id.Value;
            if (directory.FindByEmployeeId(id).Count == 0)
                hall.Stage.AddAccount(id, "w" + id);
            var account = directory.FindByEmployeeId(id)[0];
            foreach (
                var right in desire.Memberships.Select(m => m.Entitlement).Concat(desire.Withheld.Select(w => w.Membership.Entitlement))
            )
                if (holds?.Invoke(desire.Worker.Id, workspace.Policy.Entitlements[right].Id) != false)
                    directory.AddMember(workspace.Policy.Entitlements[right].GroupId.ToString(), account.Id);
        }
        var opened = await OpenReview.RunAsync(workspace, new Actor.Employee(PortalStage.Operator), new RuleId(review), null, Ct);
        return Assert.IsType<OpenReview.Result.Opened>(opened).Round;
    }

    /// <summary>The head of the citizens' section takes one right at once, and nobody carries it out.</summary>
    /// <param name="hall">The town hall.</param>
    /// <param name="round">The round.</param>
    public static async Task<ReviewItemId> TakeOneAsync(TownHall hall, ReviewRound round)
    {
        var workspace = hall.Stage.Workspace;
        var by = await WhoApproves.OfAsync(workspace, TownHall.CitizensHead, Ct);
        var item = (await ReviewDesk.ItemsOfAsync(workspace, round, by.Id, Ct))[^1].Item.Id;
        var wanted = new ReviewDesk.Wanted(item, ReviewChoice.Remove, "", 5000, null);
        Assert.Equal((null, null), await ReviewDesk.AnswerAsync(workspace, by, round, [wanted], false, Ct));
        Assert.Null((await ReviewDesk.SubmitAsync(workspace, by, round, true, Ct)).Refused);
        return item;
    }
}
