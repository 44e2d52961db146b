using System.Text.Json.Nodes;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.Sandbox.Tests;

public sealed class TenantEmulatorDeltaTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
    private TenantEmulator _tenant = null!;
    private HttpClient _client = null!;
    private IReadOnlyList<TenantUser> _users = null!;

    public async ValueTask InitializeAsync()
    {
        _tenant = await TenantEmulator.StartAsync(new() { Clock = _clock });
        _client = _tenant.CreateClient();
        _users = SampleUsers.AddTo(_tenant.Directory, 450);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, _tenant.Counters.NotEmulated);
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task The_first_round_gives_all_users_in_pages_of_200_and_then_a_delta_link()
    {
        var (items, link, pages) = await Round("users/delta?$select=id,department");
        Assert.Equal((450, 3), (items.Count, pages));
        Assert.Contains("$deltatoken=", link, StringComparison.Ordinal);
        Assert.Empty((await Round(link)).Items);
    }

    [Fact]
    public async Task A_change_comes_once_and_an_untracked_one_not_at_all()
    {
        var link = (await Round("users/delta?$select=department,accountEnabled")).Link;
        (_users[0]["department"], _users[0].AccountEnabled, _users[1]["jobTitle"]) = ("税務課", false, "係長");
        var (items, next, _) = await Round(link);
        Assert.Equal(
            (_users[0].Id, "税務課", false),
            ((string?)items.Single()["id"], (string?)items.Single()["department"], (bool)items.Single()["accountEnabled"]!)
        );
        Assert.Empty((await Round(next)).Items);
    }

    [Fact]
    public async Task A_value_changed_to_null_is_sent_as_null_and_a_value_never_set_is_absent()
    {
        var link = (await Round("users/delta?$select=department,city")).Link;
        _users[0]["department"] = null;
        var item = (await Round(link)).Items.Single().AsObject();
        Assert.True(item.ContainsKey("department"));
        Assert.False(item.ContainsKey("city"));
    }

    [Fact]
    public async Task A_deleted_user_is_removed_as_changed_then_as_deleted_and_a_restored_one_looks_new()
    {
        var link = (await Round("users/delta?$select=id,department")).Link;
        _tenant.Directory.DeleteUser(_users[0].Id);
        _tenant.Directory.DeleteUser(_users[1].Id);
        _tenant.Directory.PurgeUser(_users[1].Id);
        var (items, next, _) = await Round(link);
        Assert.Equal(
            ["changed", "deleted"],
            items.OrderBy(i => (string)i["id"]!, StringComparer.Ordinal).Select(i => (string?)i["@removed"]!["reason"])
        );
        _tenant.Directory.RestoreUser(_users[0].Id);
        Assert.Equal("総務課", (string?)(await Round(next)).Items.Single()["department"]);
    }

    [Fact]
    public async Task A_change_during_the_first_round_is_not_lost()
    {
        var first = await _client.Get("users/delta?$select=id,department");
        _users[0]["department"] = "税務課";
        var (_, link, _) = await Round(first.Next!);
        Assert.Equal("税務課", (string?)(await Round(link)).Items.Single()["department"]);
    }

    [Fact]
    public async Task The_latest_token_gives_no_data_but_what_comes_after()
    {
        var (items, link, pages) = await Round("users/delta?$deltatoken=latest&$select=department");
        Assert.Equal((0, 1), (items.Count, pages));
        _users[7]["department"] = "税務課";
        Assert.Equal(_users[7].Id, (string?)(await Round(link)).Items.Single()["id"]);
    }

    [Fact]
    public async Task After_seven_days_a_token_is_refused()
    {
        var link = (await Round("users/delta?$deltatoken=latest")).Link;
        _clock.Advance(TimeSpan.FromDays(7));
        using var later = _tenant.CreateClient();
        var refused = await later.Get(link);
        Assert.Equal((400, "syncStateNotFound"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Only_what_changed_comes_when_the_minimum_is_preferred()
    {
        var link = (await Round("users/delta?$select=department,jobTitle")).Link;
        _users[0]["department"] = "税務課";
        var answer = await _client.Ask("GET", link, null, ("Prefer", "return=minimal"));
        Assert.Equal(["department", "id"], answer.Value.Single()!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Many_changes_are_paged()
    {
        var link = (await Round("users/delta?$select=department")).Link;
        foreach (var user in _users)
            user["department"] = "税務課";
        var (items, _, pages) = await Round(link);
        Assert.Equal((450, 3), (items.Count, pages));
    }

    private async Task<(List<JsonNode> Items, string Link, int Pages)> Round(string url)
    {
        var items = new List<JsonNode>();
        for (var pages = 1; ; pages++)
        {
            var page = await _client.Get(url);
            Assert.Equal(200, page.Status);
            Assert.True(page.Next is null != page.DeltaLink is null, "either a next link or a delta link");
            items.AddRange(page.Value!);
            if (page.DeltaLink is { } link)
                return (items, link, pages);
            Assert.True(pages < 100, "the round has no end");
            url = page.Next!;
        }
    }
}
