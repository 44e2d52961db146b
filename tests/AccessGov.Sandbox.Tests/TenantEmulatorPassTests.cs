using System.Text.Json.Nodes;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class TenantEmulatorPassTests : IAsyncLifetime
{
    private TenantEmulator _tenant = null!;
    private HttpClient _client = null!;
    private TenantUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _tenant = await TenantEmulator.StartAsync();
        _client = _tenant.CreateClient();
        _user = SampleUsers.AddTo(_tenant.Directory, 1)[0];
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task A_pass_is_readable_in_its_reply_works_a_little_later_and_a_new_one_takes_its_place()
    {
        var first = await AskAsync(new JsonObject { ["lifetimeInMinutes"] = 60, ["isUsableOnce"] = true });
        Assert.Equal(201, first.Status);
        Assert.Equal(_user.TemporaryPass, (string?)first.Body!["temporaryAccessPass"]);
        Assert.True((bool)first.Body["isUsableOnce"]!);
        Assert.True((DateTimeOffset)first.Body["startDateTime"]! > (DateTimeOffset)first.Body["createdDateTime"]!);
        Assert.Equal(201, (await AskAsync([])).Status);
        Assert.NotEqual((string?)first.Body["temporaryAccessPass"], _user.TemporaryPass);
    }

    [Theory]
    [InlineData("""{ "lifetimeInMinutes": 9 }""", 400)]
    [InlineData("""{ "lifetimeInMinutes": 43201 }""", 400)]
    [InlineData("""{ "lifetimeInMinutes": "60" }""", 400)]
    [InlineData("""{ "isUsableOnce": "yes" }""", 400)]
    [InlineData("""{ "lifeTimeInMinutes": 60 }""", 501)]
    [InlineData("""{ "startDateTime": "2026-04-01T00:00:00Z" }""", 501)]
    public async Task What_the_service_would_not_take_or_the_emulator_does_not_know_makes_none(string body, int status)
    {
        Assert.Equal(status, (await AskAsync(JsonNode.Parse(body)!.AsObject())).Status);
        Assert.Null(_user.TemporaryPass);
    }

    [Fact]
    public async Task Nobody_unknown_and_nobody_with_a_role_in_Entra_gets_one()
    {
        Assert.Equal(404, (await AskAsync([], Guid.NewGuid().ToString())).Status);
        _user.HoldsAdminRole = true;
        Assert.Equal(403, (await AskAsync([])).Status);
        Assert.Null(_user.TemporaryPass);
    }

    private Task<TenantAnswer> AskAsync(JsonObject body, string? id = null) =>
        _client.Ask("POST", $"users/{id ?? _user.Id}/authentication/temporaryAccessPassMethods", body);
}
