using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>An operator asks how things stand, as whom one works, and for people by what people know of each other.</summary>
public sealed class Story88_Who_looks_before_asking
{
    [Fact]
    public async Task Status_tells_what_there_is_and_what_waits()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync("status")).Ended(ExitCodes.Done).Says("運用中です", "mayor", "承認を待つ計画 0 件", "署名");
        (await village.RunAsync("status --lang en")).Ended(ExitCodes.Done).Says("0 plans wait for approval");
        (await village.RunAsync("status --json")).Ended(ExitCodes.Done).Says("\"live\": true", "\"plansWaiting\": 0");
    }

    [Fact]
    public async Task Who_one_is_is_told_with_the_roles()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync("whoami")).Ended(ExitCodes.Done).Says("職員番号");
        (await village.RunAsync("whoami --json")).Ended(ExitCodes.Done).Says("\"roles\"");
    }

    [Fact]
    public async Task People_are_found_by_name_unit_and_right_and_explained_by_name()
    {
        await using var village = await VillageStory.SettledAsync();
        var person = village.Staff[new EmployeeId("000102")];
        (await village.RunAsync($"workers {person.DisplayName.Split('　', ' ')[^1]}")).Ended(ExitCodes.Done).Says("000102");
        (await village.RunAsync("workers 102")).Ended(ExitCodes.Done).Says("000102");
        (await village.RunAsync("workers")).Ended(ExitCodes.Usage);
        (await village.RunAsync("workers --unit nowhere")).Ended(ExitCodes.NotFound).Says("nowhere");
        (await village.RunAsync("workers --right nothing")).Ended(ExitCodes.NotFound).Says("nothing");
        using var installation = village.Open();
        var unit = installation.Workspace.Policy.OrgChart.Units.Single(u => u.Code == person.Postings[0].Org);
        (await village.RunAsync($"workers --unit {unit.Name} --all")).Ended(ExitCodes.Done).Says("000102", unit.Name);
        var right = installation.Workspace.Policy.Entitlements[0];
        (await village.RunAsync($"workers --right {right.Id}")).Ended(ExitCodes.Done);
        (await village.RunAsync($"explain 102 {right.Name}")).Ended(ExitCodes.Done).Says(right.Name);
        (await village.RunAsync("explain だれでもない人")).Ended(ExitCodes.NotFound).Says("だれでもない人");
    }
}
