using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>What became of what reviews took: read back without it (反映・確認済), or not yet, with its age.</summary>
public static class ReviewEffects
{
    private const int AtOnce = 1000;

    /// <summary>What is not proved yet of what is in effect.</summary>
    /// <param name="book">What was decided.</param>
    /// <param name="today">The day.</param>
    internal static IReadOnlyList<ReviewRemoval> Unproved(ReviewBook book, DateOnly today) =>
        [.. book.Unproved.Where(r => r.From <= today)];

    /// <summary>Holds a complete reading of the directory against what is to be gone.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="snapshot">Everything that is held.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>How many were proved.</returns>
    public static async Task<int> SettleAsync(Workspace workspace, Actor actor, DirectorySnapshot snapshot, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var open = Unproved(await ReviewBook.ReadAsync(workspace, ct), workspace.Today);
        if (open.Count == 0)
            return 0;
        var held = new HashSet<(EmployeeId, EntitlementId)>();
        for (var at = 0; at < snapshot.Accounts.Count; at++)
            if (snapshot.Accounts[at].EmployeeId is { } id)
                for (var n = 0; n < snapshot.CountOf(at); n++)
                    held.Add((id, snapshot.Entitlements[snapshot.EntitlementOf(at, n)]));
        // A group that was not read proves nothing.
        var read = snapshot.Entitlements.ToHashSet();
        var proved = 0;
        foreach (var part in open.Where(r => read.Contains(r.Entitlement) && !held.Contains((r.Worker, r.Entitlement))).Chunk(AtOnce))
            proved += await ProveAsync(workspace, actor, part, snapshot.Digest, ct);
        // Killed before this, the night ends them.
        if (proved > 0)
        {
            var book = await ReviewBook.ReadAsync(workspace, ct);
            await UntakenIncidents.EndAsync(workspace, actor, book, Unproved(book, workspace.Today), ct);
        }
        return proved;
    }

    private static Task<int> ProveAsync(Workspace workspace, Actor actor, ReviewRemoval[] gone, string snapshot, CancellationToken ct) =>
        ReviewCommit.RunAsync(
            workspace,
            (commit, book) =>
            {
                // Somebody else may have said it meanwhile, or taken it back.
                ReviewRemoval[] still =
                [
                    .. gone.Where(r => book.RemovalOf(new(r.Worker, r.Entitlement), r.Reference) is not null && book.ProvedAt(r) is null),
                ];
                if (still.Length == 0)
                    return Task.FromResult((false, 0));
                var rights = still.Select(r => $"{r.Worker} {r.Entitlement} {r.Reference}");
                commit.Tell(FactKind.ReviewProved, actor, "directory", new FactBody().Add("rights", rights).Add("snapshot", snapshot));
                return Task.FromResult((true, still.Length));
            },
            ct
        );
}
