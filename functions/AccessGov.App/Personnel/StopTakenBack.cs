using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel;

/// <summary>
/// An order that somebody must leave at once (即時停止) was taken back. Before it was carried out this changes nothing in the directory
/// and makes no plan, so nobody would see it: people are told.
/// </summary>
internal static class StopTakenBack
{
    /// <summary>Code of the incident.</summary>
    private const string Code = "stop-taken-back";

    /// <summary>Of whom some people it is taken back.</summary>
    /// <param name="workspace">The policy and clock.</param>
    /// <param name="before">What the source said; null for nothing.</param>
    /// <param name="now">The people as it says now.</param>
    public static IReadOnlyList<EmployeeId> In(Workspace workspace, HrSnapshot? before, IEnumerable<Worker> now) =>
        before is null
            ? []
            : [.. now.Where(w => before.Find(w.Id) is { } was && IsStopped(workspace, was) && !IsStopped(workspace, w)).Select(w => w.Id)];

    /// <summary>Tells people, once it is committed.</summary>
    /// <param name="workspace">The tenant's stores and clock.</param>
    /// <param name="actor">Who takes it back.</param>
    /// <param name="source">For which source.</param>
    /// <param name="people">Of whom.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task TellAsync(
        Workspace workspace,
        Actor actor,
        SourceId source,
        IReadOnlyList<EmployeeId> people,
        CancellationToken ct
    )
    {
        foreach (var person in people)
            await IncidentLog.AddAsync(
                workspace,
                actor,
                new Incident(Code, person.Value, Wording.Of("Met.stop-taken-back", source, person, actor))
                {
                    Worker = person,
                    CausedBy = (actor as Actor.Employee)?.Id,
                },
                ct
            );
    }

    private static bool IsStopped(Workspace workspace, Worker worker) =>
        Standing.Of(worker, workspace.Today, workspace.Policy.Timing) is Standing.Ended { Last.EndsAtOnce: true };
}
