using System.Text.Json.Nodes;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.Sandbox.Tests;

public sealed class TenantEmulatorErrorTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new(2026, 4, 1, 9, 8, 7, TimeSpan.Zero));
    private TenantEmulator _tenant = null!;

    public async ValueTask InitializeAsync() => _tenant = await TenantEmulator.StartAsync(new() { Clock = _clock });

    public ValueTask DisposeAsync() => _tenant.DisposeAsync();

    [Fact]
    public async Task Nothing_is_told_without_a_live_bearer()
    {
        using var bare = new HttpClient { BaseAddress = new(_tenant.BaseUri + "/") };
        Assert.Equal((401, "InvalidAuthenticationToken"), await Code(bare));
        bare.DefaultRequestHeaders.Authorization = new("Bearer", "forged");
        Assert.Equal((401, "InvalidAuthenticationToken"), await Code(bare));
        using var good = _tenant.CreateClient();
        Assert.Equal((200, null), await Code(good));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((401, "InvalidAuthenticationToken"), await Code(good));
        Assert.Equal(3, _tenant.Counters.Unauthorized);

        static async Task<(int, string?)> Code(HttpClient client) => await client.Get("users") is var a ? (a.Status, a.Code) : default;
    }

    [Fact]
    public async Task Client_credentials_get_a_bearer_and_other_grants_do_not()
    {
        using var client = new HttpClient();
        var (status, token) = await Ask(
            new()
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = "a",
                ["client_secret"] = "b",
                ["scope"] = "https://graph.microsoft.com/.default",
            }
        );
        Assert.Equal((200, "Bearer"), (status, (string?)token["token_type"]));
        using var graph = new HttpClient { BaseAddress = new(_tenant.BaseUri + "/") };
        graph.DefaultRequestHeaders.Authorization = new("Bearer", (string?)token["access_token"]);
        Assert.Equal(200, (await graph.Get("users")).Status);
        Assert.Equal(
            400,
            (
                await Ask(
                    new()
                    {
                        ["grant_type"] = "password",
                        ["client_id"] = "a",
                        ["client_secret"] = "b",
                    }
                )
            ).Status
        );
        Assert.Equal(401, (await Ask(new() { ["grant_type"] = "client_credentials", ["client_id"] = "a" })).Status);

        async Task<(int Status, JsonNode Body)> Ask(Dictionary<string, string> form)
        {
            using var content = new FormUrlEncodedContent(form);
            using var response = await client.PostAsync(_tenant.TokenUri, content, TestContext.Current.CancellationToken);
            return (
                (int)response.StatusCode,
                JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!
            );
        }
    }

    [Fact]
    public async Task An_error_carries_ids_and_a_date_without_offset()
    {
        using var client = _tenant.CreateClient();
        var answer = await client.Ask("GET", "users/nobody", null, ("client-request-id", "5f0c6b0e-8d5e-4a87-8c7d-1de4d3b1f001"));
        var inner = answer.Body!["error"]!["innerError"]!;
        Assert.Equal("2026-04-01T09:08:07", (string?)inner["date"]);
        Assert.Equal("5f0c6b0e-8d5e-4a87-8c7d-1de4d3b1f001", (string?)inner["client-request-id"]);
        Assert.Equal("5f0c6b0e-8d5e-4a87-8c7d-1de4d3b1f001", answer.Http.Headers.GetValues("client-request-id").Single());
        Assert.Equal(answer.Http.Headers.GetValues("request-id").Single(), (string?)inner["request-id"]);
    }

    [Fact]
    public async Task A_repeated_query_option_is_refused()
    {
        using var client = _tenant.CreateClient();
        Assert.Equal(400, (await client.Get("users?$top=1&$top=2")).Status);
    }

    [Fact]
    public async Task A_subscription_is_made_renewed_and_expires()
    {
        using var client = _tenant.CreateClient();
        await using var subscriber = await Subscriber.StartAsync();
        var made = await client.Ask("POST", "subscriptions", Subscription(subscriber, TimeSpan.FromMinutes(30)));
        Assert.Equal((201, null), (made.Status, (string?)made.Body!["clientState"]));
        var id = (string)made.Body["id"]!;
        Assert.Equal("geheim", _tenant.Subscriptions.Single().ClientState);
        Assert.Equal(
            200,
            (await client.Ask("PATCH", $"subscriptions/{id}", new { expirationDateTime = _clock.GetUtcNow().AddMinutes(40) })).Status
        );
        Assert.Equal(204, (await client.Ask("POST", $"subscriptions/{id}/reauthorize")).Status);
        _clock.Advance(TimeSpan.FromMinutes(35));
        Assert.Single((await client.Get("subscriptions")).Value);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty((await client.Get("subscriptions")).Value);
        Assert.Equal(404, (await client.Ask("DELETE", $"subscriptions/{id}")).Status);
    }

    [Fact]
    public async Task A_subscription_beyond_29_days_is_refused()
    {
        using var client = _tenant.CreateClient();
        await using var subscriber = await Subscriber.StartAsync();
        Assert.Equal(400, (await client.Ask("POST", "subscriptions", Subscription(subscriber, TimeSpan.FromMinutes(41_761)))).Status);
    }

    private object Subscription(Subscriber subscriber, TimeSpan life) =>
        new
        {
            changeType = "updated,deleted",
            notificationUrl = subscriber.Url,
            resource = "users",
            expirationDateTime = _clock.GetUtcNow() + life,
            clientState = "geheim",
        };
}
