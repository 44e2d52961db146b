using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>
/// Items of who has left end while a round is open, and open again with who comes back before its end: nobody who serves keeps a right
/// unasked because of some days without service.
/// </summary>
internal static class LeaversItems
{
    /// <summary>Ends those of who has left.</summary>
    public static async Task EndAsync(Workspace workspace, Actor actor, string round, CancellationToken ct)
    {
        var people = await ReviewPeople.OfAsync(workspace, ct);
        await ReviewNightly.HandInAsync(
            workspace,
            actor,
            round,
            state => state.Undecided.Where(i => people.HasLeft(i.Id.Worker)).Select(i => Seen(workspace, i.Id, ReviewChoice.Gone)),
            ct
        );
    }

    /// <summary>Opens those of who serves again: who reviews and what silence means is as if nobody had left.</summary>
    public static async Task OpenAgainAsync(Workspace workspace, Actor actor, string round, CancellationToken ct)
    {
        var people = await ReviewPeople.OfAsync(workspace, ct);
        await ReviewNightly.HandInAsync(
            workspace,
            actor,
            round,
            state =>
                state
                    .Population.Where(i => IsGone(state, i.Id) && people.Serves(i.Id.Worker))
                    .Select(i => Seen(workspace, i.Id, ReviewChoice.Back)),
            ct
        );
    }

    private static bool IsGone(ReviewState state, ReviewItemId item) => state.LastOf(item) is ({ Choice: ReviewChoice.Gone }, _);

    private static ReviewAnswer Seen(Workspace workspace, ReviewItemId item, ReviewChoice choice) =>
        new(item, choice, null, workspace.Now, "", false, 0);
}
