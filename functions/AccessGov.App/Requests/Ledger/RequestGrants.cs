using AccessGov.App.Work;
using AccessGov.Core.Grants;

namespace AccessGov.App.Requests.Ledger;

/// <summary>
/// What requests and exceptions give and gave: a family of facts of its own, so that a request makes nobody read people again.
/// </summary>
internal static class RequestGrants
{
    /// <summary>By person and right, ended ones among them: they explain why something is taken.</summary>
    public static async Task<IReadOnlyList<Grant>> LoadAsync(Workspace workspace, CancellationToken ct) =>
        (await RequestBook.ReadAsync(workspace, ct)).Ledger.Grants;
}
