using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>
/// What HR foretold, as the brake counts it: not what somebody foretold of people whose facts the same person supplied. One person alone
/// could else announce a mass dismissal and deliver it.
/// </summary>
internal static class ForetoldMoves
{
    /// <summary>The moves of some people that count.</summary>
    /// <param name="workspace">The tenant's stores and clock.</param>
    /// <param name="people">Of whom it is asked.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Announcement> OfAsync(Workspace workspace, IReadOnlySet<EmployeeId> people, CancellationToken ct)
    {
        var (lists, all) = await workspace.Present.ForetoldAsync(workspace, ct);
        if (lists.All(l => l.By is null))
            return all;
        var told = (await SuppliedByHand.SuppliersAsync(workspace, people, ct)).ToLookup(s => s.By);
        return new Announcement([
            .. lists.SelectMany(l => l.Moves.Where(m => l.By is not { } by || !told[by].Any(s => s.ToldOf(m.Worker)))),
        ]);
    }

    /// <summary>Which actions of a plan nobody foretold, and how many of them a list foretold that does not count for them.</summary>
    /// <param name="workspace">The tenant's stores and clock.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<(IReadOnlySet<ActionId> Unforetold, int NotCounted)> UnforetoldAsync(
        Workspace workspace,
        Plan plan,
        CancellationToken ct
    )
    {
        var counts = await OfAsync(workspace, PlanParts.PeopleOf(plan.Actions), ct);
        var unforetold = Brake.UnforetoldOf(plan.Actions, workspace.Today, counts);
        var all = await workspace.Present.AnnouncementAsync(workspace, ct);
        return counts.Moves.Count == all.Moves.Count
            ? (unforetold, 0)
            : (unforetold, unforetold.Except(Brake.UnforetoldOf(plan.Actions, workspace.Today, all)).Count());
    }
}
