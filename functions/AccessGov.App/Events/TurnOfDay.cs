using AccessGov.App.Planning;
using AccessGov.App.Requests;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Events;

/// <summary>
/// A new day in the policy's time zone: dated postings take effect, expired grants end, and so do those whose ground is gone.
/// </summary>
public static class TurnOfDay
{
    /// <summary>Plans for the new day.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        await RecheckRequests.RunAsync(workspace, actor, ct);
        await PlanToday.RunAsync(workspace, actor, null, ct);
    }
}
