using System.Net;
using AccessGov.App.Work;
using AccessGov.Tests;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.Web.Tests.Api;

/// <summary>A request that was listened to and is sent once more.</summary>
public sealed class HrReplayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_replayed_request_is_refused_also_after_a_restart_and_on_another_replica()
    {
        await using var door = await HrDoor.SetAsync();
        await door.ServeAsync(Ct);
        var body = Sender.Event(door.Tenant, "e-1", Sender.Person("300001"));
        using var sender = door.Sender();
        var request = sender.Request(body);
        var (again, later) = (Sender.Copy(request, body), Sender.Copy(request, body));
        Assert.Equal("taken", (await sender.SendAsync(request, Ct)).Word);
        Assert.Equal("replayed", (await sender.SendAsync(again, Ct)).Word);
        await door.ServeAsync(Ct);
        using var restarted = door.Sender();
        Assert.Equal((HttpStatusCode.Unauthorized, "replayed"), await restarted.SendAsync(later, Ct) is var (s, w, _) ? (s, w) : default);
        // The honest sender that got no answer signs anew, and the event is still one.
        Assert.Equal("repeated", (await restarted.TellAsync(body, Ct)).Word);
        Assert.Equal(
            (HttpStatusCode.Conflict, "event-differs"),
            await restarted.TellAsync(Sender.Event(door.Tenant, "e-1", Sender.Person("300002")), Ct)
        );
    }

    [Fact]
    public async Task A_caller_that_sends_without_end_is_told_to_wait_and_the_others_are_not()
    {
        await using var door = await HrDoor.SetAsync();
        await door.ServeAsync(Ct);
        using var sender = door.Sender();
        var words = new System.Collections.Concurrent.ConcurrentBag<string>();
        // Many at once, so that they outrun the allowance on a slow machine too.
        await Parallel.ForAsync(
            0,
            3000,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Ct },
            async (_, ct) =>
            {
                if (!words.Contains("too-many-requests"))
                    words.Add((await sender.TellAsync("{}", ct)).Word);
            }
        );
        Assert.Contains("too-many-requests", words);
        Assert.True(words.Count(w => w == "event-faulty") >= 200);
        var claims = door.Stage.Tenant.Apps.Claims(door.Stage.Tenant.AuthorityUri, HrDoor.EntraTenant, HrDoor.Audience, HrDoor.App);
        Assert.Equal("event-faulty", (await sender.TellAsync("{}", door.Stage.Tenant.Apps.Sign(claims), Ct)).Word);
    }

    [Fact]
    public async Task What_was_let_in_is_forgotten_once_its_time_has_passed_and_not_before()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var workspace = installation.Workspace with { Clock = clock };
        var at = clock.GetUtcNow();
        Assert.True(await SignedOnce.TryTakeAsync(workspace, "jinji", at, "nonce-nonce-nonce", Ct));
        Assert.True(await SignedOnce.TryTakeAsync(workspace, "suido", at, "nonce-nonce-nonce", Ct));
        Assert.False(await SignedOnce.TryTakeAsync(workspace, "jinji", at, "nonce-nonce-nonce", Ct));
        clock.Advance(SignedOnce.Window);
        Assert.Equal(0, await SignedOnce.SweepAsync(workspace, Ct));
        Assert.False(await SignedOnce.TryTakeAsync(workspace, "jinji", at, "nonce-nonce-nonce", Ct));
        clock.Advance(2 * SignedOnce.Window);
        Assert.Equal(2, await SignedOnce.SweepAsync(workspace, Ct));
    }
}
