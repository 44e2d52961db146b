using System.Net;
using System.Text;
using System.Text.Json;
using AccessGov.App.Directory;
using AccessGov.App.Drift;
using AccessGov.App.Settings;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;
using AccessGov.Web.Api;

namespace AccessGov.Web.Tests.Api;

public sealed class DirectoryNotificationsTests : IAsyncLifetime
{
    private static readonly Actor Timer = new Actor.Trigger("test");
    private Stage stage = null!;
    private Door door = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        stage = await Stage.SetAsync();
        door = await Door.OpenAsync(stage, tenantId: stage.Tenant.TenantId.ToString());
        await RenewSubscriptions.RunAsync(door.Workspace, Timer, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await door.DisposeAsync();
        await stage.DisposeAsync();
    }

    [Fact]
    public async Task The_handshake_gives_the_decoded_token_back_as_plain_text()
    {
        const string token = "Validation: Testing client application reachability for subscription Request-Id: 1 + 1 & \"2\"";
        using var reply = await door.Http.PostAsync($"{PublicPaths.Notifications}?validationToken={Uri.EscapeDataString(token)}", null, Ct);
        Assert.Equal(
            (HttpStatusCode.OK, "text/plain", token),
            (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType, await reply.Content.ReadAsStringAsync(Ct))
        );
        Assert.Equal("nosniff", Assert.Single(reply.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Somebody_cannot_have_markup_or_a_book_repeated_by_the_handshake()
    {
        foreach (var token in new[] { "<script>alert(1)</script>", new string('x', 2049), "", "a\r\nb" })
            Assert.Equal(
                (HttpStatusCode.BadRequest, "{}"),
                (await door.PostAsync($"{PublicPaths.Lifecycle}?validationToken={Uri.EscapeDataString(token)}", "", Ct))
                    is var (status, body, _)
                    ? (status, body)
                    : default
            );
    }

    [Fact]
    public async Task A_notification_is_enqueued_with_ids_only_and_once()
    {
        var user = Guid.NewGuid();
        Assert.Equal(
            HttpStatusCode.Accepted,
            (await door.PostAsync(PublicPaths.Notifications, Collection(Notice(user: user), Notice(user: user)), Ct)).Status
        );
        Assert.Equal([new WorkMessage(door.Workspace.Tenant, Account: user)], await door.TakeAsync(Ct));
    }

    [Fact]
    public async Task A_governed_groups_members_are_enqueued_and_other_groups_are_nobodys_matter()
    {
        var member = Guid.NewGuid();
        var governed = Guid.Parse(stage.Tenant.Directory.Groups[0].Id);
        await door.PostAsync(
            PublicPaths.Notifications,
            Collection(Notice(group: governed, member: member), Notice(group: Guid.NewGuid(), member: Guid.NewGuid())),
            Ct
        );
        Assert.Equal([new WorkMessage(door.Workspace.Tenant, Account: member)], await door.TakeAsync(Ct));
        await door.PostAsync(PublicPaths.Notifications, Collection(Notice(group: governed)), Ct);
        Assert.Equal([new WorkMessage(door.Workspace.Tenant, Group: governed)], await door.TakeAsync(Ct));
    }

    [Fact]
    public async Task More_accounts_than_can_be_looked_at_alone_become_one_look_at_everybody()
    {
        await door.PostAsync(
            PublicPaths.Notifications,
            Collection([.. Enumerable.Range(0, ReceiveNotices.MostAccounts + 1).Select(_ => Notice(user: Guid.NewGuid()))]),
            Ct
        );
        Assert.Equal([new WorkMessage(door.Workspace.Tenant, Lifecycle: Lifecycle.Missed)], await door.TakeAsync(Ct));
    }

    [Fact]
    public async Task Whoever_forges_a_notification_with_the_wrong_clientState_moves_nothing_and_learns_nothing()
    {
        var genuine = await door.PostAsync(PublicPaths.Notifications, Collection(Notice(user: Guid.NewGuid())), Ct);
        Assert.Single(await door.TakeAsync(Ct));
        var secret = Users.ClientState!;
        foreach (
            var forged in new[]
            {
                Notice(user: Guid.NewGuid(), clientState: "guess"),
                Notice(user: Guid.NewGuid(), clientState: ""),
                Notice(user: Guid.NewGuid(), clientState: secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A')),
                Notice(user: Guid.NewGuid(), clientState: KeptSubscription.HashOf(secret)),
                Notice(user: Guid.NewGuid(), subscription: Guid.NewGuid().ToString()),
            }
        )
            Assert.Equal(genuine, await door.PostAsync(PublicPaths.Notifications, Collection(forged), Ct));
        Assert.Empty(await door.TakeAsync(Ct));
    }

    [Fact]
    public async Task Another_tenants_notification_is_dropped_even_with_the_right_secret()
    {
        await door.PostAsync(PublicPaths.Notifications, Collection(Notice(user: Guid.NewGuid(), tenant: Guid.NewGuid())), Ct);
        await door.PostAsync(
            PublicPaths.Lifecycle,
            Collection(
                new
                {
                    subscriptionId = Users.Id,
                    clientState = Users.ClientState,
                    lifecycleEvent = "missed",
                }
            ),
            Ct
        );
        Assert.Empty(await door.TakeAsync(Ct));
    }

    [Fact]
    public async Task Oversized_and_deeply_nested_JSON_is_refused()
    {
        var large = Collection(Notice(user: Guid.NewGuid()), new { padding = new string('x', DirectoryNotifications.MaxBytes) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await door.PostAsync(PublicPaths.Notifications, large, Ct)).Status);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await door.PostAsync(PublicPaths.Notifications, large, Ct, chunked: true)).Status
        );
        var deep = $$"""{"value":[{{string.Concat(Enumerable.Repeat("[", 10_000))}}{{string.Concat(Enumerable.Repeat("]", 10_000))}}]}""";
        foreach (var bad in new[] { deep, "", "[]", "{}", "{\"value\":1}", "{\"value\":[" })
            Assert.Equal(HttpStatusCode.BadRequest, (await door.PostAsync(PublicPaths.Notifications, bad, Ct)).Status);
        foreach (
            var odd in new[]
            {
                "{\"value\":[1,null,[],{}]}",
                Collection(new { subscriptionId = 3, clientState = Users.ClientState }),
                Collection(
                    new
                    {
                        subscriptionId = Users.Id,
                        clientState = Users.ClientState,
                        resource = "chats/1",
                        resourceData = 1,
                    }
                ),
            }
        )
            Assert.Equal(HttpStatusCode.Accepted, (await door.PostAsync(PublicPaths.Notifications, odd, Ct)).Status);
        Assert.Empty(await door.TakeAsync(Ct));
    }

    [Fact]
    public void The_secret_is_nowhere_in_the_state()
    {
        var state = Path.Combine(Path.GetDirectoryName(stage.SettingsFile)!, "state");
        var text = string.Concat(
            System
                .IO.Directory.EnumerateFiles(state, "*", SearchOption.AllDirectories)
                .Select(file =>
                {
                    using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                    using var all = new MemoryStream();
                    stream.CopyTo(all);
                    return Encoding.Latin1.GetString(all.ToArray());
                })
        );
        Assert.Contains(KeptSubscription.HashOf(Users.ClientState!), text, StringComparison.Ordinal);
        Assert.All(stage.Tenant.Subscriptions, s => Assert.DoesNotContain(s.ClientState!, text, StringComparison.Ordinal));
        Assert.Equal(2, stage.Tenant.Subscriptions.Select(s => s.ClientState).Distinct().Count());
    }

    [Fact]
    public void A_public_address_with_a_path_is_refused_because_the_path_would_be_lost()
    {
        var settings = File.ReadAllText(stage.SettingsFile)
            .Replace("\"clientId\"", "\"notificationUrl\":\"https://city.example.jp/portal\",\"clientId\"", StringComparison.Ordinal);
        File.WriteAllText(stage.SettingsFile, settings);
        Assert.Contains(
            "without a path",
            Assert.Single(SettingsReader.Read(stage.SettingsFile).Faults).InEnglish(),
            StringComparison.Ordinal
        );
    }

    private TenantSubscription Users => stage.Tenant.Subscriptions.Single(s => s.Resource == "users");

    private object Notice(
        Guid? user = null,
        Guid? group = null,
        Guid? member = null,
        string? clientState = null,
        string? subscription = null,
        Guid? tenant = null
    ) =>
        new
        {
            subscriptionId = subscription ?? Users.Id,
            clientState = clientState ?? Users.ClientState,
            changeType = "updated",
            resource = user is null ? $"Groups/{group}" : $"Users/{user}",
            tenantId = tenant ?? stage.Tenant.TenantId,
            resourceData = member is null
                ? (object)new { id = user ?? group }
                : new Dictionary<string, object> { ["id"] = group!, ["members@delta"] = new[] { new { id = member } } },
        };

    private static string Collection(params object[] notices) => JsonSerializer.Serialize(new { value = notices });
}
