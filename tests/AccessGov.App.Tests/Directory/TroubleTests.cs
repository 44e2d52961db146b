using AccessGov.App.Directory;
using AccessGov.App.Directory.Entra;
using AccessGov.App.Settings;
using static AccessGov.Core.Applying.ActionOutcome;

namespace AccessGov.App.Tests.Directory;

/// <summary>Writes while the tenant, or the way to it, is in trouble.</summary>
public sealed class TroubleTests : DirectoryTest
{
    [Fact]
    public async Task A_refused_sub_request_is_repeated_alone_after_its_own_wait()
    {
        var users = Users(20);
        Tenant.Faults.Next($"PATCH /users/{users[4].Id}", status: 429, retryAfter: TimeSpan.FromSeconds(11));
        Assert.All(await ApplyAsync([.. users.Select(Do.Disable)]), o => Assert.IsType<Applied>(o));
        Assert.Equal((21, 2, 20), (Tenant.Counters.SubRequests, Tenant.Counters.HttpRequests, Tenant.Counters.Writes));
        Assert.Equal(TimeSpan.FromSeconds(11), Clock.Passed);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(409)]
    public async Task What_may_pass_is_repeated_and_deferred_when_it_does_not_pass(int status)
    {
        var users = Users(2);
        Tenant.Faults.Next($"PATCH /users/{users[0].Id}", times: 2, status: status);
        Tenant.Faults.Next($"PATCH /users/{users[1].Id}", times: 100, status: status);
        var outcomes = await ApplyAsync([.. users.Select(Do.Disable)]);
        Assert.Equal(new Applied(), outcomes[0]);
        Assert.True(Assert.IsType<Deferred>(outcomes[1]).Until > Clock.GetUtcNow());
    }

    [Theory]
    [InlineData(500, "UnknownError")]
    [InlineData(403, "forbidden")]
    public async Task What_will_not_pass_is_not_repeated(int status, string code)
    {
        var user = Users(1)[0];
        Tenant.Faults.Next("PATCH /users/*", times: 100, status: status);
        Assert.Equal([new Failed(code)], await ApplyAsync(Do.Disable(user)));
        Assert.Equal(1, Tenant.Counters.HttpRequests);
    }

    [Fact]
    public async Task A_wait_beyond_all_patience_defers_to_the_instant_that_the_directory_named()
    {
        var user = Users(1)[0];
        Tenant.Faults.Next("PATCH /users/*", status: 429, retryAfter: TimeSpan.FromHours(2));
        Assert.Equal([new Deferred(Clock.GetUtcNow() + TimeSpan.FromHours(2))], await ApplyAsync(Do.Disable(user)));
        Assert.Equal(TimeSpan.Zero, Clock.Passed);
    }

    [Fact]
    public async Task An_envelope_that_is_refused_is_sent_again()
    {
        var users = Users(3);
        Tenant.Faults.Next("POST /$batch", times: 2, status: 503);
        Assert.All(await ApplyAsync([.. users.Select(Do.Disable)]), o => Assert.IsType<Applied>(o));
    }

    [Fact]
    public async Task A_creation_whose_reply_was_lost_is_recognised_as_our_own()
    {
        Tenant.Faults.DropReplyAfterEffect("POST /users");
        var outcome = Assert.Single(await Directory.ApplyAsync([Do.Create("700001")], Ct));
        Assert.Equal((new AlreadyTrue(), Guid.Parse(Assert.Single(Tenant.Directory.Users).Id)), (outcome.Outcome, outcome.ObjectId!.Value));
    }

    [Fact]
    public async Task Writes_whose_reply_was_lost_happen_once()
    {
        var users = Users(25);
        var (tax, mail) = (Right("tax"), Right("mail", users));
        Tenant.Faults.DropReplyAfterEffect("PATCH /groups/*");
        Assert.All(await ApplyAsync([.. users.Select(u => Do.Add(u, tax))]), o => Assert.True(o is Applied or AlreadyTrue));
        Tenant.Faults.DropReplyAfterEffect("DELETE /groups/*");
        Assert.All(await ApplyAsync([.. users.Select(u => Do.Remove(u, mail))]), o => Assert.True(o is Applied or AlreadyTrue));
        Tenant.Faults.DropReplyAfterEffect("DELETE /users/*");
        Assert.All(await ApplyAsync([.. users.Take(3).Select(Do.Delete)]), o => Assert.True(o is Applied or AlreadyTrue));
        Assert.Equal((22, 0, 22), (MembersOf(tax).Count(), MembersOf(mail).Count(), Tenant.Directory.UserCount));
    }

    [Fact]
    public async Task The_own_quota_is_spent_before_the_directory_has_to_refuse()
    {
        var users = Users(400);
        var rights = Enumerable.Range(0, 10).Select(n => Right($"right-{n}", users)).ToList();
        var outcomes = await ApplyAsync([.. rights.SelectMany(r => users.Select(u => Do.Remove(u, r)))]);
        Assert.All(outcomes, o => Assert.IsType<Applied>(o));
        Assert.Equal((0, 4000), (Tenant.Counters.Throttled, Tenant.Counters.Writes));
        // 3,000 at once, then 20 a second.
        Assert.InRange(Clock.Passed, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(55));
        Assert.InRange(Directory.Counters.WaitedFor, Clock.Passed, Clock.Passed);
    }

    [Fact]
    public async Task What_the_own_quota_cannot_hold_in_time_is_deferred()
    {
        var users = Users(100);
        using var hasty = Connect(TimeSpan.FromSeconds(1), writes: 40);
        var outcomes = (await hasty.ApplyAsync([.. users.Select(Do.Disable)], Ct)).Select(o => o.Outcome).ToList();
        Assert.Equal((40, 60), (outcomes.Count(o => o is Applied), outcomes.Count(o => o is Deferred d && d.Until > Clock.GetUtcNow())));
        Assert.Equal(40, users.Count(u => !u.AccountEnabled));
    }

    [Fact]
    public async Task A_directory_that_is_not_there_defers_everything()
    {
        var user = Users(1)[0];
        // Nobody listens on port 1 (tcpmux, unused for decades).
        using var lost = new EntraDirectory(
            new DirectorySettings
            {
                BaseUri = new("http://127.0.0.1:1/v1.0"),
                TokenUri = Tenant.TokenUri,
                ClientId = "a",
                Secret = Secret,
            },
            Clock
        );
        Assert.IsType<Deferred>((await lost.ApplyAsync([Do.Disable(user)], Ct))[0].Outcome);
        Assert.IsType<DirectoryRead.Incomplete>(await lost.CaptureAsync([], null, Ct));
    }

    [Fact]
    public async Task A_storm_delays_writes_and_loses_none()
    {
        var users = Users(100);
        var right = Right("tax");
        Tenant.Faults.Storm429(0.4, TimeSpan.FromSeconds(1));
        using var patient = Connect(TimeSpan.FromHours(1), attempts: 40);
        Assert.All(
            await patient.ApplyAsync([.. users.Select(u => Do.Add(u, right)), .. users.Select(Do.Disable)], Ct),
            o => Assert.IsType<Applied>(o.Outcome)
        );
        Assert.Equal(100, MembersOf(right).Count());
    }
}
