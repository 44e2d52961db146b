using System.Text.Json;
using AccessGov.App.Directory.Entra.Batch;
using AccessGov.App.Directory.Entra.Capture;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Directory.Entra;

/// <content>Single accounts and groups, now.</content>
public sealed partial class EntraDirectory
{
    /// <inheritdoc/>
    public int LooksAtOnce => AccountQueries.MostIds * BatchEnvelope.Most;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Guid, AccountNow>> LookAsync(IReadOnlyCollection<Guid> objectIds, CancellationToken ct)
    {
        var now = objectIds.Distinct().ToDictionary(id => id, AccountNow (_) => new AccountNow.Absent());
        foreach (var account in await AccountsAsync([.. now.Keys.Chunk(AccountQueries.MostIds).Select(AccountQueries.ByObjectId)], ct))
            now[account.ObjectId] = new AccountNow.Present(account);
        return now;
    }

    /// <inheritdoc/>
    public async Task<DirectoryAccount?> FindByEmployeeIdAsync(EmployeeId id, CancellationToken ct)
    {
        var found = (await AccountsAsync([AccountQueries.ByEmployeeId([id])], ct)).Where(a => a.EmployeeId == id).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GroupCheck>> CheckGroupsAsync(IReadOnlyList<Entitlement> governed, CancellationToken ct)
    {
        var replies = await reading.Batches.SendAsync([.. governed.Select(e => AccountQueries.Group(e.GroupId))], Deadline(), ct);
        return
        [
            .. governed.Zip(
                replies,
                (entitlement, reply) => new GroupCheck(entitlement.Id, entitlement.GroupId, RefusalOf(entitlement, reply))
            ),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeletedAccount>> DeletedAsync(Func<DateTimeOffset, DateOnly> dayOf, CancellationToken ct)
    {
        var deleted = new List<DeletedAccount>();
        if (
            !await lists.Value.TryReadAsync(
                DeletedJson.List,
                DeletedJson.Units,
                (ref json) => DeletedJson.Read(ref json, dayOf),
                deleted.AddRange,
                ct
            )
        )
            throw new OutsideFailureException(
                new OutsideFailure.Permanent("no-deleted-list"),
                Wording.Of("Outside.not-there-base", "GET /directory/deletedItems/microsoft.graph.user")
            );
        return deleted;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DirectoryAccount>> AlikeAsync(EmployeeId id, CancellationToken ct) =>
        await AccountsAsync([AccountQueries.ByWrittenNumber(NumberForm.Spellings(id))], ct);

    /// <inheritdoc/>
    public async Task<IReadOnlySet<Guid>?> MembersAsync(Guid group, CancellationToken ct)
    {
        var members = new HashSet<Guid>();
        return await lists.Value.TryReadAsync(
            DirectoryCapture.MembersOf(group),
            DirectoryCapture.UnitsOfMembers,
            GraphPage.ObjectId,
            page => members.UnionWith(page),
            ct
        )
            ? members
            : null;
    }

    private static GroupRefusal? RefusalOf(Entitlement entitlement, SubReply reply)
    {
        if (reply is SubReply.Answered { Status: 404 })
            return GroupRefusal.Missing;
        if (reply is not SubReply.Answered { Succeeded: true, Body: { ValueKind: JsonValueKind.Object } group })
            throw AccountQueries.Failed(Wording.Of("Outside.group-of", entitlement.Id), reply);
        return GroupJson.RefusalOf(group);
    }

    private async Task<List<DirectoryAccount>> AccountsAsync(IReadOnlyList<SubRequest> queries, CancellationToken ct)
    {
        var accounts = new List<DirectoryAccount>();
        foreach (var reply in await reading.Batches.SendAsync(queries, Deadline(), ct))
            accounts.AddRange(
                (reply is SubReply.Answered answer ? AccountQueries.ReadList(answer) : null)
                    ?? throw AccountQueries.Failed(Wording.Of("Outside.accounts"), reply)
            );
        return accounts;
    }

    private DateTimeOffset Deadline() => clock.GetUtcNow() + patience;
}
