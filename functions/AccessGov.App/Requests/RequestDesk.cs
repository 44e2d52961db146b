using AccessGov.App.Personnel;
using AccessGov.App.Requests.Ledger;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Requests;

namespace AccessGov.App.Requests;

/// <summary>
/// Whatever people do with requests: loads what is known, asks <see cref="RequestDecider"/>, commits row and fact together, and asks for a
/// plan for whom it gives or takes something.
/// </summary>
public static class RequestDesk
{
    /// <summary>Asks, with a number of its own.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="ask">What; its id is drawn here.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The request, or why not.</returns>
    public static Task<(RightRequest? Request, Refusal? Why)> AskAsync(
        Workspace workspace,
        EmployeeId by,
        RequestCommand.Ask ask,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(ask);
        return RunAsync(workspace, by, ask with { Id = RequestRows.IdOf(workspace, ask.Subject, ask.Right, by) }, ct);
    }

    /// <summary>Does it, or says why not.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who.</param>
    /// <param name="command">What.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>The request as it is now, or why not.</returns>
    public static async Task<(RightRequest? Request, Refusal? Why)> RunAsync(
        Workspace workspace,
        EmployeeId by,
        RequestCommand command,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var done = await OptimisticCommit.RunAsync<(RightRequest?, Refusal?)>(
            async () =>
            {
                // Opened first: what is read after it is at least as new as the version that the commit is held against.
                var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Requests, ct);
                var scene = await RequestScenes.NowAsync(workspace, ct);
                return RequestDecider.Decide(scene, command, by) switch
                {
                    RequestDecision.Done(var happened) => (
                        commit,
                        (Put(workspace, commit, new Actor.Employee(by), scene.Ledger, happened), null)
                    ),
                    RequestDecision.Refused(var why) => (null, (null, why)),
                    var other => throw new InvalidOperationException($"{other}"),
                };
            },
            ct
        );
        await AskLeftAsync(workspace, ct);
        return done;
    }

    /// <summary>Asks for the plans of everybody for whom something was given or taken just before a process was killed.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task AskLeftAsync(Workspace workspace, CancellationToken ct) => PlansDue.AskAsync(workspace, Scopes.Requests, ct);

    internal static RightRequest Put(Workspace workspace, PartitionCommit commit, Actor actor, RequestLedger ledger, RequestEvent happened)
    {
        var before = ledger.Find(happened.Id);
        var after =
            RequestLedger.Next(before, happened)
            ?? throw new InvalidOperationException($"Request {happened.Id}: what was decided must not follow.");
        RequestFactWriter.Put(commit, actor, after, happened);
        var (gave, gives) = (before?.Days, after.Days);
        if (gave == gives)
            return after;
        PlansDue.Note(commit, workspace, after.Subject);
        // Nobody of those who gave it agrees alone to the plan that follows from it.
        if (gave is null)
            foreach (var giver in after.Givers.Distinct())
                SuppliedByHand.Note(
                    commit,
                    workspace,
                    new Actor.Employee(giver),
                    $"{RequestRows.Prefix}{after.Id}",
                    [after.Subject],
                    [],
                    gives: false
                );
        return after;
    }
}
