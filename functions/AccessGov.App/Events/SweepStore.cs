using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Work;

namespace AccessGov.App.Events;

/// <summary>
/// Nightly: removes what neither the record nor the present needs, so that a year of use costs what a day costs. The record's own facts go
/// by two people's word alone (<c>accessgov audit erase</c>).
/// </summary>
internal static class SweepStore
{
    /// <summary>Removes.</summary>
    /// <param name="workspace">The tenant's stores, policy and clock.</param>
    /// <param name="ct">Cancels the operation; the next night goes on.</param>
    public static async Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        await PollInbox.ForgetAsync(workspace, ct);
        await PastReductions.SweepAsync(workspace, ct);
        await IncidentLog.SweepAsync(workspace, ct);
        await SweepPersonnel.RunAsync(workspace, ct);
    }
}
