using System.Text.Json.Nodes;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;
using Microsoft.AspNetCore.Http;

namespace AccessGov.Sandbox.Tests;

/// <summary>The emulator asks endpoints and tells subscribers as Graph is documented to.</summary>
public sealed class TenantEmulatorNotificationTests : IAsyncLifetime
{
    private TenantEmulator tenant = null!;
    private Subscriber subscriber = null!;
    private HttpClient client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        tenant = await TenantEmulator.StartAsync();
        subscriber = await Subscriber.StartAsync();
        client = tenant.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await subscriber.DisposeAsync();
        await tenant.DisposeAsync();
    }

    [Fact]
    public async Task An_endpoint_that_does_not_give_the_token_back_gets_no_subscription()
    {
        foreach (
            var wrong in new Func<HttpContext, string, Task>[]
            {
                (context, token) => Say(context, 202, "text/plain", token),
                (context, token) => Say(context, 200, "application/json", token),
                (context, token) => Say(context, 200, "text/plain", Uri.EscapeDataString(token)),
                (context, _) => Say(context, 200, "text/plain", ""),
            }
        )
        {
            subscriber.ShakeHands = wrong;
            Assert.Equal((400, "ValidationError"), await SubscribeAsync("users") is var (status, code) ? (status, code) : default);
        }

        var away = await client.Ask("POST", "subscriptions", Body("users", new Uri("http://127.0.0.1:9/")));
        Assert.Equal((400, "ValidationError"), (away.Status, away.Code));
        Assert.Empty(tenant.Subscriptions);
    }

    [Fact]
    public async Task A_change_is_told_to_whom_it_may_concern_with_the_secret()
    {
        await SubscribeAsync("users");
        await SubscribeAsync("groups");
        var user = SampleUsers.AddTo(tenant.Directory, 1)[0];
        var group = tenant.Directory.Add(new TenantGroup("税"));
        await subscriber.WaitAsync(2, Ct);
        tenant.Directory.AddMember(group.Id, user.Id);
        var told = (await subscriber.WaitAsync(3, Ct))[2];
        var to = tenant.Subscriptions.Single(s => s.Resource == "groups");
        Assert.Equal(
            (to.Id, "geheim", "updated", $"Groups/{group.Id}", tenant.TenantId.ToString()),
            (
                (string?)told["subscriptionId"],
                (string?)told["clientState"],
                (string?)told["changeType"],
                (string?)told["resource"],
                (string?)told["tenantId"]
            )
        );
        Assert.Equal(
            (group.Id, user.Id),
            ((string?)told["resourceData"]!["id"], (string?)told["resourceData"]!["members@delta"]![0]!["id"])
        );
        tenant.Directory.DeleteUser(user.Id);
        tenant.Directory.PurgeUser(user.Id);
        var last = await subscriber.WaitAsync(6, Ct);
        Assert.Equal(["deleted", "updated", "updated"], last[3..].Select(n => (string)n["changeType"]!).Order());
        Assert.Contains(last[3..], n => n["resourceData"]!["members@delta"]?[0]!["@removed"] is JsonObject);
    }

    [Fact]
    public async Task A_subscriber_that_fails_is_told_again_and_what_is_given_up_is_counted()
    {
        await SubscribeAsync("users");
        subscriber.Failures = 2;
        SampleUsers.AddTo(tenant.Directory, 5);
        await subscriber.WaitAsync(5, Ct);
        await Stage.UntilAsync(() => Task.FromResult(tenant.Notifications.IsQuiet), Ct);
        Assert.Equal(
            (5, 2, 0),
            (tenant.Notifications.DeliveredNotifications, tenant.Notifications.FailedPosts, tenant.Notifications.GivenUp)
        );
    }

    [Fact]
    public async Task Lifecycle_events_go_to_their_own_address()
    {
        await SubscribeAsync("users");
        Assert.True(await tenant.SendLifecycleAsync(tenant.Subscriptions[0], "missed"));
        Assert.True(await tenant.RemoveSubscriptionAsync(tenant.Subscriptions[0]));
        Assert.Equal(["missed", "subscriptionRemoved"], (await subscriber.WaitAsync(2, Ct)).Select(n => (string?)n["lifecycleEvent"]));
        Assert.Empty(tenant.Subscriptions);
    }

    private static Task Say(HttpContext context, int status, string type, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text);
    }

    private async Task<(int Status, string? Code)> SubscribeAsync(string resource)
    {
        var answer = await client.Ask("POST", "subscriptions", Body(resource, subscriber.Url));
        return (answer.Status, answer.Code);
    }

    private static object Body(string resource, Uri url) =>
        new
        {
            changeType = "updated,deleted",
            notificationUrl = url,
            lifecycleNotificationUrl = url,
            resource,
            clientState = "geheim",
            expirationDateTime = DateTimeOffset.UtcNow.AddDays(1),
        };
}
