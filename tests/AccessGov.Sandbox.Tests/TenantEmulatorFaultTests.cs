using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class TenantEmulatorFaultTests : IAsyncLifetime
{
    private TenantEmulator _tenant = null!;
    private HttpClient _client = null!;
    private IReadOnlyList<TenantUser> _users = null!;
    private TenantGroup _group = null!;

    public async ValueTask InitializeAsync()
    {
        _tenant = await TenantEmulator.StartAsync();
        _client = _tenant.CreateClient();
        _users = SampleUsers.AddTo(_tenant.Directory, 50);
        _group = _tenant.Directory.Add(new TenantGroup("税務"));
        foreach (var user in _users)
            _tenant.Directory.AddMember(_group.Id, user.Id);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task A_scripted_refusal_comes_its_times_and_has_no_effect()
    {
        _tenant.Faults.Next("PATCH /users/*", times: 2, status: 503, retryAfter: TimeSpan.FromSeconds(3));
        for (var n = 0; n < 2; n++)
        {
            var refused = await _client.Ask("PATCH", $"users/{_users[0].Id}", new { jobTitle = "係長" });
            Assert.Equal((503, TimeSpan.FromSeconds(3)), (refused.Status, refused.Http.Headers.RetryAfter!.Delta));
            Assert.Equal("主事", _users[0]["jobTitle"]);
        }

        Assert.Equal(204, (await _client.Ask("PATCH", $"users/{_users[0].Id}", new { jobTitle = "係長" })).Status);
    }

    [Fact]
    public async Task An_error_of_choice_is_given()
    {
        _tenant.Faults.Refuse(
            "POST /groups/*/members/$ref",
            403,
            "Directory_QuotaExceeded",
            "The directory object quota limit has been exceeded."
        );
        var refused = await _client.Ask("POST", $"groups/{_group.Id}/members/$ref", _tenant.Reference(_users[0].Id));
        Assert.Equal((403, "Directory_QuotaExceeded"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_list_fails_at_its_second_page()
    {
        _tenant.Faults.FailPage("/users", 2);
        var first = await _client.Get("users?$top=20");
        Assert.Equal(200, first.Status);
        Assert.Equal(503, (await _client.Get(first.Next!)).Status);
        Assert.Equal(20, (await _client.Get(first.Next!)).Value.Count);
    }

    [Fact]
    public async Task A_reply_is_lost_though_the_effect_stands()
    {
        _tenant.Faults.DropReplyAfterEffect("DELETE /groups/*/members/*");
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.Ask("DELETE", $"groups/{_group.Id}/members/{_users[0].Id}/$ref"));
        Assert.Equal(49, _group.MemberCount);
    }

    [Fact]
    public async Task A_lost_reply_in_a_batch_loses_the_whole_answer()
    {
        _tenant.Faults.DropReplyAfterEffect($"DELETE /users/{_users[1].Id}");
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            _client.Batch(_users.Take(3).Select((u, n) => TenantCall.Step($"{n}", "DELETE", $"/users/{u.Id}")))
        );
        Assert.Equal(47, _tenant.Directory.UserCount);
    }

    [Fact]
    public async Task A_group_disappears_between_two_pages()
    {
        _tenant.Faults.DeleteGroupMidway(_group.Id);
        var first = await _client.Get($"groups/{_group.Id}/members?$top=30&$select=id");
        Assert.Equal(200, first.Status);
        Assert.Equal(404, (await _client.Get(first.Next!)).Status);
    }

    [Fact]
    public async Task Somebody_changes_an_account_by_hand_in_between()
    {
        _tenant.Faults.Before("PATCH /users/*", directory => directory.FindUser(_users[0].Id)!["jobTitle"] = "課長");
        await _client.Ask("PATCH", $"users/{_users[0].Id}", new { department = "税務課" });
        Assert.Equal(("課長", "税務課"), ((string?)_users[0]["jobTitle"], (string?)_users[0]["department"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public async Task A_storm_hits_its_share_until_it_calms_the_same_for_the_same_seed(int? retryAfter)
    {
        _tenant.Faults.Storm429(0.5, retryAfter is { } s ? TimeSpan.FromSeconds(s) : null);
        var hit = 0;
        for (var n = 0; n < 100; n++)
        {
            var answer = await _client.Get("groups");
            if (answer.Status != 429)
                continue;
            hit++;
            Assert.Equal(retryAfter, (int?)answer.Http.Headers.RetryAfter?.Delta?.TotalSeconds);
        }

        Assert.InRange(hit, 30, 70);
        Assert.Equal(hit, _tenant.Counters.Throttled);
        _tenant.Faults.Calm();
        Assert.Equal(200, (await _client.Get("groups")).Status);
    }

    [Fact]
    public void A_malformed_match_is_told_at_once() => Assert.Throws<ArgumentException>(() => _tenant.Faults.Next("users"));
}
