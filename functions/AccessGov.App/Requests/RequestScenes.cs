using AccessGov.App.Planning;
using AccessGov.App.Requests.Ledger;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Requests;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Requests;

/// <summary>Brings together what is known when something is decided about requests.</summary>
public static class RequestScenes
{
    /// <summary>As it is now.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<RequestScene> NowAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var book = await RequestBook.ReadAsync(workspace, ct);
        var desired = await workspace.Present.OfAsync(workspace, ct);
        EmployeeId[] officers =
        [
            .. workspace.Operators.Where(o => o.Roles.Contains(OperatorRole.Officer)).Select(o => o.Worker).Distinct().Order(),
        ];
        var deputies = (await ReviewBook.ReadAsync(workspace, ct)).Deputies;
        var (heads, withDeputies) = (new Reviewers(desired, officers, []), new Reviewers(desired, officers, deputies));
        var approvers = new RequestApprovers(desired, officers, heads, withDeputies);
        return new RequestScene(desired, book.Ledger, approvers, workspace.Now);
    }
}
