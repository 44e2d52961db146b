using AccessGov.App.Directory;
using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Personnel;

/// <summary>
/// What one person's word prolongs: an order that would have shut somebody's account or taken rights, and that somebody took back by hand
/// before it was carried out. Nothing changes in the directory and no plan comes of it, so nobody would see it. Looked at over all sources
/// and under former numbers.
/// </summary>
internal static class OrdersTakenBack
{
    /// <summary>Code of the incident.</summary>
    internal const string Code = "order-taken-back";

    /// <summary>Accounts that are looked at; of more people it is told without a look.</summary>
    private const int MostLooks = 20;

    /// <summary>What should be before somebody's word; null for a program, which speaks for its source.</summary>
    public static async Task<DesiredState?> BeforeAsync(Workspace workspace, Actor actor, CancellationToken ct) =>
        actor is Actor.Employee ? await DesiredAsync(workspace, ct) : null;

    /// <summary>Looks at some people after it.</summary>
    /// <param name="workspace">The tenant's stores, policy and clock.</param>
    /// <param name="actor">Whose word it is.</param>
    /// <param name="before">What should have been.</param>
    /// <param name="people">Of whom it speaks; null for everybody.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task TellAsync(
        Workspace workspace,
        Actor actor,
        DesiredState? before,
        IReadOnlyCollection<EmployeeId>? people,
        CancellationToken ct
    )
    {
        if (before is null)
            return;
        var now = await DesiredAsync(workspace, ct);
        var looks = 0;
        foreach (var id in people ?? [.. now.Facts.Roster.Workers.Select(w => w.Id)])
            if (
                now.Facts.Roster.Find(id) is { } worker
                && ProlongedOrder.Of(before, now, worker) is { } order
                && (++looks > MostLooks || await IsStillToDoAsync(workspace, before, order.Was, ct))
            )
                await IncidentLog.AddAsync(
                    workspace,
                    actor,
                    new Incident(Code, id.Value, Wording.Of("Met.order-taken-back", id, What(order), actor))
                    {
                        Worker = id,
                        CausedBy = (actor as Actor.Employee)?.Id,
                    },
                    ct
                );
    }

    /// <summary>What was carried out is no order any more: giving it back waits for a second person.</summary>
    private static async Task<bool> IsStillToDoAsync(Workspace workspace, DesiredState before, Worker was, CancellationToken ct)
    {
        var governed = workspace.Policy.Entitlements.Where(e => e.Zone != Zone.Independent).ToArray();
        return await workspace.Directory.CaptureVicinityAsync(governed, Vicinity.Of(before, was), ct)
                is not DirectoryRead.Complete { Snapshot: var snapshot }
            || Reconciler
                .Plan(before, snapshot, null, was.Id)
                .Actions.Any(a => a is PlannedAction.DisableAccount or PlannedAction.RemoveMember);
    }

    private static Wording What(ProlongedOrder order) =>
        order.Ended is not { } ended ? Wording.Of("Met.order-loses", order.Rights)
        : ended.Last.EndsAtOnce ? Wording.Of("Met.order-at-once")
        : Wording.Of("Met.order-left", ended.LastDay);

    /// <summary>By hand alone, so it is loaded for this.</summary>
    private static async Task<DesiredState> DesiredAsync(Workspace workspace, CancellationToken ct) =>
        Entitlements.Of(await LoadFacts.RunAsync(workspace, new HashSet<SourceId>(), ct), workspace.Policy, workspace.Today);
}
