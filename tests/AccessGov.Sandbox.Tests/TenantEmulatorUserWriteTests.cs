using System.Text.Json.Nodes;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class TenantEmulatorUserWriteTests : IAsyncLifetime
{
    private TenantEmulator _tenant = null!;
    private HttpClient _client = null!;
    private TenantUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _tenant = await TenantEmulator.StartAsync();
        _client = _tenant.CreateClient();
        _user = SampleUsers.AddTo(_tenant.Directory, 3)[0];
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, _tenant.Counters.NotEmulated);
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task A_created_user_comes_back_with_the_default_properties()
    {
        var body = TenantCall.NewUser("hanako@city.example.jp");
        body["employeeId"] = "1234567890123456";
        var created = await _client.Ask("POST", "users", body);
        Assert.Equal(201, created.Status);
        Assert.Equal("須坂 花子", (string?)created.Body!["displayName"]);
        Assert.Null(created.Body["employeeId"]);
        Assert.Equal("1234567890123456", _tenant.Directory.FindUser("hanako@city.example.jp")!.EmployeeId);
    }

    [Theory]
    [InlineData("accountEnabled")]
    [InlineData("displayName")]
    [InlineData("mailNickname")]
    [InlineData("passwordProfile")]
    [InlineData("userPrincipalName")]
    public async Task A_user_lacking_what_is_required_is_refused(string missing)
    {
        var body = TenantCall.NewUser("hanako@city.example.jp");
        body.Remove(missing);
        var refused = await _client.Ask("POST", "users", body);
        Assert.Equal(
            (400, "Request_BadRequest", $"A value is required for property '{missing}' of resource 'User'."),
            (refused.Status, refused.Code, refused.Message)
        );
        Assert.Equal(3, _tenant.Directory.UserCount);
    }

    [Fact]
    public async Task A_taken_name_is_refused_as_an_object_conflict_and_not_409()
    {
        foreach (
            var refused in new[]
            {
                await _client.Ask("POST", "users", TenantCall.NewUser(_user.UserPrincipalName.ToUpperInvariant())),
                await _client.Ask(
                    "PATCH",
                    $"users/{_tenant.Directory.Users[1].Id}",
                    new JsonObject { ["userPrincipalName"] = _user.UserPrincipalName }
                ),
            }
        )
        {
            Assert.Equal((400, "Request_BadRequest"), (refused.Status, refused.Code));
            Assert.Equal("Another object with the same value for property userPrincipalName already exists.", refused.Message);
            Assert.Equal("ObjectConflict", (string?)refused.Body!["error"]!["details"]![0]!["code"]);
        }
    }

    [Fact]
    public async Task An_employee_id_of_17_characters_is_refused()
    {
        var refused = await _client.Ask("PATCH", $"users/{_user.Id}", new { employeeId = "12345678901234567" });
        Assert.Equal("Invalid value specified for property 'employeeId' of resource 'User'.", refused.Message);
        Assert.Equal("000001", _user.EmployeeId);
    }

    [Fact]
    public async Task A_change_answers_204_and_touches_only_what_was_sent()
    {
        var answer = await _client.Ask(
            "PATCH",
            $"users/{_user.UserPrincipalName}",
            new
            {
                department = "税務課",
                accountEnabled = false,
                jobTitle = (string?)null,
            }
        );
        Assert.Equal((204, null), (answer.Status, answer.Body));
        Assert.Equal(
            ("税務課", false, null, "職員 1"),
            ((string?)_user["department"], _user.AccountEnabled, _user["jobTitle"], _user.DisplayName)
        );
    }

    [Fact]
    public async Task A_refused_body_changes_nothing_at_all()
    {
        var refused = await _client.Ask("PATCH", $"users/{_user.Id}", new { department = "税務課", accountEnabled = "no" });
        Assert.Equal(400, refused.Status);
        Assert.Equal("総務課", _user["department"]);
    }

    [Fact]
    public async Task Employee_org_data_is_replaced_whole()
    {
        await _client.Ask("PATCH", $"users/{_user.Id}", new { employeeOrgData = new { division = "内部部局", costCenter = "010" } });
        await _client.Ask("PATCH", $"users/{_user.Id}", new { employeeOrgData = new { costCenter = "020" } });
        var read = await _client.Get($"users/{_user.Id}?$select=employeeOrgData");
        Assert.Null(read.Body!["employeeOrgData"]!["division"]);
        Assert.Equal("020", (string?)read.Body["employeeOrgData"]!["costCenter"]);
    }

    [Fact]
    public async Task An_application_cannot_write_the_hire_date()
    {
        var refused = await _client.Ask("PATCH", $"users/{_user.Id}", new { employeeHireDate = "2026-04-01T00:00:00Z" });
        Assert.Equal((403, "Authorization_RequestDenied"), (refused.Status, refused.Code));
        Assert.Equal(204, (await _client.Ask("PATCH", $"users/{_user.Id}", new { employeeLeaveDateTime = "2027-03-31T14:59:59Z" })).Status);
    }

    [Fact]
    public async Task A_synced_user_refuses_what_is_mastered_on_premises_and_takes_the_rest()
    {
        _user.Synced = true;
        var refused = await _client.Ask("PATCH", $"users/{_user.Id}", new { department = "税務課" });
        Assert.Equal(400, refused.Status);
        Assert.StartsWith(
            "Unable to update the specified properties for on-premises mastered Directory Sync objects",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(204, (await _client.Ask("PATCH", $"users/{_user.Id}", new { usageLocation = "JP" })).Status);
    }

    [Fact]
    public async Task An_administrator_cannot_be_disabled_by_an_application_without_a_role()
    {
        _user.HoldsAdminRole = true;
        Assert.Equal(403, (await _client.Ask("PATCH", $"users/{_user.Id}", new { accountEnabled = false })).Status);
        Assert.Equal(403, (await _client.Ask("DELETE", $"users/{_user.Id}")).Status);
        Assert.True(_user.AccountEnabled);
    }

    [Fact]
    public async Task Revoked_sessions_leave_their_time()
    {
        var before = DateTimeOffset.UtcNow;
        var answer = await _client.Ask("POST", $"users/{_user.Id}/revokeSignInSessions");
        Assert.Equal((200, true), (answer.Status, (bool)answer.Body!["value"]!));
        Assert.True(_user.SessionsRevokedAt >= before);
    }

    [Fact]
    public async Task A_password_is_never_given_back()
    {
        await _client.Ask("POST", "users", TenantCall.NewUser("hanako@city.example.jp"));
        Assert.Null((await _client.Get("users/hanako@city.example.jp?$select=passwordProfile")).Body!["passwordProfile"]);
    }

    [Fact]
    public async Task An_unknown_property_of_a_body_is_not_emulated()
    {
        Assert.Equal(501, (await _client.Ask("PATCH", $"users/{_user.Id}", new { favouriteColour = "藍" })).Status);
        Assert.Equal(501, (await _client.Ask("PATCH", $"users/{_user.Id}", new { employeeOrgData = new { section = "x" } })).Status);
        _tenant.Counters.Reset();
    }

    [Fact]
    public async Task A_body_that_does_not_say_it_is_json_is_refused()
    {
        using var content = new ByteArrayContent("""{"department":"x"}"""u8.ToArray());
        using var response = await _client.PatchAsync($"users/{_user.Id}", content, TestContext.Current.CancellationToken);
        Assert.Equal((400, "総務課"), ((int)response.StatusCode, (string?)_user["department"]));
    }

    [Fact]
    public async Task Of_many_at_once_who_want_the_same_name_one_gets_it()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => _client.Ask("POST", "users", TenantCall.NewUser("hanako@city.example.jp")))
        );
        Assert.Equal((1, 19), (answers.Count(a => a.Status == 201), answers.Count(a => a.Status == 400)));
    }

    [Fact]
    public async Task A_broken_body_is_a_bad_request()
    {
        using var content = new StringContent("{\"department\":", null, "application/json");
        using var response = await _client.PatchAsync($"users/{_user.Id}", content, TestContext.Current.CancellationToken);
        Assert.Equal(400, (int)response.StatusCode);
    }
}
