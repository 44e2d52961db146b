using AccessGov.App.Directory;
using AccessGov.App.Drift;
using AccessGov.App.Failures;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.App.Tests.Drift;

public sealed class RenewSubscriptionsTests : IAsyncLifetime
{
    private static readonly Actor Timer = new Actor.Trigger("test");
    private readonly FakeTimeProvider clock = new(new(2026, 4, 1, 3, 0, 0, TimeSpan.Zero));
    private Stage stage = null!;
    private Door door = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TenantEmulator Tenant => stage.Tenant;

    public async ValueTask InitializeAsync()
    {
        stage = await Stage.SetAsync(options: new TenantOptions { Clock = clock });
        door = await Door.OpenAsync(stage, clock);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, Tenant.Counters.NotEmulated);
        await door.DisposeAsync();
        await stage.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_public_address_nothing_is_subscribed_to()
    {
        await RenewSubscriptions.RunAsync(door.Workspace with { Subscriptions = null }, Timer, Ct);
        Assert.Equal(0, Tenant.Counters.HttpRequests);
    }

    [Fact]
    public async Task Users_and_groups_are_subscribed_to_once_however_often_it_runs_and_in_however_many_replicas()
    {
        await Task.WhenAll(RunAsync(), RunAsync(), RunAsync());
        var made = Ids();
        await RunAsync();
        Assert.Equal(made, Ids());
        Assert.Equal(["groups", "users"], Tenant.Subscriptions.Select(s => s.Resource).Order());
        Assert.All(
            Tenant.Subscriptions,
            s => Assert.InRange(s.ExpiresAt, clock.GetUtcNow().AddDays(28), clock.GetUtcNow().AddMinutes(41_760))
        );
        // Nothing was missed: nothing was watched before.
        Assert.Empty(await door.TakeAsync(Ct));
    }

    [Fact]
    public async Task A_subscription_is_renewed_daily_and_so_long_before_its_end()
    {
        await RunAsync();
        var ends = Tenant.Subscriptions[0].ExpiresAt;
        clock.Advance(TimeSpan.FromHours(23));
        await RunAsync();
        Assert.Equal(ends, Tenant.Subscriptions[0].ExpiresAt);
        clock.Advance(TimeSpan.FromHours(1));
        var made = Ids();
        await RunAsync();
        await RunAsync();
        Assert.All(Tenant.Subscriptions, s => Assert.Equal(ends.AddDays(1), s.ExpiresAt));
        Assert.Equal(made, Ids());
        Assert.Equal(2, Tenant.Counters.ByMethod["PATCH"]);
    }

    [Fact]
    public async Task A_subscription_that_ended_in_an_outage_is_made_again_and_everybody_is_looked_at()
    {
        await RunAsync();
        clock.Advance(TimeSpan.FromDays(30));
        Assert.Empty(Tenant.Subscriptions);
        await RunAsync();
        Assert.Equal(2, Tenant.Subscriptions.Count);
        await AssertEverybodyAsync();
    }

    [Fact]
    public async Task A_subscription_that_Graph_dropped_without_a_word_is_made_again_and_everybody_is_looked_at()
    {
        await RunAsync();
        await Tenant.RemoveSubscriptionAsync(Tenant.Subscriptions[0], silent: true);
        await RunAsync();
        Assert.Equal(2, Tenant.Subscriptions.Count);
        await AssertEverybodyAsync();
    }

    [Theory]
    [InlineData("subscriptionRemoved")]
    [InlineData("missed")]
    [InlineData("somethingNew")]
    public async Task What_was_lost_is_made_up_for_by_a_look_at_everybody(string lifecycleEvent)
    {
        await RunAsync();
        var first = Tenant.Subscriptions[0];
        Assert.True(
            lifecycleEvent == "subscriptionRemoved"
                ? await Tenant.RemoveSubscriptionAsync(first)
                : await Tenant.SendLifecycleAsync(first, lifecycleEvent)
        );
        await DirectoryChanged.RunAsync(door.Workspace, Timer, Assert.Single(await door.TakeAsync(Ct)), Ct);
        Assert.Equal(lifecycleEvent != "subscriptionRemoved", Tenant.Subscriptions.Any(s => s.Id == first.Id));
        Assert.Equal(2, Tenant.Subscriptions.Count);
        await AssertEverybodyAsync();
    }

