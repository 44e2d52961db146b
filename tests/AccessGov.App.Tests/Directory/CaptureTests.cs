using AccessGov.App.Directory;
using AccessGov.App.Failures;
using AccessGov.Core.Directory;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Directory;

public sealed class CaptureTests : DirectoryTest
{
    [Fact]
    public async Task A_capture_holds_every_account_and_every_member()
    {
        var users = Users(3);
        users[0]["employeeOrgData"] = new Dictionary<string, string?> { ["division"] = "内部部局", ["costCenter"] = "010203" };
        users[0]["employeeType"] = "正規";
        users[1].AccountEnabled = false;
        users[2].Synced = true;
        users[2].EmployeeId = "番号なし";
        var (tax, mail) = (Right("tax", [users[0], users[2]]), Right("mail", users));

        var snapshot = await CaptureAsync(mail, tax);

        Assert.Equal(3, snapshot.Accounts.Count);
        Assert.Null(snapshot.Accounts[0].EmployeeId);
        Assert.True(snapshot.Accounts[0].SyncedFromOnPremises);
        var first = snapshot.Accounts[snapshot.IndexOf(Do.Of(users[0]).Employee)];
        Assert.Equal(
            new DirectoryAccount(
                Guid.Parse(users[0].Id),
                Do.Of(users[0]).Employee,
                users[0].UserPrincipalName,
                true,
                new AccountAttributes("職員 1", "総務課", "主事", "正規", "内部部局", "010203"),
                false
            ),
            first
        );
        Assert.False(snapshot.Accounts[snapshot.IndexOf(Do.Of(users[1]).Employee)].Enabled);
        Assert.Equal([mail.Id, tax.Id], snapshot.Entitlements);
        Assert.Equal(5, snapshot.MembershipCount);
        Assert.Equal(1, snapshot.CountOf(snapshot.IndexOf(Do.Of(users[1]).Employee)));
    }

    [Theory]
    [InlineData(0, 0, 1, 1)]
    [InlineData(999, 1, 1, 1)]
    [InlineData(1000, 999, 2, 1)]
    [InlineData(2500, 1999, 3, 3)]
    public async Task A_capture_asks_once_a_page_and_never_more(int users, int members, int userPages, int memberPages)
    {
        var all = Users(users);
        var rights = new[] { Right("many", all.Take(members)), Right("none") };
        var snapshot = await CaptureAsync(rights);
        Assert.Equal((users, members), (snapshot.Accounts.Count, snapshot.MembershipCount));
        Assert.Equal(userPages + memberPages + 1, Tenant.Counters.HttpRequests);
        Assert.Equal(Tenant.Counters.HttpRequests, Directory.Counters.Requests);
        Assert.Equal(TimeSpan.Zero, Directory.Counters.WaitedFor);
    }

    [Fact]
    public async Task Equal_texts_of_many_accounts_are_one_string()
    {
        Users(50);
        var accounts = (await CaptureAsync()).Accounts;
        Assert.All(accounts, a => Assert.Same(accounts[0].Attributes.Department, a.Attributes.Department));
    }

    [Fact]
    public async Task A_group_that_does_not_exist_is_absent_and_a_group_deleted_between_its_pages_is_too()
    {
        var users = Users(1500);
        var (kept, doomed) = (Right("kept", users.Take(2)), Right("doomed", users));
        var gone = Entitlement("gone", Guid.NewGuid());
        Tenant.Faults.DeleteGroupMidway(doomed.GroupId.ToString());
        var snapshot = await CaptureAsync(kept, doomed, gone);
        Assert.Equal([doomed.Id, gone.Id], snapshot.AbsentGroups);
        Assert.Equal(2, snapshot.MembershipCount);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(403)]
    public async Task A_users_page_that_fails_in_the_middle_gives_no_snapshot(int status)
    {
        Users(2500);
        Tenant.Faults.FailPage("/users", 2, status, times: 100);
        var read = Assert.IsType<DirectoryRead.Incomplete>(await Directory.CaptureAsync([], null, Ct));
        Assert.Equal(status == 403, read.Failure is OutsideFailure.Permanent);
    }

    [Fact]
    public async Task A_members_page_that_fails_in_the_middle_gives_no_snapshot()
    {
        var right = Right("tax", Users(1500));
        Tenant.Faults.FailPage($"/groups/{right.GroupId}/members", 2, times: 100);
        var read = Assert.IsType<DirectoryRead.Incomplete>(await Directory.CaptureAsync([right], null, Ct));
        Assert.Contains("/members failed", read.What.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_fails_twice_is_asked_for_again()
    {
        Users(2500);
        Tenant.Faults.FailPage("/users", 2, times: 2);
        Assert.Equal(2500, (await CaptureAsync()).Accounts.Count);
        Assert.Equal(TimeSpan.FromSeconds(3), Clock.Passed);
    }

    [Fact]
    public async Task A_cut_connection_is_tried_again()
    {
        Users(10);
        Tenant.Faults.DropReplyAfterEffect("GET /users");
        Assert.Equal(10, (await CaptureAsync()).Accounts.Count);
    }

    [Fact]
    public async Task A_429_is_waited_out_as_long_as_it_says()
    {
        Users(10);
        Tenant.Faults.Next("GET /users", status: 429, retryAfter: TimeSpan.FromSeconds(17));
        Assert.Equal(10, (await CaptureAsync()).Accounts.Count);
        Assert.Equal((TimeSpan.FromSeconds(17), 1), (Clock.Passed, Directory.Counters.Throttled));
    }

    [Fact]
    public async Task A_wait_beyond_all_patience_is_not_begun()
    {
        Tenant.Faults.Next("GET /users", status: 429, retryAfter: TimeSpan.FromHours(1));
        var read = Assert.IsType<DirectoryRead.Incomplete>(await Directory.CaptureAsync([], null, Ct));
        Assert.Equal(TimeSpan.FromHours(1), Assert.IsType<OutsideFailure.Transient>(read.Failure).RetryAfter);
        Assert.Equal(TimeSpan.Zero, Clock.Passed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public async Task A_storm_of_429_delays_a_capture_and_spoils_nothing(int? seconds)
    {
        var users = Users(3000);
        var rights = Enumerable.Range(0, 10).Select(n => Right($"right-{n}", users.Take(n * 200))).ToArray();
        Tenant.Faults.Storm429(0.3, seconds is { } s ? TimeSpan.FromSeconds(s) : null);
        // 30 tries: which request a storm hits depends on the order of parallel ones, so none may come near the end of its tries.
        using var patient = Connect(TimeSpan.FromHours(1), attempts: 30);
        var snapshot = Assert.IsType<DirectoryRead.Complete>(await patient.CaptureAsync(rights, null, Ct)).Snapshot;
        Assert.Equal((3000, 9000), (snapshot.Accounts.Count, snapshot.MembershipCount));
        Assert.True(patient.Counters.Throttled > 0);
    }

    [Fact]
    public async Task Progress_ends_at_the_whole()
    {
        var right = Right("tax", Users(1200));
        var seen = new List<CaptureProgress>();
        await Directory.CaptureAsync([right], new Recorder(seen), Ct);
        Assert.Equal(new CaptureProgress(1200, 1, 1, 1200), seen[^1]);
    }

    private sealed class Recorder(List<CaptureProgress> seen) : IProgress<CaptureProgress>
    {
        public void Report(CaptureProgress value) => seen.Add(value);
    }
}
