using System.Text.Json;
using AccessGov.App.Directory.Ldap;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;

namespace AccessGov.App.Drift;

/// <summary>
/// Asks a directory that tells nothing by itself what changed, and marks it. Does nothing where the directory tells.
/// </summary>
public static class PollDirectory
{
    /// <summary>How often it is asked.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private const string Row = "bookmark";
    private const string LeaseRow = "directory-polled";

    /// <summary>Asks, marks and sends word that something is marked.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="App.Failures.OutsideFailureException">The directory did not answer; the next time finds what changed.</exception>
    public static async Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        if (workspace.Changes is not { } domain)
            return;
        await using var lease = await Lease.TryTakeAsync(workspace, LeaseRow, ct);
        // Another replica is at it.
        if (lease is null)
            return;
        var since = await PartitionCommit.ReadAsync<LdapBookmark>(workspace, ChangeMarks.Scope, Row, ct);
        var found = await domain.SinceAsync(since, ct);
        var marks = MarksOf(workspace, found);
        // The marks first: killed in between, they are set twice, and what is as it should be leaves no trace.
        foreach (var mark in marks)
            await ChangeMarks.AddAsync(workspace, mark, ct);
        if (marks.Count > 0)
            await new WorkMessage(workspace.Tenant).SendAsync(workspace, WorkQueues.DirectoryChanged, null, ct);
        if (found.Next != since)
            await workspace.Records.CommitAsync(
                new(workspace.Tenant, ChangeMarks.Scope),
                [new RecordWrite.Upsert(Row, JsonSerializer.SerializeToUtf8Bytes(found.Next, CoreJson.Options))],
                ct
            );
    }

    private static List<ChangeMark> MarksOf(Workspace workspace, LdapChangesFound found)
    {
        // Groups that no right is behind change all day.
        var governed = MakePlan.Governed(workspace.Policy).Select(e => e.GroupId).ToHashSet();
        List<ChangeMark> marks =
        [
            .. found.Accounts.Select(id => new ChangeMark.Account(id)),
            .. found.Groups.Where(governed.Contains).Select(id => new ChangeMark.Group(id)),
        ];
        return found.Anything || marks.Count > ReceiveNotices.MostAccounts ? [new ChangeMark.Everybody()] : marks;
    }
}
