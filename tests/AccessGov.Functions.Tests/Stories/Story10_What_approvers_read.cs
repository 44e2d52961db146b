using System.Text.RegularExpressions;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// The text of a plan, approved by people: a change of it shows in a review. Set ACCESSGOV_APPROVE=1 to take over what is written now.
/// </summary>
public sealed partial class Story10_What_approvers_read
{
    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task A_plan_reads_as_it_was_approved(string language)
    {
        await using var village = await VillageStory.SettledAsync(before: v => v.Keyless.Add(new EmployeeId("000103")));
        village.Columns = 110;
        village.MoveTo("2026-02-10");
        village.Move("000102", VillageStory.Residents, "2026-02-10");
        village.Leave("000106", "2026-02-09");
        village.Put(VillageStory.Regular("000107", "mayor", VillageStory.TaxOffice, "2026-02-10"));
        village.Keyless.Remove(new EmployeeId("000103"));
        village.Keyless.Add(new EmployeeId("000104"));
        village.Change(
            "000105",
            w =>
                w with
                {
                    Leaves = [new Leave(LeaveKind.Childcare, new DateSpan(VillageStory.Day("2026-02-10"), VillageStory.Day("2027-02-09")))],
                }
        );
        village.Announced.Add("000105,育児休業,2026-02-10,");
        village.Tenant.Directory.AddMember(village.GroupOf("koseki"), village.Account(new EmployeeId("000301")).Id);
        await village.DeliverAsync();
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        var text = PlanIds().Replace((await village.RunAsync($"show last --all --lang {language}")).Ended(ExitCodes.Done).Out, "<plan>");
        text = string.Concat(text.Split('\n').Select(l => l.TrimEnd() + "\n")).TrimEnd() + "\n";

        var file = Sample.InRepository($"tests/AccessGov.Functions.Tests/Stories/A_plan_reads_as_it_was_approved.{language}.plan.txt");
        if (Environment.GetEnvironmentVariable("ACCESSGOV_APPROVE") == "1")
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        Assert.Equal((await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public async Task Reasons_of_a_plan_that_waits_stand_below_each_other()
    {
        await using var village = await VillageStory.SettledAsync();
        village.Account(new EmployeeId("000105")).AccountEnabled = false;
        (await village.RunAsync("restored")).Ended(ExitCodes.Done);
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        Assert.Equal(2, (await village.RunAsync("show last --json"))["reasons"].GetArrayLength());
        var list = (await village.RunAsync("plans --waiting")).Ended(ExitCodes.Done).SaysNot("U+000A");
        Assert.Contains(list.Out.Split('\n'), line => line.TrimStart().StartsWith("バックアップ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task No_line_is_wider_than_the_terminal(string language)
    {
        await using var village = await VillageStory.SettledAsync();
        village.Account(new EmployeeId("000105")).AccountEnabled = false;
        (await village.RunAsync("restored")).Ended(ExitCodes.Done);
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        village.Columns = 80;
        var answer = (await village.RunAsync($"show last --all --lang {language}")).Ended(ExitCodes.Done);
        Assert.All(answer.Out.Split('\n'), line => Assert.InRange(TextWidth.Of(line.TrimEnd('\r')), 0, 80));
    }

    /// <summary>Ids depend on the object ids that the tenant draws.</summary>
    [GeneratedRegex("\\b[0-9a-f]{12}\\b")]
    private static partial Regex PlanIds();
}
