using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>委託: a contractor's right begins and ends with the contract, and nothing is taken on what nobody knows.</summary>
public sealed class Story58_A_contract
{
    private const string Desk = "vendor-desk";
    private static readonly EmployeeId Vendor = new("000108"),
        Second = new("000202");

    [Fact]
    public async Task A_right_ends_with_the_contract_and_goes_on_where_it_is_extended()
    {
        await using var village = await OpenAsync();
        // No list, nothing known: nothing is given.
        Assert.DoesNotContain(Desk, village.RightsOf(Vendor));
        (await village.RunAsync($"explain {Vendor} {Desk}")).Ended(ExitCodes.Done);
        await ContractsAsync(village, "2026-02-10");
        await village.SettleAsync();
        Assert.Contains(Desk, village.RightsOf(Vendor));

        // A broken list changes nothing: whoever is not understood has no contract by it.
        var broken = await village.ListAsync("broken.csv", Header, [$"須坂システム,{Vendor},委-12,2026-02-01,"]);
        (await village.RunAsync($"hr contracts {broken}")).Ended(ExitCodes.Refused).Says("契約終了日");
        await OnAsync(village, "2026-02-10");
        Assert.Contains(Desk, village.RightsOf(Vendor));

        await ContractsAsync(village, "2026-03-10");
        await OnAsync(village, "2026-02-11");
        Assert.Contains(Desk, village.RightsOf(Vendor));
        await village.RunAgainChangesNothingAsync();
        await OnAsync(village, "2026-03-11");
        Assert.DoesNotContain(Desk, village.RightsOf(Vendor));
        await village.RunAgainChangesNothingAsync();
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task Whoever_is_not_on_the_list_has_no_contract_and_staff_need_none()
    {
        await using var village = await OpenAsync();
        await ContractsAsync(village, "2026-12-31");
        await village.SettleAsync();
        Assert.Contains(Desk, village.RightsOf(Vendor));
        var other = await village.ListAsync("contracts.csv", Header, ["須坂システム,000109,委-12,2026-02-01,2026-12-31"]);
        (await village.RunAsync($"hr contracts {other}")).Ended(ExitCodes.Done);
        var staff = village.RightsOf(VillageStory.Author);
        await village.SettleAsync();
        Assert.DoesNotContain(Desk, village.RightsOf(Vendor));
        Assert.Equal(staff, village.RightsOf(VillageStory.Author));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Who_brought_the_list_does_not_approve_what_it_gives()
    {
        await using var village = await OpenAsync();
        await ContractsAsync(village, "2026-12-31");
        (await village.RunAsync("plan", Second)).Says("手作業");
        (await village.RunAsync("approve last", VillageStory.Author)).Ended(ExitCodes.Refused);
        Assert.DoesNotContain(Desk, village.RightsOf(Vendor));
    }

    private const string Header = "事業者名,職員番号,契約番号,契約開始日,契約終了日";

    private static Task<VillageStory> OpenAsync() =>
        VillageStory.SettledAsync(before: v =>
            v.Put(VillageStory.Hired(Vendor.Value, "mayor", VillageStory.GeneralAffairs, EmploymentKind.Contractor, "2025-04-01", null))
        );

    private static async Task ContractsAsync(VillageStory village, string until)
    {
        var list = await village.ListAsync("contracts.csv", Header, [$"須坂システム,{Vendor},委-12,2026-02-01,{until}"]);
        (await village.RunAsync($"hr contracts {list}")).Ended(ExitCodes.Done);
    }

    private static async Task OnAsync(VillageStory village, string day)
    {
        village.MoveTo(day);
        await village.DeliverAsync();
        await village.SettleAsync();
    }
}
