using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class TenantEmulatorUserReadTests : IAsyncLifetime
{
    private TenantEmulator _tenant = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _tenant = await TenantEmulator.StartAsync();
        _client = _tenant.CreateClient();
        SampleUsers.AddTo(_tenant.Directory, 1_203);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task A_page_has_100_users_unless_asked_otherwise()
    {
        Assert.Equal(100, (await _client.Get("users")).Value.Count);
        Assert.Equal(999, (await _client.Get("users?$top=999")).Value.Count);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1000")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task A_page_size_outside_1_to_999_is_refused(string top)
    {
        var answer = await _client.Get($"users?$top={top}");
        Assert.Equal(
            (400, "Request_UnsupportedQuery", $"Invalid page size specified: '{top}'. Must be between 1 and 999 inclusive."),
            (answer.Status, answer.Code, answer.Message)
        );
    }

    [Fact]
    public async Task Pages_cover_every_user_once_in_two_requests()
    {
        var users = await _client.All("users?$top=999&$select=id,employeeId");
        Assert.Equal(1_203, users.Select(u => (string)u["id"]!).Distinct().Count());
        Assert.Equal(1_203, users.Count);
        Assert.Equal(2, _tenant.Counters.HttpRequests);
    }

    [Fact]
    public async Task A_next_link_keeps_working_while_users_come_and_go()
    {
        var first = await _client.Get("users?$top=500&$select=id");
        var seen = first.Value.Select(u => (string)u!["id"]!).ToList();
        _tenant.Directory.DeleteUser(seen[^1]);
        _tenant.Directory.DeleteUser(seen[0]);
        var late = _tenant.Directory.Add(new TenantUser("late@city.example.jp"));
        seen.AddRange((await _client.All(first.Next!)).Select(u => (string)u["id"]!));
        Assert.Equal(1_204, seen.Count);
        Assert.Equal(1_204, seen.Distinct().Count());
        Assert.Equal(late.Id, seen[^1]);
        Assert.Contains("$select=id", first.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_select_only_the_documented_properties_come()
    {
        string[] documented =
        [
            "businessPhones",
            "displayName",
            "givenName",
            "id",
            "jobTitle",
            "mail",
            "mobilePhone",
            "officeLocation",
            "preferredLanguage",
            "surname",
            "userPrincipalName",
        ];
        var user = (await _client.Get("users?$top=1")).Value[0]!.AsObject();
        Assert.Equal(documented, user.Select(p => p.Key).Order(StringComparer.Ordinal));
        var one = (await _client.Get($"users/{user["id"]}")).Body!.AsObject();
        Assert.Equal(documented, one.Select(p => p.Key).Where(k => k[0] != '@').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task With_select_exactly_the_selected_properties_come()
    {
        var user = (await _client.Get("users?$top=1&$select=employeeId,accountEnabled,employeeOrgData,department")).Value[0]!.AsObject();
        Assert.Equal(
            ["accountEnabled", "department", "employeeId", "employeeOrgData"],
            user.Select(p => p.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal("総務課", (string?)user["department"]);
        Assert.Null(user["employeeOrgData"]);
    }

    [Theory]
    [InlineData("employeeId eq '000007'", 1)]
    [InlineData("userPrincipalName eq 'U000007@CITY.example.jp'", 1)]
    [InlineData("employeeId eq 'none'", 0)]
    [InlineData("accountEnabled eq false", 1)]
    [InlineData("employeeId in ('000001','000002','x')", 2)]
    [InlineData("employeeId eq '000001' or employeeId eq '000002'", 2)]
    public async Task Filters_find_what_they_say(string filter, int found)
    {
        _tenant.Directory.FindUser("u000009@city.example.jp")!.AccountEnabled = false;
        var answer = await _client.Get($"users?$filter={Uri.EscapeDataString(filter)}");
        Assert.Equal(found, answer.Value.Count);
    }

    [Fact]
    public async Task A_filter_with_more_than_15_values_is_refused_unless_the_query_is_advanced()
    {
        string Ids(int n) => Uri.EscapeDataString($"id in ({string.Join(',', _tenant.Directory.Users.Take(n).Select(u => $"'{u.Id}'"))})");
        Assert.Equal(15, (await _client.Get($"users?$filter={Ids(15)}")).Value.Count);
        var refused = await _client.Get($"users?$filter={Ids(16)}");
        Assert.Equal(400, refused.Status);
        Assert.Equal(
            "Too many child clauses specified in search filter expression containing 'OR' operators: 16. Max allowed: 15.",
            refused.Message
        );
        var advanced = await _client.Ask("GET", $"users?$count=true&$filter={Ids(16)}", null, ("ConsistencyLevel", "eventual"));
        Assert.Equal(16, advanced.Value.Count);
    }

    [Fact]
    public async Task A_filter_is_kept_over_pages()
    {
        foreach (var user in _tenant.Directory.Users.Take(30))
            user.AccountEnabled = false;
        Assert.Equal(30, (await _client.All("users?$filter=accountEnabled eq false&$top=7&$select=id")).Count);
    }

    [Fact]
    public async Task Count_needs_the_consistency_header()
    {
        Assert.Null((await _client.Get("users?$count=true")).Body!["@odata.count"]);
        var counted = await _client.Ask("GET", "users?$count=true", null, ("ConsistencyLevel", "eventual"));
        Assert.Equal(1_203, (int)counted.Body!["@odata.count"]!);
    }

    [Fact]
    public async Task A_user_is_found_by_id_and_by_name_and_absence_has_the_known_text()
    {
        var user = _tenant.Directory.Users[0];
        Assert.Equal(user.Id, (string)(await _client.Get($"users/{user.UserPrincipalName.ToUpperInvariant()}")).Body!["id"]!);
        Assert.Equal(user.Id, (string)(await _client.Get($"users/{user.Id}")).Body!["id"]!);
        var absent = await _client.Get("users/nobody@city.example.jp");
        Assert.Equal((404, "Request_ResourceNotFound"), (absent.Status, absent.Code));
        Assert.Equal(
            "Resource 'nobody@city.example.jp' does not exist or one of its queried reference-property objects are not present.",
            absent.Message
        );
    }

    [Fact]
    public async Task Sign_in_activity_is_read_by_id_in_pages_of_500_at_most()
    {
        var user = _tenant.Directory.Users[0];
        user["signInActivity"] = new Dictionary<string, string?> { ["lastSignInDateTime"] = "2026-03-31T08:30:00Z" };
        var read = await _client.Get($"users/{user.Id}?$select=signInActivity");
        Assert.Equal("2026-03-31T08:30:00Z", (string?)read.Body!["signInActivity"]!["lastSignInDateTime"]);
        Assert.Equal(400, (await _client.Get($"users/{user.UserPrincipalName}?$select=signInActivity")).Status);
        Assert.Equal(400, (await _client.Get("users?$top=501&$select=signInActivity")).Status);
        Assert.Equal(500, (await _client.Get("users?$top=500&$select=signInActivity")).Value.Count);
    }

    [Theory]
    [InlineData("GET", "users?$skip=5")]
    [InlineData("GET", "users?$orderby=displayName")]
    [InlineData("GET", "users?$select=favouriteColour")]
    [InlineData("GET", "users?$filter=startswith(displayName,'a')")]
    [InlineData("GET", "users?$filter=jobTitle gt 'a'")]
    [InlineData("GET", "users/$count")]
    [InlineData("GET", "applications")]
    [InlineData("PUT", "users")]
    [InlineData("GET", "../beta/users")]
    public async Task What_the_emulator_does_not_know_fails_loudly(string method, string url)
    {
        var answer = await _client.Ask(method, url);
    }
}
