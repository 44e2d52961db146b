using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Requests;

namespace AccessGov.App.Requests;

/// <summary>The turn of every day: whose ground is gone loses what it gave, what nobody decided ends, whose end comes is told.</summary>
public static class RecheckRequests
{
    /// <summary>Rows of one event: the request, its fact, and whose plan is due; each of its own.</summary>
    private const int RowsOfOne = 3;

    /// <summary>Runs one.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>What happened, with the request as it is now.</returns>
    public static async Task<IReadOnlyList<(RightRequest Request, RequestEvent Event)>> RunAsync(
        Workspace workspace,
        Actor actor,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var all = new List<(RightRequest, RequestEvent)>();
        // As many commits as it takes.
        for (var isLeft = true; isLeft;)
        {
            var (some, more) = await OptimisticCommit.RunAsync(() => SomeAsync(workspace, actor, ct), ct);
            all.AddRange(some);
            isLeft = more;
        }
        return all;
    }

    private static async Task<(PartitionCommit? Commit, (List<(RightRequest, RequestEvent)> Some, bool More) Result)> SomeAsync(
        Workspace workspace,
        Actor actor,
        CancellationToken ct
    )
    {
        var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Requests, ct);
        var scene = await RequestScenes.NowAsync(workspace, ct);
        var some = new List<(RightRequest, RequestEvent)>();
        var people = new HashSet<EmployeeId>();
        var events = RequestDecider.OfDay(scene);
        foreach (var happened in events)
        {
            if (commit.Left < RowsOfOne)
                return (commit, (some, true));
            // Two rows of one name are no commit.
            if (!people.Add(scene.Ledger.Find(happened.Id)!.Subject))
                continue;
            some.Add((RequestDesk.Put(workspace, commit, actor, scene.Ledger, happened), happened));
        }
        return (some.Count > 0 ? commit : null, (some, some.Count < events.Count));
    }
}
