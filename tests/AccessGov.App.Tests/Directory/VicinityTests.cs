using AccessGov.App.Directory;
using AccessGov.App.Failures;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.App.Tests.Directory;

public sealed class VicinityTests : IAsyncLifetime
{
    private VicinityWorld world = null!;
    private EmployeeId who;

    public async ValueTask InitializeAsync()
    {
        world = await VicinityWorld.OpenAsync(1);
        who = Enumerable
            .Range(0, 30)
            .Select(world.Number)
            .First(n => world.VicinityOf(n).Groups.Count > 1 && world.Tenant.Directory.FindByEmployeeId(n.Value).Count == 1);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, world.Tenant.Counters.NotEmulated);
        await world.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3000)]
    public async Task One_worker_costs_two_requests_however_many_accounts_there_are(int others)
    {
        SampleUsers.AddTo(world.Tenant.Directory, others, first: 500_000);
        var vicinity = world.VicinityOf(who);
        world.Tenant.Counters.Reset();
        Whole(await world.ReadAsync(vicinity));
        // Name, number and the groups that are due; then the account and its groups.
        Assert.Equal(
            (2, 2 + vicinity.Groups.Count + 2, 0),
            (world.Tenant.Counters.HttpRequests, world.Tenant.Counters.SubRequests, world.Tenant.Counters.Writes)
        );
        Assert.Equal((2, 2 + vicinity.Groups.Count + 2), (world.Directory.Counters.Requests, world.Directory.Counters.SubRequests));
    }

    [Fact]
    public async Task Somebody_without_an_account_costs_one_request()
    {
        world.Tenant.Directory.DeleteUser(world.Account(who).Id);
        world.Tenant.Counters.Reset();
        Assert.Empty(Whole(await world.ReadAsync(who)).Accounts);
        Assert.Equal(1, world.Tenant.Counters.HttpRequests);
    }

    [Fact]
    public async Task Groups_beyond_the_first_page_count()
    {
        var account = world.Account(who);
        var governed = account.MemberOf.Count;
        for (var n = 0; n < 1000; n++)
            world.Tenant.Directory.AddMember(
                world.Tenant.Directory.Add(new TenantGroup("own", id: $"00000000-0000-0000-0000-{n:D12}")).Id,
                account.Id
            );
        world.Tenant.Counters.Reset();
        var snapshot = Whole(await world.ReadAsync(who));
        Assert.Equal(governed, snapshot.CountOf(snapshot.IndexOf(who)));
        Assert.Equal(3, world.Tenant.Counters.HttpRequests);
    }

    [Theory]
    [InlineData("GET /users")]
    [InlineData("GET /users/*@*")]
    [InlineData("GET /users/*/memberOf")]
    [InlineData("GET /groups/*")]
    [InlineData("POST /$batch")]
    public async Task What_is_not_answered_is_no_absence(string request)
    {
        world.Tenant.Faults.Next(request, times: 1000, status: 503);
        Assert.IsType<OutsideFailure.Transient>(Assert.IsType<DirectoryRead.Incomplete>(await world.ReadAsync(who)).Failure);
        world.Tenant.Faults.Calm();
        world.Tenant.Faults.Next(request, times: 1000, status: 403);
        Assert.Equal(
            new OutsideFailure.Permanent("forbidden"),
            Assert.IsType<DirectoryRead.Incomplete>(await world.ReadAsync(who)).Failure
        );
    }

    [Fact]
    public async Task A_later_page_that_is_not_answered_is_no_smaller_membership()
    {
        var account = world.Account(who);
        for (var n = 0; n < 1000; n++)
            world.Tenant.Directory.AddMember(world.Tenant.Directory.Add(new TenantGroup("own")).Id, account.Id);
        world.Tenant.Faults.FailPage($"/users/{account.Id}/memberOf", 2, times: 1000);
        Assert.IsType<DirectoryRead.Incomplete>(await world.ReadAsync(who));
    }

    [Fact]
    public async Task An_account_made_a_moment_ago_is_found_by_its_name_while_the_search_for_its_number_lags()
    {
        world.Tenant.Directory.DeleteUser(world.Account(who).Id);
        world.Tenant.Directory.LetNumbersLag();
        var made = world.Tenant.Directory.Add(new TenantUser(world.VicinityOf(who).UserPrincipalName) { EmployeeId = who.Value });
        var snapshot = Whole(await world.ReadAsync(who));
        Assert.Equal(Guid.Parse(made.Id), snapshot.Accounts[snapshot.IndexOf(who)].ObjectId);
        Assert.DoesNotContain(Reconciler.Plan(world.Desired, snapshot, null, who).Actions, a => a is PlannedAction.CreateAccount);
    }

    [Fact]
    public async Task An_account_that_went_to_another_number_a_moment_ago_is_not_taken_for_the_worker_s()
    {
        var account = world.Account(who);
        account.UserPrincipalName = "elsewhere@suzaka.example.jp";
        world.Tenant.Directory.LetNumbersLag();
        account.EmployeeId = "777777";
        Assert.Empty(Whole(await world.ReadAsync(who)).Accounts);
    }

    [Fact]
    public async Task An_account_that_is_deleted_between_the_two_requests_is_absent()
    {
        var account = world.Account(who).Id;
        world.Tenant.Faults.Before($"GET /users/{account}/memberOf", directory => directory.DeleteUser(account));
        Assert.Empty(Whole(await world.ReadAsync(who)).Accounts);
    }

    private static DirectorySnapshot Whole(DirectoryRead read) => Assert.IsType<DirectoryRead.Complete>(read).Snapshot;
}
