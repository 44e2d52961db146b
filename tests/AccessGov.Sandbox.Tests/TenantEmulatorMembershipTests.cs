using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class TenantEmulatorMembershipTests : IAsyncLifetime
{
    private const string AlreadyThere =
        "One or more added object references already exist for the following modified properties: 'members'.";

    private TenantEmulator _tenant = null!;
    private HttpClient _client = null!;
    private IReadOnlyList<TenantUser> _users = null!;
    private TenantGroup _group = null!;

    public async ValueTask InitializeAsync()
    {
        _tenant = await TenantEmulator.StartAsync(new() { RemovalEchoFor = TimeSpan.FromMinutes(5) });
        _client = _tenant.CreateClient();
        _users = SampleUsers.AddTo(_tenant.Directory, 40);
        _group = _tenant.Directory.Add(new TenantGroup("税務システム 参照", "zeimu-read"));
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, _tenant.Counters.NotEmulated);
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task Twenty_are_added_at_once_and_one_more_is_refused()
    {
        Assert.Equal(204, (await Patch(_users.Take(20).Select(u => u.Id))).Status);
        Assert.Equal(20, _group.MemberCount);
        Assert.Equal(400, (await Patch(_users.Skip(19).Select(u => u.Id))).Status);
        Assert.Equal(20, _group.MemberCount);
    }

    [Fact]
    public async Task One_existing_member_refuses_the_whole_request()
    {
        _tenant.Directory.AddMember(_group.Id, _users[3].Id);
        var refused = await Patch(_users.Take(5).Select(u => u.Id));
        Assert.Equal((400, "Request_BadRequest", AlreadyThere), (refused.Status, refused.Code, refused.Message));
        Assert.Equal(1, _group.MemberCount);
    }

    [Fact]
    public async Task One_unknown_user_refuses_the_whole_request_and_is_named()
    {
        var unknown = Guid.NewGuid().ToString();
        var refused = await Patch([_users[0].Id, unknown]);
        Assert.Equal((404, "Request_ResourceNotFound"), (refused.Status, refused.Code));
        Assert.Equal(
            $"Resource '{unknown}' does not exist or one of its queried reference-property objects are not present.",
            refused.Message
        );
        Assert.Equal(0, _group.MemberCount);
    }

    [Fact]
    public async Task The_same_user_twice_is_refused()
    {
        var refused = await Patch([_users[0].Id, _users[0].Id]);
        Assert.Equal(400, refused.Status);
        Assert.Contains("can only be present once as an add/remove change.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_reference_is_added_once()
    {
        var url = $"groups/{_group.Id}/members/$ref";
        Assert.Equal(204, (await _client.Ask("POST", url, _tenant.Reference(_users[0].Id))).Status);
        Assert.Equal(AlreadyThere, (await _client.Ask("POST", url, _tenant.Reference(_users[0].Id))).Message);
        Assert.Equal(404, (await _client.Ask("POST", url, _tenant.Reference(Guid.NewGuid().ToString()))).Status);
        Assert.Equal(404, (await _client.Ask("POST", $"groups/{Guid.NewGuid()}/members/$ref", _tenant.Reference(_users[0].Id))).Status);
    }

    [Fact]
    public async Task Removing_a_non_member_is_404_but_400_right_after_another_removal()
    {
        _tenant.Directory.AddMember(_group.Id, _users[0].Id);
        var url = $"groups/{_group.Id}/members/{_users[0].Id}/$ref";
        Assert.Equal(204, (await _client.Ask("DELETE", url)).Status);
        var again = await _client.Ask("DELETE", url);
        Assert.Equal(
            (400, "One or more removed object references do not exist for the following modified properties: 'members'."),
            (again.Status, again.Message)
        );
        var never = await _client.Ask("DELETE", $"groups/{_group.Id}/members/{_users[1].Id}/$ref");
        Assert.Equal(
            (404, $"Resource '{_users[1].Id}' does not exist or one of its queried reference-property objects are not present."),
            (never.Status, never.Message)
        );
    }

    [Fact]
    public async Task A_role_assignable_group_and_a_synced_group_refuse_members()
    {
        _group.RoleAssignable = true;
        Assert.Equal((403, "Authorization_RequestDenied"), await Codes());
        (_group.RoleAssignable, _group.Synced) = (false, true);
        Assert.Equal((400, "Request_BadRequest"), await Codes());
        Assert.Equal(0, _group.MemberCount);

        async Task<(int, string?)> Codes() => await Patch([_users[0].Id]) is var a ? (a.Status, a.Code) : default;
    }

    [Fact]
    public async Task Members_are_paged_in_a_stable_order_with_or_without_a_cast()
    {
        foreach (var user in _users)
            _tenant.Directory.AddMember(_group.Id, user.Id);
        var cast = await _client.All($"groups/{_group.Id}/members/graph.user?$top=15&$select=id");
        var plain = await _client.All($"groups/{_group.Id}/members?$top=7&$select=id,employeeId");
        Assert.Equal(_users.Select(u => u.Id), cast.Select(u => (string)u["id"]!));
        Assert.Equal(_users.Select(u => u.Id), plain.Select(u => (string)u["id"]!));
        Assert.All(plain, u => Assert.Equal("#microsoft.graph.user", (string?)u["@odata.type"]));
        Assert.All(cast, u => Assert.Null(u["@odata.type"]));
    }

    [Fact]
    public async Task A_user_knows_the_groups_it_is_in()
    {
        _tenant.Directory.AddMember(_group.Id, _users[0].Id);
        var groups = await _client.All($"users/{_users[0].Id}/memberOf?$select=id,displayName");
        Assert.Equal(("#microsoft.graph.group", _group.Id), ((string?)groups.Single()["@odata.type"], (string?)groups.Single()["id"]));
        Assert.Empty(await _client.All($"users/{_users[1].Id}/memberOf/graph.group"));
    }

    [Fact]
    public async Task Groups_are_made_found_changed_and_deleted_for_good()
    {
        var created = await _client.Ask(
            "POST",
            "groups",
            new
            {
                displayName = "戸籍 更新",
                mailNickname = "koseki-write",
                mailEnabled = false,
                securityEnabled = true,
            }
        );
        Assert.Equal(201, created.Status);
        var id = (string)created.Body!["id"]!;
        Assert.Equal(id, (string?)(await _client.Get("groups?$filter=mailNickname eq 'koseki-write'&$select=id")).Value.Single()!["id"]);
        Assert.Equal(204, (await _client.Ask("PATCH", $"groups/{id}", new { description = "戸籍" })).Status);
        Assert.Equal("戸籍", (string?)(await _client.Get($"groups/{id}?$select=description")).Body!["description"]);
        Assert.Equal(204, (await _client.Ask("DELETE", $"groups/{id}")).Status);
        Assert.Equal(404, (await _client.Get($"groups/{id}")).Status);
        Assert.Equal(404, (await _client.Get($"groups/{id}/members?$select=id")).Status);
    }

    [Fact]
    public async Task Objects_are_read_by_id_and_unknown_ids_are_left_out()
    {
        var answer = await _client.Ask(
            "POST",
            "directoryObjects/getByIds",
            new { ids = new[] { _users[0].Id, _group.Id, Guid.NewGuid().ToString() }, types = new[] { "user", "group" } }
        );
        Assert.Equal(["#microsoft.graph.user", "#microsoft.graph.group"], answer.Value.Select(v => (string?)v!["@odata.type"]));
    }

    private Task<TenantAnswer> Patch(IEnumerable<string> ids) => _client.Ask("PATCH", $"groups/{_group.Id}", _tenant.Bind(ids));
}
