using System.Collections.Concurrent;
using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra.Capture;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Settings;
using AccessGov.Benchmarks.Harness;
using AccessGov.Benchmarks.Input;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Benchmarks.Graph;

/// <summary>
/// How long a reading of everything takes where each request takes 200 ms, on a simulated clock: computing takes none of it. Beside it, on
/// the same clock, the reading as it was: all users, then four groups at a time. Unavoidable are the longest list, which nobody reads
/// otherwise than page after page, and the groups' requests where they are more than its pages, so many at once as are allowed.
/// </summary>
internal static class CaptureBenchmark
{
    private const double Limit = 1.1;
    private const int GroupsBefore = 4;
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(200);

    public static bool Run(Report report, IReadOnlyList<int> staff)
    {
        var rows = new List<object[]>();
        var held = true;
        foreach (var users in staff)
            foreach (var groups in new[] { 20, 100, 500 })
            {
                // Somewhere among them a group of everybody; the others share four memberships a person, half of them in a tenth of
                // the groups.
                var members = Enumerable
                    .Range(0, groups)
                    .ToDictionary(
                        n => new Guid(0, 1, (short)n, new byte[8]),
                        n =>
                            n == groups / 2 ? users
                            : n % 10 == 0 ? users * 20 / groups
                            : users * 2 / groups
                    );
                var longest = Pages(users);
                var requests = longest + members.Values.Sum(Pages);
                var before = On(users, members, (lists, quota, governed) => BeforeAsync(lists, quota, governed));
                var sizes = new ConcurrentDictionary<Guid, int>();
                var first = On(users, members, (lists, quota, governed) => NowAsync(lists, quota, governed, sizes));
                var later = On(users, members, (lists, quota, governed) => NowAsync(lists, quota, governed, sizes));
                if (first.Requests != requests || later.Requests != requests || before.Requests != requests)
                    throw new InvalidOperationException($"{requests} requests were due, {first.Requests} and {later.Requests} were made.");
                // Nobody reads a list otherwise than page after page, nor more at once than is allowed.
                var lanes = new DirectorySettings().GroupsAtATime;
                var floor = (Math.Max(longest, (requests - longest + lanes - 1) / lanes) * RoundTrip).TotalSeconds;
                rows.Add([
                    users,
                groups,
                requests,
                (longest * RoundTrip).TotalSeconds,
                floor,
                before.Seconds,
                first.Seconds,
                first.Seconds / floor,
                later.Seconds,
                later.Seconds / floor,
                later.AtOnce,
            ]);
                held &= report.Promise(
                    $"{users:#,0} users, {groups} groups: times the unavoidable, after a first reading",
                    later.Seconds / floor,
                    Limit
                );
            }
        report.Table(
            "A reading of everything, 200 ms a request, simulated seconds",
            [
                "users",
                "groups",
                "requests",
                "longest list",
                "unavoidable",
                "before",
                "first reading",
                "times",
                "later ones",
                "times then",
                "at once",
            ],
            rows
        );
        return held;
    }

    private static int Pages(int items) => Math.Max(1, (items + GraphLists.PageSize - 1) / GraphLists.PageSize);

    private static (double Seconds, int Requests, int AtOnce) On(
        int users,
        Dictionary<Guid, int> members,
        Func<GraphLists, GraphQuota, List<Entitlement>, Task<int>> read
    )
    {
        var clock = new SimulatedTime(new DateTimeOffset(Town.Today, default, TimeSpan.FromHours(9)));
        using var pages = new FarPages(clock, RoundTrip, users, members);
        using var http = new HttpClient(pages);
        var settings = new DirectorySettings();
        var quota = new GraphQuota(settings, clock);
        var lists = new GraphLists(FarPages.Root, new GraphReads(http, quota, new GraphCounters(), settings, clock));
        var found = clock.Run(() => read(lists, quota, [.. members.Keys.Select(Right)]));
        return found == users
            ? (clock.Passed.TotalSeconds, pages.Asked.Count, pages.MostAtOnce)
            : throw new InvalidOperationException($"{found} accounts of {users} were read.");
    }

    private static async Task<int> NowAsync(
        GraphLists lists,
        GraphQuota quota,
        List<Entitlement> governed,
        ConcurrentDictionary<Guid, int> sizes
    )
    {
        var capture = new DirectoryCapture(lists, quota, new DirectorySettings().GroupsAtATime, governed, sizes, null);
        return ((DirectoryRead.Complete)await capture.RunAsync(CancellationToken.None)).Snapshot.Accounts.Count;
    }

    /// <summary>The order of requests until 27 November 2026.</summary>
    private static async Task<int> BeforeAsync(GraphLists lists, GraphQuota quota, List<Entitlement> governed)
    {
        var users = 0;
        await lists.TryReadAsync("/users?$top=999", 1, GraphPage.ObjectId, page => quota.AccountsSeen(users += page.Count), default);
        var left = new Queue<Entitlement>(governed);
        await Task.WhenAll(Enumerable.Range(0, GroupsBefore).Select(_ => SomeAsync()));
        return users;

        async Task SomeAsync()
        {
            while (left.TryDequeue(out var next))
                await lists.TryReadAsync(DirectoryCapture.MembersOf(next.GroupId), 2, GraphPage.ObjectId, _ => { }, default);
        }
    }

    private static Entitlement Right(Guid group) =>
        new(
            new EntitlementId($"right-{group}"),
            "right",
            Zone.Lgwan,
            new Classification(Confidentiality.Level3C, 2, 2),
            new OrgCode("0101"),
            group,
            12,
            [],
            new Article("第6(6)")
        );
}
