using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.City;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>The main story: records in, reasons, brake, approval, effect, proof.</summary>
public sealed class Story01_A_lawful_first_of_April
{
    [Theory]
    [InlineData(FaultLevel.None)]
    [InlineData(FaultLevel.Typical)]
    public async Task A_lawful_1_April_is_refused_without_its_list_and_made_true_with_it(FaultLevel faults)
    {
        await using var city = await CityStory.OpenAsync(faults: faults);
        await city.SettleOldYearAsync();
        var oldYear = city.TenantText();

        city.MoveTo(4, 1);
        await city.ImportAsync("4-1", "2026-04-01");
        (await city.RunAsync("plan")).Ended(ExitCodes.Refused).Says("判定: 適用不可");
        (await city.RunAsync("approve last", city.Auditor)).Ended(ExitCodes.Refused);
        (await city.RunAsync("apply last")).Ended(ExitCodes.Refused);
        Assert.Equal(oldYear, city.TenantText());

        (await city.RunAsync($"hr announce {city.Delivery("announcement.csv")}", city.Announcer)).Ended(ExitCodes.Done);
        var plan = (await city.RunAsync("plan --json")).Ended(ExitCodes.Done);
        Assert.Equal("needs-approval", plan["verdict"].GetString());
        (await city.RunAsync("apply last")).Ended(ExitCodes.Refused);
        (await city.RunAsync("approve last")).Ended(ExitCodes.Refused);
        Assert.Equal(oldYear, city.TenantText());
        (await city.RunAsync("approve last", city.Auditor)).Ended(ExitCodes.Done);
        (await city.RunAsync("apply last")).Ended(ExitCodes.Done);
        (await city.RunAsync("verify")).Ended(ExitCodes.Done);

        var outcomes = (await city.RunAsync("show last --json"))["outcomes"];
        Assert.Equal(
            plan["actions"].GetArrayLength(),
            outcomes.EnumerateObject().Where(o => o.Name is "applied" or "already-true").Sum(o => o.Value.GetInt32())
        );
        var left = city.City.People().First(p => p.Event == CityEvent.Leaves).After.Id;
        Assert.Equal((false, 0), (city.Account(left).AccountEnabled, city.RightsOf(left).Count));
        Assert.NotNull(city.Account(left).SessionsRevokedAt);
        var joiner = city.City.People().First(p => p.Event == CityEvent.Joins).After.Id;
        Assert.True(city.Account(joiner).AccountEnabled);
        await city.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task An_order_taken_back_gives_back_exactly_what_it_took()
    {
        await using var city = await CityStory.OpenAsync();
        await city.SettleOldYearAsync();
        var mover = city.City.Rescinded.After.Id;
        var before = (
            city.Account(mover).AccountEnabled,
            (string?)city.Account(mover)["department"],
            Rights: string.Join(' ', city.RightsOf(mover))
        );
        city.MoveTo(4, 1);
        await city.ImportAsync("4-1", "2026-04-01");
        (await city.RunAsync($"hr announce {city.Delivery("announcement.csv")}", city.Announcer)).Ended(ExitCodes.Done);
        await city.SettleAsync();
        Assert.NotEqual(before.Rights, string.Join(' ', city.RightsOf(mover)));

        city.MoveTo(4, 2);
        await city.ImportAsync("rescinded", "2026-04-02");
        await city.SettleAsync();
        Assert.Equal(
            before,
            (city.Account(mover).AccountEnabled, (string?)city.Account(mover)["department"], string.Join(' ', city.RightsOf(mover)))
        );
        await city.RunAgainChangesNothingAsync();
    }
}
