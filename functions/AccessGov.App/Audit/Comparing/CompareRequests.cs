using AccessGov.App.Requests.Ledger;
using AccessGov.App.Work;

namespace AccessGov.App.Audit.Comparing;

/// <summary>
/// Holds what the store says of requests against the facts: who writes an approved one into it, or agrees to both stages, wants a right to
/// look as if two people had given it.
/// </summary>
internal static class CompareRequests
{
    public static Task<IReadOnlyList<StoreDifference>> RunAsync(Workspace workspace, CancellationToken ct) =>
        CompareRows.BetweenCommitsAsync(
            workspace,
            Scopes.Requests,
            async () =>
            {
                var strays = await (await RequestBook.ReadAnewAsync(workspace, ct)).StraysAsync(workspace, ct);
                return (IReadOnlyList<StoreDifference>)
                    [.. strays.Select(row => new StoreDifference(StoreDifference.RequestDiffers, Scopes.Requests, row))];
            },
            ct
        );
}
