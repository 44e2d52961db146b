using System.Net;
using AccessGov.App.Personnel;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using Microsoft.Extensions.Time.Testing;

namespace AccessGov.Web.Tests.SignIn;

/// <summary>A session is as long as the duty and no longer than a day's work; every instance knows it.</summary>
public sealed class SessionTests
{
    private const string Session = "__Host-accessgov";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_ends_at_once_when_personnel_says_that_somebody_has_left()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff));
        await stage.DeliverAsync(leaver: PortalStage.Staff);
        await EndedAsync(visitor);
        Assert.DoesNotContain(Session, visitor.Cookies.Keys);
    }

    [Fact]
    public async Task It_ends_at_once_when_somebody_is_held()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff));
        await Holds.PlaceAsync(stage.Workspace, new Actor.OsUser("test"), PortalStage.Staff, "lost laptop", Ct);
        await EndedAsync(visitor);
    }

    [Fact]
    public async Task It_ends_after_half_an_hour_without_a_click_and_after_a_working_day()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var stage = await PortalStage.OpenAsync(clock: clock);
        using var busy = stage.NewVisitor();
        using var idle = stage.NewVisitor();
        await idle.SignInAsync(stage.AccountOf(PortalStage.Operator), "/portal/me");
        await busy.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me");
        for (var minutes = 20; minutes < 600; minutes += 20)
        {
            clock.Advance(TimeSpan.FromMinutes(20));
            (await busy.GetAsync("/portal/me")).Is(HttpStatusCode.OK);
            if (minutes == 40)
                await EndedAsync(idle);
        }
        clock.Advance(TimeSpan.FromMinutes(20));
        await EndedAsync(busy);
    }

    [Fact]
    public async Task A_cookie_of_before_is_not_the_session_of_after()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        visitor.Cookies[Session] = "chosen-by-somebody-else";
        await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me");
        var first = visitor.Cookies[Session];
        Assert.NotEqual("chosen-by-somebody-else", first);
        (await visitor.SignInAsync(stage.AccountOf(PortalStage.Operator), "/portal/me")).Is(HttpStatusCode.OK);
        Assert.NotEqual(first, visitor.Cookies[Session]);
    }

    [Fact]
    public async Task Its_cookies_are_of_this_host_alone_and_no_script_reads_them()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me");
        await visitor.GetAsync("/portal/language?to=en&back=/portal/me");
        Assert.True(visitor.SetCookies.Count >= 5, string.Join('\n', visitor.SetCookies));
        Assert.All(
            visitor.SetCookies,
            cookie =>
            {
                Assert.StartsWith("__Host-accessgov", cookie, StringComparison.Ordinal);
                foreach (var word in (string[])["; path=/;", "; secure", "; httponly", "; samesite="])
                    Assert.Contains(word, cookie + ";", StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("samesite=none", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    [Fact]
    public async Task Another_instance_and_a_restarted_one_know_it()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        var page = await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me");
        visitor.Instance = await stage.OpenAnotherAsync();
        (await visitor.GetAsync("/portal/me")).Is(HttpStatusCode.OK);
        // A form that the one showed is taken by the other, and signing in may begin here and end there.
        (await visitor.PostFormAsync(page, "/portal/signout")).Is(HttpStatusCode.Found);
        var answer = await visitor.ChooseAsync(stage.AccountOf(PortalStage.Staff), "/portal/me");
        visitor.Instance = null;
        (await visitor.FollowAsync(await visitor.GetAsync(answer))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_role_is_what_the_table_says_now()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        await visitor.SignInAsync(stage.AccountOf(PortalStage.Operator), "/portal/me");
        Assert.Contains("/portal/today", (await visitor.GetAsync("/portal/me")).Body, StringComparison.Ordinal);
        // Decided by another process: this one is not told.
        using (var other = stage.Stage.Open())
            await other.GoLiveAsync(new OperatorEntry("approver", PortalStage.Approver, [OperatorRole.Approver]));
        Assert.DoesNotContain("/portal/today", (await visitor.GetAsync("/portal/me")).Body, StringComparison.Ordinal);
    }

    private static async Task EndedAsync(Visitor visitor)
    {
        var answer = (await visitor.GetAsync("/portal/me")).Is(HttpStatusCode.Found);
        Assert.Equal("/portal/signin", answer.Location!.AbsolutePath);
    }
}
