using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.Sandbox.Tests;

public sealed class TenantEmulatorDeletionTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
    private TenantEmulator _tenant = null!;
    private HttpClient _client = null!;
    private TenantUser _user = null!;
    private TenantGroup _group = null!;

    public async ValueTask InitializeAsync()
    {
        _tenant = await TenantEmulator.StartAsync(new() { Clock = _clock });
        _client = _tenant.CreateClient();
        _user = SampleUsers.AddTo(_tenant.Directory, 3)[0];
        _group = _tenant.Directory.Add(new TenantGroup("税務"));
        _tenant.Directory.AddMember(_group.Id, _user.Id);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, _tenant.Counters.NotEmulated);
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task A_deleted_user_is_out_of_every_group_and_in_deleted_items()
    {
        Assert.Equal(204, (await _client.Ask("DELETE", $"users/{_user.Id}")).Status);
        Assert.Equal(404, (await _client.Get($"users/{_user.Id}")).Status);
        Assert.Empty((await _client.Get($"groups/{_group.Id}/members?$select=id")).Value);
        var deleted = (await _client.Get("directory/deletedItems/graph.user")).Value.Single()!;
        Assert.Equal((_user.Id, "2026-04-01T00:00:00Z"), ((string?)deleted["id"], (string?)deleted["deletedDateTime"]));
        Assert.Equal(200, (await _client.Get($"directory/deletedItems/{_user.Id}")).Status);
    }

    [Fact]
    public async Task Restoring_brings_name_and_groups_back()
    {
        await _client.Ask("DELETE", $"users/{_user.Id}");
        var restored = await _client.Ask("POST", $"directory/deletedItems/{_user.Id}/restore");
        Assert.Equal((200, "u000001@city.example.jp"), (restored.Status, (string?)restored.Body!["userPrincipalName"]));
        Assert.Equal(_user.Id, _tenant.Directory.MembersOf(_group.Id).Single().Id);
        Assert.Single(_tenant.Directory.FindByEmployeeId("000001"));
        Assert.Equal(404, (await _client.Ask("POST", $"directory/deletedItems/{_user.Id}/restore")).Status);
    }

    [Fact]
    public async Task A_deleted_users_name_can_be_taken_and_then_restoring_is_refused()
    {
        await _client.Ask("DELETE", $"users/{_user.Id}");
        Assert.Equal(201, (await _client.Ask("POST", "users", TenantCall.NewUser("u000001@city.example.jp"))).Status);
        var refused = await _client.Ask("POST", $"directory/deletedItems/{_user.Id}/restore");
        Assert.Equal((400, "Request_BadRequest"), (refused.Status, refused.Code));
        Assert.Single(_tenant.Directory.DeletedUsers);
    }

    [Fact]
    public async Task After_thirty_days_a_deleted_user_is_gone()
    {
        await _client.Ask("DELETE", $"users/{_user.Id}");
        _clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        using var later = _tenant.CreateClient();
        Assert.Single((await later.Get("directory/deletedItems/graph.user?$select=id")).Value);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty((await later.Get("directory/deletedItems/graph.user?$select=id")).Value);
        Assert.Equal(404, (await later.Ask("POST", $"directory/deletedItems/{_user.Id}/restore")).Status);
    }

    [Fact]
    public async Task A_user_purged_from_deleted_items_cannot_be_restored()
    {
        await _client.Ask("DELETE", $"users/{_user.Id}");
        Assert.Equal(204, (await _client.Ask("DELETE", $"directory/deletedItems/{_user.Id}")).Status);
        Assert.Equal(404, (await _client.Ask("POST", $"directory/deletedItems/{_user.Id}/restore")).Status);
    }
}
