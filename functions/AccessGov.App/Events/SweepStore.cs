using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Persons;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Events;

/// <summary>
/// Nightly: removes what neither the record nor the present needs, so that a year of use costs what a day costs. The record's own facts go
/// by two people's word alone (<c>accessgov audit erase</c>).
/// </summary>
internal static class SweepStore
{
    private const string Row = "night";
    private const int MostNightsMissed = 7;

    // By a clock that is wrong for some nights too everything is old.
    private const int SteadyDays = 14;

    /// <summary>A night.</summary>
    /// <param name="On">The last one.</param>
    /// <param name="Since">The first one since the clock jumped, or nights were missed; null in rows of former versions.</param>
    private sealed record Night(DateOnly On, DateOnly? Since = null);

    /// <summary>Removes.</summary>
    /// <param name="workspace">The tenant's stores, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation; the next night goes on.</param>
    public static async Task RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        var last = await PartitionCommit.ReadAsync<Night>(workspace, Scopes.Sweeps, Row, ct);
        var isSteady = last is not null && workspace.Today >= last.On && workspace.Today <= last.On.AddDays(MostNightsMissed);
        var since = isSteady ? last!.Since ?? last.On : workspace.Today;
        await SweepRows.PutAsync(workspace, Row, new Night(workspace.Today, since), ct);
        if (workspace.Today < since.AddDays(SteadyDays))
            return;
        await PollInbox.ForgetAsync(workspace, actor, ct);
        await PastReductions.SweepAsync(workspace, ct);
        await IncidentLog.SweepAsync(workspace, ct);
        if (await SweepPersonnel.IsDueAsync(workspace, ct))
            foreach (var source in workspace.Policy.Sources)
                await SweepProfiles.RunAsync(workspace, source.Id, ct);
        await SweepPersonnel.RunAsync(workspace, actor, ct);
    }
}
