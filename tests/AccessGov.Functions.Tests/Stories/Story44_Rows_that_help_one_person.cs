using System.Text.Json.Nodes;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Rows whose edit would let one person do what two do, or show approvers something else than the brake said.</summary>
public sealed class Story44_Rows_that_help_one_person
{
    [Fact]
    public async Task A_list_of_moves_put_into_a_colleague_s_hand_is_found()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        village.Leave("000105", "2026-02-03");
        var list = await village.ListAsync("mine.csv", "職員番号,発令区分,発令年月日,新所属コード", village.Announced);
        (await village.RunAsync($"hr announce {list}")).Ended(ExitCodes.Done);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        var row = (await Forger.RowsAsync(village, "hr")).Single(r => r.StartsWith("announcement:", StringComparison.Ordinal));
        await Forger.EditAsync(village, "hr", row, text => text.Replace("\"000101\"", "\"000202\"", StringComparison.Ordinal));
        await FoundAsync(village, "personnel-differ", row);
    }

    [Fact]
    public async Task Whoever_brings_a_list_second_takes_it_out_of_the_first_one_s_hand_and_that_is_no_difference()
    {
        await using var village = await VillageStory.SettledAsync();
        var list = await village.ListAsync("mine.csv", "職員番号,発令区分,発令年月日,新所属コード", ["000105,退職,2026-03-31,"]);
        foreach (var by in new[] { VillageStory.Author, VillageStory.Author, new EmployeeId("000202"), VillageStory.Author })
        {
            (await village.RunAsync($"hr announce {list}", by)).Ended(ExitCodes.Done);
            (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        }
    }

    [Fact]
    public async Task Other_reasons_than_the_brake_gave_are_found_before_an_approver_reads_them()
    {
        await using var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        village.Move("000102", VillageStory.Residents, "2026-02-03");
        await village.DeliverAsync("mayor");
        await village.RunAsync("plan");
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        var plan = await Forger.PlanScopeAsync(village);
        const string Other = """{ "code": "plan-size", "subject": "", "number": 1, "limit": 0 }""";
        await Forger.EditStateAsync(village, state => state["verdict"]!["reasons"]![0] = JsonNode.Parse(Other));
        await FoundAsync(village, "plan-verdict-differs", "needs-approval", plan);
    }

    private static async Task FoundAsync(VillageStory village, string code, string subject, string partition = "hr")
    {
        var answer = (await village.RunAsync("audit verify --json")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.Equal(
            [(code, partition, subject)],
            answer["differences"]
                .EnumerateArray()
                .Select(d =>
                    (d.GetProperty("code").GetString(), d.GetProperty("partition").GetString(), d.GetProperty("subject").GetString())
                )
        );
    }
}
