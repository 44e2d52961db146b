using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Directory.Entra.Capture;

/// <summary>
/// One full read: users page by page, and beside them the groups, some at a time. Exactly max(1, ⌈n/999⌉) requests a list, none
/// besides. The first failure ends all of it.
/// </summary>
/// <param name="lists">Reads lists.</param>
/// <param name="quota">Is told how large the tenant is.</param>
/// <param name="groupsAtATime">Groups that are read at once; users are read besides.</param>
/// <param name="governed">Rights whose groups are read.</param>
/// <param name="sizes">How many members groups had when they were last read: who has many begins first, since a list is read one page
/// after the other. Decides the order of requests alone.</param>
/// <param name="progress">Told of each page of users and each group; null for nobody.</param>
internal sealed class DirectoryCapture(
    GraphLists lists,
    GraphQuota quota,
    int groupsAtATime,
    IReadOnlyList<Entitlement> governed,
    ConcurrentDictionary<Guid, int> sizes,
    IProgress<CaptureProgress>? progress
)
{
    /// <summary>GET /users costs 2 units, members 3, each one less with $select (learn.microsoft.com, throttling limits).</summary>
    private const int UnitsOfUsers = 1;

    internal const int UnitsOfMembers = 2;

    internal static string MembersOf(Guid group) => $"/groups/{group}/members?$select=id&$top={GraphLists.PageSize}";

    private readonly DirectorySnapshot.Builder builder = new(governed.Select(e => e.Id));
    private readonly Lock gate = new();
    private CaptureProgress reached = new(0, 0, governed.Count, 0);
    private ExceptionDispatchInfo? first;

    public async Task<DirectoryRead> RunAsync(CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // In their order where nothing is known: sorting keeps it.
        var groups = new ConcurrentQueue<Entitlement>(governed.OrderByDescending(e => sizes.GetValueOrDefault(e.GroupId)));
        var readers = Enumerable.Range(0, Math.Min(groupsAtATime, governed.Count)).Select(_ => BesideAsync(ReadGroupsAsync, enough));
        await Task.WhenAll([BesideAsync(ReadUsersAsync, enough), .. readers]);
        ct.ThrowIfCancellationRequested();
        try
        {
            first?.Throw();
            return new DirectoryRead.Complete(builder.Build());
        }
        catch (OutsideFailureException e)
        {
            return new DirectoryRead.Incomplete(e.Kind, e.What);
        }

        async Task ReadGroupsAsync(CancellationToken enough)
        {
            while (groups.TryDequeue(out var next))
                await ReadGroupAsync(next, enough);
        }
    }

    /// <summary>Does one part of the reading beside the others. Who fails first ends them all; what they meet then is no failure.</summary>
    private async Task BesideAsync(Func<CancellationToken, Task> read, CancellationTokenSource enough)
    {
        await Task.Yield();
        try
        {
            await read(enough.Token);
        }
        catch (Exception e)
        {
            if (Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(e), null) is null)
                EndAll(enough);
        }
    }

    // Here and now: handed to the thread pool, the others would go on asking meanwhile.
    private static void EndAll(CancellationTokenSource enough) => enough.Cancel();

    private async Task ReadUsersAsync(CancellationToken ct)
    {
        var (pool, accounts) = (new TextPool(), 0);
        var found = await lists.TryReadAsync(
            $"/users?$select={AccountJson.Select}&$top={GraphLists.PageSize}",
            UnitsOfUsers,
            (ref json) => AccountJson.Read(ref json, pool),
            page =>
            {
                foreach (var account in page)
                    builder.Add(account);
                accounts += page.Count;
                quota.AccountsSeen(accounts);
                lock (gate)
                    Report(reached with { Accounts = accounts });
            },
            ct
        );
        if (!found)
            throw new OutsideFailureException(
                new OutsideFailure.Permanent("no-users-list"),
                Wording.Of("Outside.not-there-base", "GET /users")
            );
    }

    /// <summary>/members and not /members/graph.user: members that are no users come too, and become findings.</summary>
    private async Task ReadGroupAsync(Entitlement entitlement, CancellationToken ct)
    {
        var members = new List<Guid>();
        var found = await lists.TryReadAsync(MembersOf(entitlement.GroupId), UnitsOfMembers, GraphPage.ObjectId, members.AddRange, ct);
        sizes[entitlement.GroupId] = members.Count;
        lock (gate)
        {
            // A group that vanished between two of its pages is as absent as one that never was.
            if (!found)
                builder.GroupIsAbsent(entitlement.Id);
            else
                builder.AddMembers(entitlement.Id, members);
            Report(reached with { Groups = reached.Groups + 1, Memberships = reached.Memberships + (found ? members.Count : 0) });
        }
    }

    private void Report(CaptureProgress now)
    {
        reached = now;
        progress?.Report(now);
    }
}
