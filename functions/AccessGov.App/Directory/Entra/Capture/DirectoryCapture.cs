using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.Core.Directory;
using AccessGov.Core.Policy;

namespace AccessGov.App.Directory.Entra.Capture;

/// <summary>
/// One full read: users page by page, groups a few at a time. Exactly max(1, ⌈n/999⌉) requests a list, none besides.
/// </summary>
internal sealed class DirectoryCapture(
    GraphLists lists,
    GraphQuota quota,
    int groupsAtATime,
    IReadOnlyList<Entitlement> governed,
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

    public async Task<DirectoryRead> RunAsync(CancellationToken ct)
    {
        try
        {
            await ReadUsersAsync(ct);
            await Parallel.ForEachAsync(
                governed,
                new ParallelOptions { MaxDegreeOfParallelism = groupsAtATime, CancellationToken = ct },
                ReadGroupAsync
            );
            return new DirectoryRead.Complete(builder.Build());
        }
        catch (OutsideFailureException e)
        {
            return new DirectoryRead.Incomplete(e.Kind, e.Message);
        }
    }

    private async Task ReadUsersAsync(CancellationToken ct)
    {
        var pool = new TextPool();
        var found = await lists.TryReadAsync(
            $"/users?$select={AccountJson.Select}&$top={GraphLists.PageSize}",
            UnitsOfUsers,
            (ref json) => AccountJson.Read(ref json, pool),
            page =>
            {
                foreach (var account in page)
                    builder.Add(account);
                Report(reached with { Accounts = reached.Accounts + page.Count });
                quota.AccountsSeen(reached.Accounts);
            },
            ct
        );
        if (!found)
            throw new OutsideFailureException(
                new OutsideFailure.Permanent("no-users-list"),
                "GET /users is not there: check the directory's base address."
            );
    }

    /// <summary>/members and not /members/graph.user: members that are no users come too, and become findings.</summary>
    private async ValueTask ReadGroupAsync(Entitlement entitlement, CancellationToken ct)
    {
        var members = new List<Guid>();
        var found = await lists.TryReadAsync(MembersOf(entitlement.GroupId), UnitsOfMembers, GraphPage.ObjectId, members.AddRange, ct);
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
