using AccessGov.App.Emergency;
using AccessGov.App.Work;

namespace AccessGov.App.Audit.Comparing;

/// <summary>
/// Holds what the store says of sealed accounts against the facts: who writes an opening into it, or agrees to one alone, wants an account
/// to look as if two people had opened it.
/// </summary>
internal static class CompareEmergency
{
    public static Task<IReadOnlyList<StoreDifference>> RunAsync(Workspace workspace, CancellationToken ct) =>
        CompareRows.BetweenCommitsAsync(
            workspace,
            Scopes.Emergency,
            async () =>
            {
                var strays = await (await EmergencyBook.ReadAnewAsync(workspace, ct)).StraysAsync(workspace, ct);
                return (IReadOnlyList<StoreDifference>)
                    [.. strays.Select(row => new StoreDifference(StoreDifference.EmergencyDiffers, Scopes.Emergency, row))];
            },
            ct
        );
}
