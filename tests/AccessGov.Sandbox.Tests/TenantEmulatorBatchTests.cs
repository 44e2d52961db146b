using System.Text.Json.Nodes;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class TenantEmulatorBatchTests : IAsyncLifetime
{
    private TenantEmulator _tenant = null!;
    private HttpClient _client = null!;
    private IReadOnlyList<TenantUser> _users = null!;

    public async ValueTask InitializeAsync()
    {
        _tenant = await TenantEmulator.StartAsync();
        _client = _tenant.CreateClient();
        _users = SampleUsers.AddTo(_tenant.Directory, 30);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, _tenant.Counters.NotEmulated);
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task Twenty_requests_are_answered_in_another_order_the_same_for_the_same_seed()
    {
        var first = await Order(_client);
        Assert.Equal(20, first.Distinct().Count());
        Assert.NotEqual(Enumerable.Range(1, 20).Select(n => $"{n}"), first);
        await using var twin = await TenantEmulator.StartAsync();
        SampleUsers.AddTo(twin.Directory, 30);
        using var client = twin.CreateClient();
        Assert.Equal(first, await Order(client));

        async Task<IReadOnlyList<string>> Order(HttpClient with) =>
            [
                .. (
                    await with.Batch(
                        Enumerable.Range(1, 20).Select(n => TenantCall.Step($"{n}", "GET", $"/users/{_users[n].Id}?$select=id"))
                    )
                ).Keys,
            ];
    }

    [Fact]
    public async Task More_than_twenty_requests_or_a_repeated_id_are_refused()
    {
        var many = await Envelope([.. Enumerable.Range(1, 21).Select(n => TenantCall.Step($"{n}", "GET", "/users?$top=1"))]);
        Assert.Equal((400, "Number of batch request steps exceeds the maximum value of 20."), (many.Status, many.Message));
        var twins = await Envelope([TenantCall.Step("a", "GET", "/users?$top=1"), TenantCall.Step("A", "GET", "/users?$top=1")]);
        Assert.Equal(400, twins.Status);
        Assert.Equal(0, _tenant.Counters.SubRequests);
    }

    [Fact]
    public async Task A_body_without_content_type_refuses_the_batch()
    {
        var step = TenantCall.Step("1", "PATCH", $"/users/{_users[0].Id}", new JsonObject { ["department"] = "税務課" });
        step.Remove("headers");
        var refused = await Envelope([step]);
        Assert.Equal((400, "Write request id : 1 does not contain Content-Type header or body."), (refused.Status, refused.Message));
        Assert.Equal("総務課", _users[0]["department"]);
    }

    [Fact]
    public async Task What_depends_on_a_failure_is_424_and_not_done()
    {
        var replies = await _client.Batch(
            TenantCall.Step("1", "GET", $"/users/{Guid.NewGuid()}"),
            TenantCall.Step("2", "PATCH", $"/users/{_users[0].Id}", new JsonObject { ["department"] = "税務課" }, "1"),
            TenantCall.Step("3", "DELETE", $"/users/{_users[1].Id}", null, "2"),
            TenantCall.Step("4", "PATCH", $"/users/{_users[2].Id}", new JsonObject { ["department"] = "税務課" })
        );
        Assert.Equal([404, 424, 424, 204], new[] { "1", "2", "3", "4" }.Select(id => (int)replies[id]["status"]!));
        Assert.Equal(
            ("総務課", "税務課", 30),
            ((string?)_users[0]["department"], (string?)_users[2]["department"], _tenant.Directory.UserCount)
        );
    }

    [Fact]
    public async Task Each_request_is_throttled_on_its_own_within_an_envelope_of_200()
    {
        _tenant.Faults.Next($"PATCH /users/{_users[1].Id}", status: 429, retryAfter: TimeSpan.FromSeconds(7));
        var replies = await _client.Batch(
            _users
                .Take(3)
                .Select((u, n) => TenantCall.Step($"{n}", "PATCH", $"/users/{u.Id}", new JsonObject { ["department"] = "税務課" }))
        );
        Assert.Equal([204, 429, 204], new[] { "0", "1", "2" }.Select(id => (int)replies[id]["status"]!));
        Assert.Equal("7", (string?)replies["1"]["headers"]!["Retry-After"]);
        Assert.Equal("TooManyRequests", (string?)replies["1"]["body"]!["error"]!["code"]);
        Assert.Equal(
            (1, 3, 1, 2),
            (_tenant.Counters.HttpRequests, _tenant.Counters.SubRequests, _tenant.Counters.Throttled, _tenant.Counters.Writes)
        );
    }

    [Fact]
    public async Task A_members_patch_in_a_batch_takes_twenty()
    {
        var group = _tenant.Directory.Add(new TenantGroup("税務"));
        var replies = await _client.Batch(
            TenantCall.Step("1", "PATCH", $"/groups/{group.Id}", _tenant.Bind(_users.Take(20).Select(u => u.Id)))
        );
        Assert.Equal((204, 20), ((int)replies["1"]["status"]!, group.MemberCount));
    }

    private Task<TenantAnswer> Envelope(JsonObject[] steps) =>
        _client.Ask("POST", "$batch", new JsonObject { ["requests"] = new JsonArray([.. steps]) });
}
