using AccessGov.App.Directory;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Answers;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Audit;

/// <summary>
/// Reads who holds a right of the My Number zone and tells the record: a baseline. From it and the outcomes after it anybody can say who
/// held what on a day, and what changed between two of them without an outcome changed outside the product.
/// </summary>
public static class RecordHolders
{
    /// <summary>What a baseline says of why it was read, at the beginning of operation, every month, and when somebody asked.</summary>
    public const string GoLive = "go-live",
        Monthly = "monthly",
        Asked = "asked";

    private const string Newest = "newest";

    /// <summary>The newest baseline.</summary>
    /// <param name="On">The day on which the directory was read.</param>
    /// <param name="Accounts">How many accounts held a right then; null in rows of versions that did not note it.</param>
    public sealed record Baseline(DateOnly On, int? Accounts = null);

    /// <summary>Reads the directory, keeps the list and tells its hash.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="why"><see cref="GoLive"/>, <see cref="Monthly"/> or <see cref="Asked"/>.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>How many memberships were found; null when the directory could not be read completely, and then nothing was told.</returns>
    public static async Task<int?> RunAsync(Workspace workspace, Actor actor, string why, CancellationToken ct)
    {
        var from = workspace.Now;
        if (await ReadAsync(workspace, ct) is not { } list)
            return null;
        await KeepPolicy.RunAsync(workspace, actor, ct);
        var kept = await workspace.Kept.KeepAsync(list, ct);
        var holders = list.Rights.Sum(r => r.Members.Count);
        var accounts = list.Rights.SelectMany(r => r.Members).DistinctBy(m => m.Account).Count();
        await OptimisticCommit.RunAsync(
            async () =>
                (
                    (PartitionCommit?)
                        (await PartitionCommit.OpenAsync(workspace, Scopes.Holders, ct))
                            .Put(Newest, new Baseline(workspace.Today, accounts))
                            .Tell(
                                FactKind.HoldersRead,
                                actor,
                                ZoneCodes.Of(Zone.MyNumber),
                                new FactBody()
                                    .Add("why", why)
                                    .Add("from", from)
                                    .Add("policy", workspace.Policy.ContentHash)
                                    .Add("rights", list.Rights.Count)
                                    .Add("holders", holders)
                                    .Add("kept", kept)
                            ),
                    true
                ),
            ct
        );
        return holders;
    }

    /// <summary>Who holds a right of the My Number zone now; null when the directory could not be read completely.</summary>
    /// <param name="workspace">The tenant's directory and policy.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<HolderList?> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        Entitlement[] rights = [.. MakePlan.Governed(workspace.Policy).Where(e => e.Zone == Zone.MyNumber)];
        return await workspace.Directory.CaptureAsync(rights, null, ct) is DirectoryRead.Complete(var snapshot)
            ? new HolderList([.. rights.Select(r => Of(r, snapshot))])
            : null;
    }

    /// <summary>The same when this month has no baseline yet; a directory that did not answer is asked again the next night.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">The trigger on whose behalf this happens; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task MonthlyAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        var newest = await NewestAsync(workspace, ct);
        if (newest is null || newest.On < workspace.Today.AddDays(1 - workspace.Today.Day))
            await RunAsync(workspace, actor, Monthly, ct);
    }

    /// <summary>The newest baseline; null when the directory was never read for one.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<Baseline?> NewestAsync(Workspace workspace, CancellationToken ct) =>
        PartitionCommit.ReadAsync<Baseline>(workspace, Scopes.Holders, Newest, ct);

    private static HolderList.Right Of(Entitlement right, DirectorySnapshot snapshot)
    {
        var index = snapshot.Entitlements.ToList().IndexOf(right.Id);
        var members = new List<HolderList.Member>();
        for (var i = 0; index >= 0 && i < snapshot.Accounts.Count; i++)
            if (snapshot.IsMember(i, index))
                members.Add(
                    new HolderList.Member(snapshot.Accounts[i].ObjectId, snapshot.Accounts[i].EmployeeId, snapshot.Accounts[i].Enabled)
                );
        return new HolderList.Right(
            right.Id,
            right.GroupId,
            snapshot.AbsentGroups.Contains(right.Id),
            [.. members.OrderBy(m => m.Account.ToString(), StringComparer.Ordinal)],
            [.. snapshot.ForeignMembers.Where(m => m.Entitlement == right.Id).Select(m => m.ObjectId).Order()]
        );
    }
}
