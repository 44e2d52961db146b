using System.IO.Compression;
using AccessGov.App.Audit;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.Core.Audit;
using AccessGov.Core.Planning;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>The installation in Fixtures was left by a build that wrote the names of classes; see the README there.</summary>
public sealed class Story14_What_an_older_build_left
{
    private static readonly string Left = Sample.InRepository("tests/AccessGov.Functions.Tests/Fixtures/installation-before-codes.zip");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_record_verifies()
    {
        await using var village = await OpenAsync();
        var folder = Path.Combine(village.Root, "audit");
        var verified = Assert.IsType<AuditVerdict.Verified>(AuditFiles.Verify(folder, village.Clock.GetUtcNow(), TimeSpan.FromMinutes(5)));
        Assert.Equal(168, verified.Count);
        Assert.True(verified.Gaps.None);
        (await village.RunAsync($"audit verify --from {folder}")).Ended(ExitCodes.Done).Says("168");
    }

    [Fact]
    public async Task Its_plans_and_their_states_are_read_and_keep_their_ids()
    {
        await using var village = await OpenAsync();
        using var installation = village.Open();
        var states = await PlanList.NewestAsync(installation.Workspace, 20, Ct);
        Assert.Equal(["1d395827b857", "65857e32292f", "3501c4bd4458"], states.Select(s => s.Id.Brief));
        Assert.All(states, s => Assert.Equal(PlanStatus.Applied, s.Status));
        foreach (var state in states)
        {
            var plan = await installation.Workspace.Kept.PlanAsync(state.Kept, Ct);
            // Closing a plan computes its id from its content.
            Assert.Equal((state.Id, state.Actions, state.Findings), (plan.Id, plan.Actions.Count, plan.Findings.Count));
            Assert.Equal(state.Actions, state.Outcomes.Values.Sum());
            var shown = (await village.RunAsync($"show {state.Id.Brief} --all")).Ended(ExitCodes.Done);
            foreach (var action in plan.Actions)
                shown.Says(action.Target.Employee.Value);
        }
    }

    [Fact]
    public async Task Its_changes_of_attributes_become_lists_of_what_differs()
    {
        await using var village = await OpenAsync();
        village.HasOldSentences = true;
        (await village.RunAsync("show 1d395827b857 --all")).Ended(ExitCodes.Done).Says("属性を変更（所属", "適用: 完了（日時は不明）");
        var action = (await village.RunAsync("show 1d395827b857 --json"))["actions"]
            .EnumerateArray()
            .Single(a => a.GetProperty("kind").GetString() == "ChangeAttributes");
        Assert.Equal(
            ["department", "employeeOrgData.costCenter"],
            action.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("name").GetString())
        );
    }

    [Fact]
    public async Task Ids_of_its_actions_are_those_that_its_record_speaks_of()
    {
        await using var village = await OpenAsync();
        using var installation = village.Open();
        var record = await File.ReadAllTextAsync(Path.Combine(village.Root, "audit", "facts.ndjson"), Ct);
        foreach (var state in await PlanList.NewestAsync(installation.Workspace, 20, Ct))
            foreach (var action in (await installation.Workspace.Kept.PlanAsync(state.Kept, Ct)).Actions)
                Assert.Contains($"\"action\":\"{action.Id}\"", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_personnel_facts_are_read_and_a_new_plan_is_made_from_them()
    {
        await using var village = await OpenAsync();
        using var installation = village.Open();
        var facts = await LoadFacts.RunAsync(installation.Workspace, new HashSet<Core.Kernel.SourceId>(), Ct);
        Assert.Equal(["education", "fire", "mayor", "water"], facts.Roster.AsOf.Keys.Select(s => s.Value).Order(StringComparer.Ordinal));
        Assert.NotEmpty(facts.Roster.Workers);
        (await village.RunAsync("plan")).Says("001004");
    }

    private static async Task<VillageStory> OpenAsync()
    {
        var village = await VillageStory.OpenAsync("2026-04-02");
        await ZipFile.ExtractToDirectoryAsync(Left, village.Root, Ct);
        return village;
    }
}