    [Fact]
    public async Task A_call_for_reauthorization_is_answered_by_renewing_but_not_twice_within_ten_minutes()
    {
        await RunAsync();
        var ends = Tenant.Subscriptions[0].ExpiresAt;
        await ReauthorizeAsync();
        Assert.Equal(ends, Tenant.Subscriptions[0].ExpiresAt);
        clock.Advance(TimeSpan.FromMinutes(10));
        await ReauthorizeAsync();
        await ReauthorizeAsync();
        Assert.Equal(ends.AddMinutes(10), Tenant.Subscriptions[0].ExpiresAt);
        Assert.Equal(1, Tenant.Counters.ByMethod["PATCH"]);
        Assert.Empty(await door.TakeAsync(Ct));
    }

    [Fact]
    public async Task A_subscription_whose_making_was_not_heard_of_is_replaced_because_nobody_knows_its_secret()
    {
        Tenant.Faults.DropReplyAfterEffect("POST /subscriptions");
        await Assert.ThrowsAsync<OutsideFailureException>(RunAsync);
        var orphan = Assert.Single(Tenant.Subscriptions);
        await RunAsync();
        Assert.Equal(2, Tenant.Subscriptions.Count);
        Assert.DoesNotContain(orphan.Id, Ids());
        foreach (var subscription in Tenant.Subscriptions)
            Assert.True(
                (await RenewSubscriptions.ReadAsync(door.Workspace, subscription.Resource, Ct))!.Vouches(
                    Guid.Parse(subscription.Id),
                    subscription.ClientState!
                )
            );
    }

    [Fact]
    public async Task Another_installations_subscription_is_left_alone()
    {
        await using var other = await Subscriber.StartAsync();
        using var client = Tenant.CreateClient();
        await TenantCall.Ask(
            client,
            "POST",
            "subscriptions",
            new
            {
                changeType = "updated",
                notificationUrl = other.Url,
                resource = "users",
                expirationDateTime = clock.GetUtcNow().AddDays(1),
            }
        );
        await RunAsync();
        Assert.Equal(3, Tenant.Subscriptions.Count);
    }

    [Fact]
    public async Task An_address_that_Graph_cannot_reach_fails_with_a_reason_and_is_tried_again()
    {
        var away = stage.Open(new Uri("http://127.0.0.1:9"), clock);
        var failure = await Assert.ThrowsAsync<OutsideFailureException>(() => RenewSubscriptions.RunAsync(away.Workspace, Timer, Ct));
        Assert.Equal("ValidationError", failure.Kind.Code);
        Assert.Contains("directory:notificationUrl", failure.What.InEnglish(), StringComparison.Ordinal);
        away.Dispose();
        await RunAsync();
        Assert.Equal(2, Tenant.Subscriptions.Count);
    }

    private string[] Ids() => [.. Tenant.Subscriptions.Select(s => s.Id).Order()];

    private Task RunAsync() => RenewSubscriptions.RunAsync(door.Workspace, Timer, Ct);

    private async Task ReauthorizeAsync()
    {
        Assert.True(await Tenant.SendLifecycleAsync(Tenant.Subscriptions[0], "reauthorizationRequired"));
        foreach (var message in await door.TakeAsync(Ct))
            await DirectoryChanged.RunAsync(door.Workspace, Timer, message, Ct);
    }

    private async Task AssertEverybodyAsync() =>
        Assert.Equal(
            new WorkMessage(door.Workspace.Tenant, Lifecycle: Lifecycle.Missed),
            Assert.Single((await door.TakeAsync(Ct)).Distinct())
        );
}
