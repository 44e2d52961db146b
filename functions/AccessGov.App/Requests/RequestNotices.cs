using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Requests;

namespace AccessGov.App.Requests;

/// <summary>What somebody is told of requests without asking: what waits for the person, whose end comes, what lapsed.</summary>
public static class RequestNotices
{
    /// <summary>So many days what lapsed is told.</summary>
    public const int LapsedToldDays = 14;

    /// <summary>What is to be told.</summary>
    /// <param name="ToDecide">How many requests wait for the person.</param>
    /// <param name="Ending">Requests of the person whose end comes and that nothing goes on from, by their end.</param>
    /// <param name="Lapsed">Requests of the person that ended of themselves lately, newest first.</param>
    public sealed record Told(int ToDecide, IReadOnlyList<RightRequest> Ending, IReadOnlyList<RightRequest> Lapsed);

    /// <summary>For one person.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="person">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Told> OfAsync(Workspace workspace, EmployeeId person, CancellationToken ct)
    {
        var scene = await RequestScenes.NowAsync(workspace, ct);
        var today = scene.Desired.On;
        RightRequest[] own = [.. scene.Ledger.All.Where(r => r.Subject == person)];
        return new Told(
            scene.Ledger.All.Count(r => r.Next is not null && scene.Approvers.Of(r).Contains(person)),
            [.. own.Where(r => r.EndToldAt is not null && r.StateOn(today) == RequestState.InForce && !IsLonger(r)).OrderBy(r => r.Until)],
            [.. own.Reverse().Where(r => r.End is { By: null } end && today.DayNumber - end.On.DayNumber <= LapsedToldDays)]
        );

        bool IsLonger(RightRequest than) =>
            own.Any(r => r.Right == than.Right && r.Until > than.Until && r.StateOn(today) == RequestState.InForce);
    }
}
