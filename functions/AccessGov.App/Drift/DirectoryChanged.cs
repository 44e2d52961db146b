using System.Text.Json;
using AccessGov.App.Directory;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Drift;

/// <summary>
/// Somebody changed an account or a governed group: a plan for the worker whose account it is. What changed is marked in the store;
/// one holder of a lease at a time takes up the marks, so a burst (our own writes come back as notifications too) costs few looks.
/// </summary>
public static class DirectoryChanged
{
    /// <summary>From so many marked accounts everybody is looked at once instead.</summary>
    public const int MostAlone = 5;

    private const string LeaseRow = "directory-changed";
    private const string AgainRow = "again";
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    private sealed record Again(DateTimeOffset At);

    /// <summary>Marks what the message names and takes up what is marked; a message that names nothing only takes up.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="message">Names accounts, groups or workers, everybody, or nothing.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="App.Failures.OutsideFailureException">The directory was not read completely; try again.</exception>
    public static async Task RunAsync(Workspace workspace, Actor actor, WorkMessage message, CancellationToken ct)
    {
        if (message is { Subscription: not null, Lifecycle: not null })
        {
            await RenewSubscriptions.AfterAsync(workspace, actor, message, ct);
            return;
        }
        // A message of ours that came: it is no longer on its way, whatever the clocks of replicas say.
        if (message is { Account: null, Group: null, Lifecycle: null })
            await KeepAsync(workspace, workspace.Now, ct);
        if (message.Account is { } account)
            await ChangeMarks.AddAsync(workspace, new ChangeMark.Account(account), ct);
        if (message.Group is { } group)
            await ChangeMarks.AddAsync(workspace, new ChangeMark.Group(group), ct);
        if (message.Lifecycle is Lifecycle.Missed)
            await ChangeMarks.AddAsync(workspace, new ChangeMark.Everybody(), ct);
        await TakeUpAsync(workspace, actor, ct);
    }

    private static async Task TakeUpAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        if ((await ChangeMarks.ReadAsync(workspace, ct)).Count == 0)
            return;
        TimeSpan? again = Wait;
        if (await Lease.TryTakeAsync(workspace, LeaseRow, ct) is { } lease)
            await using (lease)
                again = await new ChangeRound(workspace, actor).RunAsync(ct);
        if (again is { } wait)
            await ComeAgainAsync(workspace, wait, ct);
    }

    /// <summary>
    /// Not with the same message, which would mark again what somebody has taken up meanwhile, and not with a message for each of a burst:
    /// one that comes soon enough is enough.
    /// </summary>
    private static async Task ComeAgainAsync(Workspace workspace, TimeSpan wait, CancellationToken ct)
    {
        var due = workspace.Now + wait;
        if (
            await PartitionCommit.ReadAsync<Again>(workspace, ChangeMarks.Scope, AgainRow, ct) is { } known
            && known.At > workspace.Now
            && known.At <= due
        )
            return;
        await new WorkMessage(workspace.Tenant).SendAsync(workspace, WorkQueues.DirectoryChanged, wait, ct);
        await KeepAsync(workspace, due, ct);
    }

    private static async Task KeepAsync(Workspace workspace, DateTimeOffset due, CancellationToken ct) =>
        await workspace.Records.CommitAsync(
            new(workspace.Tenant, ChangeMarks.Scope),
            [new RecordWrite.Upsert(AgainRow, JsonSerializer.SerializeToUtf8Bytes(new Again(due), CoreJson.Options))],
            ct
        );
}
