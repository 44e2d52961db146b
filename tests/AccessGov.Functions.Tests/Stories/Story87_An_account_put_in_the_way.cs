using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// Abuse: whoever may make users in Entra, and may touch no group, makes one with a joiner's 職員番号 between plan and apply. Nothing of the
/// joiner's lands there.
/// </summary>
public sealed class Story87_An_account_put_in_the_way
{
    [Fact]
    public async Task Rights_of_a_joiner_never_land_on_an_account_that_the_plan_did_not_see()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Put(VillageStory.Regular("000109", "mayor", VillageStory.TaxOffice, from: $"{village.Today:yyyy-MM-dd}"));
        await village.DeliverAsync();
        await village.DeliverListsAsync();
        (await village.RunAsync("plan")).Says("000109");
        var plan = await village.RunAsync("show last --json");
        if (plan["verdict"].GetString() == "needs-approval")
            (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        var put = new TenantUser("intruder@suzaka.example.jp") { EmployeeId = "000109", AccountEnabled = true };
        village.Tenant.Directory.Add(put);

        await village.RunAsync("apply last");

        var intruder = Assert.Single(village.Tenant.Directory.FindByEmployeeId("000109"));
        Assert.Equal(put.Id, intruder.Id);
        Assert.Empty(intruder.MemberOf);
        Assert.Contains(
            await village.FactsAsync("plan:"),
            f => f.Subject == "000109" && f.BodyText("outcome") == "stale" && f.BodyText("seen") == "earlier-action-not-applied"
        );
    }
}
