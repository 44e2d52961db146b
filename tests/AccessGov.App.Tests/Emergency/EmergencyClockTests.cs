using AccessGov.Core.Safeguards;

namespace AccessGov.App.Tests.Emergency;

/// <summary>Whoever sets a clock back keeps no sealed account open by it, and opens none.</summary>
public sealed class EmergencyClockTests
{
    [Fact]
    public async Task Clock_set_back_while_open()
    {
        await using var town = await EmergencyTown.OpenAsync();
        var opening = await town.OpenedAsync();
        town.Clock.Advance(TimeSpan.FromHours(1));
        await town.TurnAsync();
        Assert.True(town.Sealed.AccountEnabled);
        // Before it was agreed to nobody opens anything; within its hours only who has seen the hour knows.
        town.Clock.Advance(TimeSpan.FromMinutes(-30));
        await town.TurnAsync();
        Assert.False(town.Sealed.AccountEnabled);
        town.Clock.MoveTo(opening.AgreedAt.AddHours(-1));
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        Assert.Equal("emergency-clock-behind", await town.AgreeAsync(EmergencyTown.Bob));
        using var again = town.Again();
        Assert.Equal("emergency-clock-behind", await town.AgreeAsync(EmergencyTown.Bob, again.Workspace));
        Assert.False(town.Sealed.AccountEnabled);
    }

    [Fact]
    public async Task Clock_set_back_before_the_agreement_and_the_process_begun_anew()
    {
        await using var town = await EmergencyTown.OpenAsync();
        var opening = await town.OpenedAsync();
        town.Clock.MoveTo(opening.AgreedAt.AddMinutes(-10));
        using var again = town.Again();
        await town.TurnAsync(again.Workspace);
        Assert.False(town.Sealed.AccountEnabled);
    }

    [Fact]
    public async Task Clock_set_back_within_the_hours_and_the_process_begun_anew()
    {
        await using var town = await EmergencyTown.OpenAsync();
        var opening = await town.OpenedAsync();
        var rest = opening.Until - opening.AgreedAt;
        town.Clock.Advance(rest - TimeSpan.FromMinutes(5));
        await town.TurnAsync();
        Assert.True(town.Sealed.AccountEnabled);
        // Clocks of two machines differ that much.
        town.Clock.Advance(-EmergencyDecider.ClocksDiffer);
        await town.TurnAsync();
        Assert.True(town.Sealed.AccountEnabled);
        town.Clock.Advance(TimeSpan.FromMinutes(-30));
        using var again = town.Again();
        Assert.Equal((0, 0), Of(await town.TurnAsync(again.Workspace)));
        Assert.False(town.Sealed.AccountEnabled);
        await town.AssertToldAsync();
        // What was seen of one opening is held against no other.
        Assert.Empty(await town.SeenAsync());
    }

    [Fact]
    public async Task Note_of_the_latest_turn_altered()
    {
        await using var town = await EmergencyTown.OpenAsync();
        var opening = await town.OpenedAsync();
        await town.TurnAsync();
        await town.SpoilSeenAsync();
        await town.TurnAsync();
        Assert.True(town.Sealed.AccountEnabled);
        town.Clock.Advance(TimeSpan.FromMinutes(10));
        await town.TurnAsync();
        await town.SpoilSeenAsync();
        town.Clock.MoveTo(opening.Until);
        Assert.Equal((0, 0), Of(await town.TurnAsync()));
        Assert.False(town.Sealed.AccountEnabled);
    }

    private static (int, int) Of(App.Emergency.CloseEmergencies.Turn turn) => (turn.Open, turn.NotClosed);
}
