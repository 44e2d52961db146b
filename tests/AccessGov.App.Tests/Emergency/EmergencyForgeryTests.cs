using System.Text;
using System.Text.Json;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Comparing;
using AccessGov.App.Emergency;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Emergency;

/// <summary>Killed in the middle; enabled behind the product's back; written into the store.</summary>
public sealed class EmergencyForgeryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_between_intent_and_effect()
    {
        await using var town = await EmergencyTown.OpenAsync();
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        await Assert.ThrowsAsync<FaultyStore.ProcessDied>(() => town.AgreeAsync(EmergencyTown.Bob, town.Dying(1, afterwards: true)));
        Assert.False(town.Sealed.AccountEnabled);
        // Whoever is at it may still be.
        await town.TurnAsync();
        Assert.Equal(["asked", "agreed"], await town.KindsAsync());
        town.Clock.Advance(EmergencyDecider.SettledWithin + TimeSpan.FromSeconds(1));
        await town.TurnAsync();
        Assert.Equal(["asked", "agreed", "failed"], await town.KindsAsync());
        Assert.False(town.Sealed.AccountEnabled);
        await town.AssertToldAsync();
    }

    [Fact]
    public async Task Killed_between_effect_and_outcome()
    {
        await using var town = await EmergencyTown.OpenAsync();
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        await Assert.ThrowsAsync<FaultyStore.ProcessDied>(() => town.AgreeAsync(EmergencyTown.Bob, town.Dying(2, afterwards: false)));
        Assert.True(town.Sealed.AccountEnabled);
        Assert.Empty(await town.AlarmsAsync());
        town.Clock.Advance(EmergencyDecider.SettledWithin + TimeSpan.FromSeconds(1));
        await town.TurnAsync();
        Assert.Equal(["asked", "agreed", "opened"], await town.KindsAsync());
        Assert.Equal(["emergency-open"], await town.AlarmsAsync());
        town.Clock.MoveTo((await town.OpeningAsync()).Until);
        await town.TurnAsync();
        Assert.False(town.Sealed.AccountEnabled);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task Killed_while_it_is_shut(int commit, bool afterwards)
    {
        await using var town = await EmergencyTown.OpenAsync();
        var opening = await town.OpenedAsync();
        await Assert.ThrowsAsync<FaultyStore.ProcessDied>(() => town.EndAsync(EmergencyTown.Second, town.Dying(commit, afterwards)));
        using var again = town.Again();
        await town.TurnAsync(again.Workspace);
        Assert.False(town.Sealed.AccountEnabled);
        Assert.Equal(["asked", "agreed", "opened", "closing", "ended"], await town.KindsAsync());
        Assert.True(again.Workspace.Now < opening.Until);
    }

    [Fact]
    public async Task Closing_is_due_after_an_outage_of_days()
    {
        await using var town = await EmergencyTown.OpenAsync();
        await town.OpenedAsync();
        town.Clock.Advance(TimeSpan.FromDays(3));
        using var again = town.Again();
        await town.TurnAsync(again.Workspace);
        Assert.False(town.Sealed.AccountEnabled);
    }

    [Fact]
    public async Task Enabled_in_Entra_behind_everybodys_back_is_told_not_shut_and_one_person_shuts_it()
    {
        await using var town = await EmergencyTown.OpenAsync();
        Assert.Empty(await town.TroublesAsync());
        town.Sealed.AccountEnabled = true;
        Assert.Equal(["sealed-account-open"], await town.TroublesAsync());
        Assert.Equal(["sealed-account-open"], await town.AlarmsAsync());
        await town.TurnAsync();
        Assert.True(town.Sealed.AccountEnabled);
        Assert.Equal("emergency-needs-operator", await town.EndAsync(EmergencyTown.Auditor));
        Assert.Null(await town.EndAsync(EmergencyTown.Second));
        Assert.False(town.Sealed.AccountEnabled);
        Assert.NotNull(town.Sealed.SessionsRevokedAt);
        Assert.Empty(await town.TroublesAsync());
        Assert.Equal(["closing", "ended"], await town.KindsAsync());
    }

    [Fact]
    public async Task An_opening_slipped_into_the_store_opens_nothing_hides_nothing_and_is_seen()
    {
        await using var town = await EmergencyTown.OpenAsync();
        var now = town.Workspace.Now;
        var wish = new EmergencyWish(EmergencyTown.Name, EmergencyTown.Ann, now, 4, EmergencyTown.Reason);
        var forged = new EmergencyOpening(
            "20260401-00000000",
            EmergencyTown.Name,
            Guid.Parse(town.Sealed.Id),
            wish,
            EmergencyTown.Bob,
            now,
            now.AddHours(4)
        )
        {
            OpenedAt = now,
        };
        await town.PutRowAsync("opening:20260401-00000000", JsonSerializer.SerializeToUtf8Bytes(forged, CoreJson.Options));
        await town.PutRowAsync("wish:000000000000000000000000", JsonSerializer.SerializeToUtf8Bytes(wish, CoreJson.Options));
        Assert.Equal("emergency-not-asked", await town.AgreeAsync(EmergencyTown.Bob));
        town.Sealed.AccountEnabled = true;
        Assert.Equal(["emergency-differs", "emergency-differs", "sealed-account-open"], await town.TroublesAsync());
        Assert.Contains("emergency-differs", await town.AlarmsAsync());
        var found = (await CompareStore.RunAsync(town.Workspace, Ct)).Select(d => $"{d.Code} {d.Partition} {d.Subject}");
        Assert.Equal(
            ["emergency-differs emergency opening:20260401-00000000", "emergency-differs emergency wish:000000000000000000000000"],
            found
        );
        // Nor does it shut an account of the forger's choice.
        town.Clock.Advance(TimeSpan.FromHours(5));
        await town.TurnAsync();
        Assert.True(town.Sealed.AccountEnabled);
    }

    [Theory]
    [InlineData("until later")]
    [InlineData("another account")]
    [InlineData("ended")]
    [InlineData("gone")]
    [InlineData("no JSON")]
    public async Task An_opening_altered_in_the_store_is_seen_and_the_account_is_shut_at_its_hour(string how)
    {
        await using var town = await EmergencyTown.OpenAsync();
        var opening = await town.OpenedAsync();
        var altered = how switch
        {
            "until later" => opening with { Until = opening.Until.AddYears(1) },
            "another account" => opening with { ObjectId = Guid.NewGuid() },
            _ => opening with { EndedAt = opening.OpenedAt, ClosingAt = opening.OpenedAt, ClosingBy = "300001" },
        };
        await town.PutRowAsync(
            $"opening:{opening.Id}",
            how switch
            {
                "gone" => null,
                "no JSON" => Encoding.UTF8.GetBytes("[]"),
                _ => JsonSerializer.SerializeToUtf8Bytes(altered, CoreJson.Options),
            }
        );
        Assert.Contains(await CompareStore.RunAsync(town.Workspace, Ct), d => d.Code == StoreDifference.EmergencyDiffers);
        using var again = town.Again();
        town.Clock.MoveTo(opening.Until);
        await town.TurnAsync(again.Workspace);
        Assert.False(town.Sealed.AccountEnabled);
    }

    [Theory]
    [InlineData("nobody asked")]
    [InlineData("who asked agreed")]
    [InlineData("too late")]
    public async Task Facts_of_an_opening_to_which_no_two_people_agreed_make_none(string how)
    {
        await using var town = await EmergencyTown.OpenAsync();
        if (how != "nobody asked")
            Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        if (how == "too late")
            town.Clock.Advance(EmergencyDecider.AskedFor + TimeSpan.FromSeconds(1));
        var by = how == "who asked agreed" ? EmergencyTown.Ann : EmergencyTown.Bob;
        var commit = await PartitionCommit.OpenAsync(town.Workspace, Scopes.Emergency, Ct);
        var body = new FactBody().Add("opening", "20260401-1").Add("account", town.Sealed.Id).Add("at", town.Workspace.Now);
        commit.Tell(FactKind.EmergencyAgreed, new Actor.Employee(by), EmergencyTown.Name, body);
        Assert.True(await commit.CommitAsync(Ct));
        Assert.Empty((await EmergencyBook.ReadAsync(town.Workspace, Ct)).Openings);
        Assert.Contains("emergency-differs", await town.TroublesAsync());
        town.Sealed.AccountEnabled = true;
        Assert.Contains("sealed-account-open", await town.TroublesAsync());
    }

    [Fact]
    public async Task Somebody_ends_it_while_it_is_being_opened()
    {
        await using var town = await EmergencyTown.OpenAsync();
        Assert.Null(await town.AskAsync(EmergencyTown.Ann));
        var isEnded = false;
        town.Stage.Tenant.Faults.Before(
            "PATCH /users/*",
            _ =>
            {
                if (isEnded)
                    return;
                isEnded = true;
                town.EndAsync(EmergencyTown.Second).GetAwaiter().GetResult();
            }
        );
        Assert.Equal("emergency-ended-meanwhile", await town.AgreeAsync(EmergencyTown.Bob));
        Assert.False(town.Sealed.AccountEnabled);
        // It may have been open for a moment: somebody looks.
        Assert.Equal(["emergency-not-reviewed"], await town.TroublesAsync());
    }
}
