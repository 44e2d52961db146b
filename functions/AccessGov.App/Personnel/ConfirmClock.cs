using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel;

/// <summary>
/// Says by hand that the clock is right although something was committed on a later day: the clock had been ahead then. It lets things be
/// given again, so whoever says it is an author of what follows.
/// </summary>
public static class ConfirmClock
{
    private static readonly FactKind Confirmed = FactKind.Parse("clock-confirmed");

    /// <summary>The latest day on which anything was committed; null before that.</summary>
    /// <param name="workspace">The tenant's stores and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<DateOnly?> LatestAsync(Workspace workspace, CancellationToken ct) => LatestDay.FindAsync(workspace, ct);

    /// <summary>Confirms today.</summary>
    /// <param name="workspace">The tenant's stores and clock.</param>
    /// <param name="actor">Who says so; the record names them.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The day that had been the latest; null when the clock is not behind it, and nothing was changed.</returns>
    public static async Task<DateOnly?> RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        if (await LatestDay.FindAsync(workspace, ct) is not { } latest || latest <= workspace.Today)
            return null;
        // First: killed between, they are an author of nothing that changed.
        await PersonnelCommit.RunAsync(
            workspace,
            commit =>
            {
                SuppliedByHand.Note(commit, workspace, actor, "clock", null, [], gives: false);
                return Task.FromResult((true, true));
            },
            ct
        );
        await OptimisticCommit.RunAsync(
            async () =>
            {
                var commit = await PartitionCommit.OpenAsync(workspace, LatestDay.Scope, ct);
                LatestDay.Put(commit, workspace.Today);
                commit.Tell(Confirmed, actor, "clock", new FactBody().Add("latest", latest).Add("today", workspace.Today));
                return ((PartitionCommit?)commit, true);
            },
            ct
        );
        return latest;
    }
}
