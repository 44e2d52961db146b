using System.Collections.Concurrent;
using System.Net;
using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra.Capture;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.App.Settings;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Directory;

/// <summary>A capture of a directory that is 200 ms away, on a clock that knows what happens at once.</summary>
public sealed class FarCaptureTests : IDisposable
{
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(200);
    private readonly SimulatedTime clock = new(new DateTimeOffset(2027, 4, 1, 0, 0, 0, TimeSpan.FromHours(9)));
    private readonly ConcurrentDictionary<Guid, int> sizes = [];
    private readonly List<CaptureProgress> seen = [];
    private FarPages? pages;
    private HttpClient? http;

    public void Dispose()
    {
        http?.Dispose();
        pages?.Dispose();
    }

    [Fact]
    public void A_capture_takes_as_long_as_its_longest_list_and_asks_for_each_page_once()
    {
        // 31 pages of users, a group of everybody in the middle, sixty of one page.
        Far(30_000, 61, n => n == 30 ? 30_000 : n * 10);

        var snapshot = Assert.IsType<DirectoryRead.Complete>(Capture()).Snapshot;

        Assert.Equal((30_000, 30_000 + 18_300 - 300), (snapshot.Accounts.Count, snapshot.MembershipCount));
        Assert.InRange(clock.Passed / (31 * RoundTrip), 1, 1.1);
        Assert.Equal((31 + 31 + 60, 31 + 31 + 60), (pages!.Asked.Count, pages.Asked.Distinct().Count()));
        Assert.InRange(pages.MostAtOnce, 32, 33);
        Assert.Equal(new CaptureProgress(30_000, 61, 61, snapshot.MembershipCount), seen[^1]);
        Assert.Equal(seen.OrderBy(p => p.Accounts).ThenBy(p => p.Groups), seen);
    }

    [Fact]
    public void Who_had_many_members_when_last_read_begins_first_and_the_snapshot_is_the_same()
    {
        Far(1_500, 200, n => n == 199 ? 20_000 : n);
        var first = Assert.IsType<DirectoryRead.Complete>(Capture()).Snapshot;
        var took = clock.Passed;
        var again = Assert.IsType<DirectoryRead.Complete>(Capture()).Snapshot;
        Assert.Equal((27, 21), (took / RoundTrip, (clock.Passed - took) / RoundTrip));
        Assert.Equal(first.Digest, again.Digest);
    }

    [Theory]
    [InlineData("/users?$skiptoken=1998", "GET https://graph.far.example/v1.0/users failed")]
    [InlineData("/members?$skiptoken=999", "/members failed")]
    public void The_first_failure_ends_everything_and_is_told_with_its_own_code(string where, string told)
    {
        Far(300_000, 100, _ => 50_000);
        pages!.Failing[where] = HttpStatusCode.Forbidden;
        var read = Assert.IsType<DirectoryRead.Incomplete>(Capture());
        Assert.Equal("forbidden", Assert.IsType<OutsideFailure.Permanent>(read.Failure).Code);
        Assert.Contains(told, read.What.InEnglish(), StringComparison.Ordinal);
        Assert.InRange(clock.Passed, RoundTrip, 3 * RoundTrip);
        Assert.Equal(0, pages.UnderWay);
    }

    [Fact]
    public void Who_cancels_hears_of_it_and_nothing_goes_on()
    {
        Far(300_000, 100, _ => 50_000);
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(1), clock);
        Assert.ThrowsAny<OperationCanceledException>(() => Capture(enough));
        Assert.Equal((TimeSpan.FromSeconds(1), 0), (clock.Passed, pages!.UnderWay));
    }

    [Fact]
    public void A_page_is_asked_for_before_the_one_before_is_read()
    {
        Far(5_000, 0, _ => 0);
        var asked = new List<int>();
        Assert.True(ReadUsers(_ => asked.Add(pages!.Asked.Count)));
        Assert.Equal([2, 3, 4, 5, 6, 6], asked);
    }

    [Fact]
    public void Whoever_stops_in_the_midst_of_a_list_leaves_no_request_behind()
    {
        Far(5_000, 0, _ => 0);
        Assert.Throws<InvalidOperationException>(() => ReadUsers(_ => throw new InvalidOperationException()));
        Assert.Equal((2, 0, 1), (pages!.Asked.Count, pages.UnderWay, pages.GivenUp));
    }

    private void Far(int users, int groups, Func<int, int> members)
    {
        pages = new FarPages(clock, RoundTrip, users, Enumerable.Range(0, groups).ToDictionary(Group, members));
        http = new HttpClient(pages, disposeHandler: false);
    }

    private static Guid Group(int n) => new(0, 1, (short)n, new byte[8]);

    private DirectoryRead Capture(CancellationTokenSource? enough = null)
    {
        var ct = enough?.Token ?? TestContext.Current.CancellationToken;
        var (lists, quota) = Lists();
        var rights = pages!.Groups.Select((group, n) => DirectoryTest.Entitlement($"right-{n:D3}", group)).ToList();
        var capture = new DirectoryCapture(lists, quota, new DirectorySettings().GroupsAtATime, rights, sizes, new Recorder(seen));
        return clock.Run(() => capture.RunAsync(ct));
    }

    private bool ReadUsers(Action<List<Guid>> take) =>
        clock.Run(() => Lists().Lists.TryReadAsync("/users?$top=999", 1, GraphPage.ObjectId, take, CancellationToken.None));

    private (GraphLists Lists, GraphQuota Quota) Lists()
    {
        var settings = new DirectorySettings();
        var quota = new GraphQuota(settings, clock);
        return (new GraphLists(FarPages.Root, new GraphReads(http!, quota, new GraphCounters(), settings, clock)), quota);
    }

    private sealed class Recorder(List<CaptureProgress> seen) : IProgress<CaptureProgress>
    {
        public void Report(CaptureProgress value) => seen.Add(value);
    }
}
