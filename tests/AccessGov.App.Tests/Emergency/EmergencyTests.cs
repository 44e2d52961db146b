using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Tests.Emergency;

/// <summary>Sealed accounts as they are meant, and each abuse by its name.</summary>
public sealed class EmergencyTests
{
    private static readonly string[] Life = ["asked", "agreed", "opened", "closing", "ended", "reviewed"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_open_it_ends_by_itself_and_a_third_reviews_it()
    {
        await using var town = await EmergencyTown.OpenAsync();
        Assert.Null(await town.AskAsync(EmergencyTown.Ann, name: "  Kinkyu-Juki@Suzaka.example.jp "));
        Assert.False(town.Sealed.AccountEnabled);
        Assert.Null(await town.AgreeAsync(EmergencyTown.Bob));
        Assert.True(town.Sealed.AccountEnabled);
        Assert.Equal(["emergency-open"], await town.AlarmsAsync());
        Assert.Equal(["emergency-open"], await town.TroublesAsync());
        var opening = await town.OpeningAsync();
        Assert.Equal((1, 0), Of(await town.TurnAsync()));

        town.Clock.MoveTo(opening.Until.AddMilliseconds(-1));
        await town.TurnAsync();
        Assert.True(town.Sealed.AccountEnabled);
        town.Clock.MoveTo(opening.Until);
        Assert.Equal((0, 0), Of(await town.TurnAsync()));
        Assert.False(town.Sealed.AccountEnabled);
        Assert.True(town.Sealed.SessionsRevokedAt >= opening.Until);
        Assert.Equal(["emergency-not-reviewed"], await town.TroublesAsync());

        // Settled by somebody who was in a hurry, the alarm stands again.
        var alarm = Assert.Single(await IncidentLog.ListAsync(town.Workspace, Ct));
        await IncidentLog.CloseAsync(town.Workspace, EmergencyTown.Bob, alarm.Id, "見ました", Ct);
        await town.TurnAsync();
        Assert.Equal(["emergency-open"], await town.AlarmsAsync());

        Assert.Null(await town.ReviewAsync(EmergencyTown.Officer));
        Assert.Empty(await town.AlarmsAsync());
        Assert.Empty(await town.TroublesAsync());
        await town.TurnAsync();
        Assert.Equal(Life, await town.KindsAsync());
        Assert.Empty(await town.AlarmsAsync());
    }

    [Fact]
    public async Task One_person_ends_it_and_withdraws_a_wish()
    {
        await using var town = await EmergencyTown.OpenAsync();
        await town.OpenedAsync();
        Assert.Null(await town.EndAsync(EmergencyTown.Second));
        Assert.False(town.Sealed.AccountEnabled);
        Assert.Equal("emergency-not-open", await town.EndAsync(EmergencyTown.Second));
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        var by = await town.WhoAsync(EmergencyTown.Second);
        Assert.Null(await App.Emergency.EmergencyDesk.WithdrawAsync(town.Workspace, by, EmergencyTown.Name, Ct));
        Assert.Equal("emergency-not-asked", await town.AgreeAsync(EmergencyTown.Bob));
        await town.AssertToldAsync();
        Assert.Equal("asked agreed opened closing ended asked withdrawn", string.Join(' ', await town.KindsAsync()));
    }

    [Fact]
    public async Task One_operator_opens_alone()
    {
        await using var town = await EmergencyTown.OpenAsync();
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        // Under the other user of the operating system too, which is the same person.
        Assert.Equal("emergency-by-one", await town.AgreeAsync(EmergencyTown.Ann));
        Assert.Equal("approver-without-role", await town.AgreeAsync(EmergencyTown.Second));
        Assert.Equal("emergency-needs-operator", await town.AgreeAsync(EmergencyTown.Auditor));
        Assert.Equal("emergency-needs-operator", await town.AgreeAsync(new EmployeeId("1")));
        Assert.False(town.Sealed.AccountEnabled);
        Assert.Equal(["asked"], await town.KindsAsync());
    }

    [Fact]
    public async Task Asker_or_agreer_reviews_himself()
    {
        await using var town = await EmergencyTown.OpenAsync();
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        Assert.Null(await town.AgreeAsync(EmergencyTown.Officer));
        Assert.Equal("emergency-still-open", await town.ReviewAsync(EmergencyTown.Officer));
        Assert.Null(await town.EndAsync(EmergencyTown.Ann));
        Assert.Equal("emergency-own-review", await town.ReviewAsync(EmergencyTown.Officer));
        Assert.Equal("approver-without-role", await town.ReviewAsync(EmergencyTown.Ann));
        Assert.Equal("approver-without-role", await town.ReviewAsync(EmergencyTown.Bob));
        Assert.Equal(["emergency-open"], await town.AlarmsAsync());
        // Neither by settling the incident.
        var alarm = Assert.Single(await IncidentLog.ListAsync(town.Workspace, Ct));
        Assert.True((await IncidentLog.CloseAsync(town.Workspace, EmergencyTown.Ann, alarm.Id, "問題なし", Ct))!.IsOpen);
    }

    [Fact]
    public async Task Opened_twice_at_once()
    {
        await using var town = await EmergencyTown.OpenAsync();
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        var answers = await Task.WhenAll(town.AgreeAsync(EmergencyTown.Bob), town.AgreeAsync(EmergencyTown.Officer));
        Assert.Single(answers, a => a is null);
        Assert.Single(answers, a => a is "emergency-not-asked" or "emergency-open-already" or "emergency-enabled-outside");
        Assert.Equal(["asked", "agreed", "opened"], await town.KindsAsync());
        Assert.Equal("emergency-open-already", await town.AskAsync(EmergencyTown.Ann));
        await town.AssertToldAsync();
    }

    [Theory]
    [InlineData(5)]
    [InlineData(25)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Opened_for_longer_than_the_limit(int hours)
    {
        await using var town = await EmergencyTown.OpenAsync();
        Assert.Equal("emergency-hours", await town.AskAsync(EmergencyTown.Ann, hours));
        Assert.Equal("emergency-not-sealed", await town.AskAsync(EmergencyTown.Ann, name: "breakglass-1@suzaka.example.jp"));
        Assert.Equal("emergency-reason", await town.AskAsync(EmergencyTown.Ann, reason: "急ぎ"));
        Assert.Empty(await town.KindsAsync());
        Assert.Null(await town.AskAsync(EmergencyTown.Ann, hours: null));
        Assert.Null(await town.AgreeAsync(EmergencyTown.Bob));
        var opening = await town.OpeningAsync();
        Assert.Equal(TimeSpan.FromHours(4), opening.Until - opening.AgreedAt);
    }

    [Fact]
    public async Task Lapsed_wish_agreed()
    {
        await using var town = await EmergencyTown.OpenAsync();
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        town.Clock.Advance(EmergencyDecider.AskedFor + TimeSpan.FromSeconds(1));
        Assert.Equal("emergency-not-asked", await town.AgreeAsync(EmergencyTown.Bob));
        Assert.False(town.Sealed.AccountEnabled);
        // Asked anew by somebody else, it is that person's wish.
        Assert.Null(await town.AskAsync(EmergencyTown.Second));
        Assert.Null(await town.AgreeAsync(EmergencyTown.Ann));
        await town.AssertToldAsync();
    }

    [Fact]
    public async Task Person_who_asked_leaves_before_the_agreement()
    {
        await using var town = await EmergencyTown.OpenAsync();
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        await town.DeliverAsync(leaving: 1);
        Assert.Equal("emergency-asker-gone", await town.AgreeAsync(EmergencyTown.Bob));
        Assert.False(town.Sealed.AccountEnabled);
        Assert.Equal("emergency-needs-operator", await town.AskAsync(EmergencyTown.Ann));
    }

    [Fact]
    public async Task Policy_entry_removed_while_open_and_the_account_renamed()
    {
        await using var town = await EmergencyTown.OpenAsync();
        var opening = await town.OpenedAsync();
        town.Sealed.UserPrincipalName = "other@suzaka.example.jp";
        var without = town.Workspace with { Policy = town.Workspace.Policy with { ProtectedAccounts = [] } };
        town.Clock.MoveTo(opening.Until);
        Assert.Equal((0, 0), Of(await town.TurnAsync(without)));
        Assert.False(town.Sealed.AccountEnabled);
    }

    [Fact]
    public async Task Directory_refuses_the_closing()
    {
        await using var town = await EmergencyTown.OpenAsync();
        var opening = await town.OpenedAsync();
        town.Sealed.HoldsAdminRole = true;
        town.Clock.MoveTo(opening.Until);
        Assert.Equal((1, 1), Of(await town.TurnAsync()));
        Assert.Equal(["emergency-not-closed", "emergency-open"], await town.AlarmsAsync());
        Assert.Contains("emergency-not-closed", await town.TroublesAsync());
        for (var i = 0; i < 3; i++)
            Assert.Equal((1, 1), Of(await town.TurnAsync()));
        var refused = await Assert.ThrowsAsync<OutsideFailureException>(() => town.EndAsync(EmergencyTown.Second));
        Assert.Equal("forbidden", refused.Kind.Code);
        Assert.True(town.Sealed.AccountEnabled);
        // Intended once, tried every turn, told once.
        Assert.Equal(["asked", "agreed", "opened", "closing"], await town.KindsAsync());

        town.Sealed.HoldsAdminRole = false;
        Assert.Equal((0, 0), Of(await town.TurnAsync()));
        Assert.False(town.Sealed.AccountEnabled);
        await town.AssertToldAsync();
    }

    [Fact]
    public async Task Directory_refuses_the_opening()
    {
        await using var town = await EmergencyTown.OpenAsync();
        town.Sealed.HoldsAdminRole = true;
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        Assert.Equal("emergency-forbidden", await town.AgreeAsync(EmergencyTown.Bob));
        Assert.Equal(["asked", "agreed", "failed"], await town.KindsAsync());
        Assert.Empty(await town.AlarmsAsync());
        Assert.Empty(await town.TroublesAsync());
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
    }

    [Fact]
    public async Task Reply_of_the_opening_is_lost()
    {
        await using var town = await EmergencyTown.OpenAsync();
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        town.Stage.Tenant.Faults.DropReplyAfterEffect("PATCH /users/*");
        Assert.Null(await town.AgreeAsync(EmergencyTown.Bob));
        Assert.Equal(["asked", "agreed", "opened"], await town.KindsAsync());
    }

    [Fact]
    public async Task Not_the_sealed_one_a_guest_or_open_already()
    {
        await using var town = await EmergencyTown.OpenAsync();
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        town.Sealed["userType"] = "Guest";
        Assert.Equal("emergency-guest", await town.AgreeAsync(EmergencyTown.Bob));
        town.Sealed["userType"] = "Member";
        town.Sealed.AccountEnabled = true;
        Assert.Equal("emergency-enabled-outside", await town.AgreeAsync(EmergencyTown.Bob));
        town.Sealed.UserPrincipalName = "other@suzaka.example.jp";
        Assert.Equal("emergency-no-account", await town.AgreeAsync(EmergencyTown.Bob));
        Assert.Equal("emergency-observes", await town.AgreeAsync(EmergencyTown.Bob, town.Workspace with { IsLive = false }));
        Assert.Equal(["asked"], await town.KindsAsync());
    }

    private static (int, int) Of(App.Emergency.CloseEmergencies.Turn turn) => (turn.Open, turn.NotClosed);
}
