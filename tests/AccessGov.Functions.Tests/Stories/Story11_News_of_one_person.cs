using AccessGov.App.Applying;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Personnel.Deciding;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>What a source says of one person between two extracts.</summary>
public sealed class Story11_News_of_one_person
{
    private static readonly EmployeeId Mover = new("000102"),
        Leaver = new("000106"),
        Joiner = new("000190");
    private static readonly Actor Sender = new Actor.Application("jinji");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_leaver_who_must_leave_at_once_is_told_between_two_extracts()
    {
        await using var village = await VillageStory.SettledAsync();
        var file = Path.Combine(village.Root, "leaver.json");
        await File.WriteAllTextAsync(
            file,
            """
            { "employeeId": "000106", "name": "須坂　000106",
              "employments": [ { "kind": "regular", "from": "2020-04-01", "endsAtOnce": true } ], "postings": [], "leaves": [] }
            """,
            Ct
        );
        (await village.RunAsync($"hr tell {file} --source mayor")).Ended(ExitCodes.Done).Says("000106");
        (await village.RunAsync($"hr tell {file} --source mayor")).Ended(ExitCodes.Done);
        (await village.RunAsync("plan --worker 000106")).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        Assert.False(village.Account(Leaver).AccountEnabled);
        // The extract of the same day was written before the news, and does not take it back.
        await village.DeliverAsync("mayor");
        Assert.False(village.Account(Leaver).AccountEnabled);
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task The_same_file_told_again_takes_back_what_another_said_in_between()
    {
        await using var village = await VillageStory.SettledAsync();
        async Task<string> TellAsync(string org)
        {
            var file = Path.Combine(village.Root, $"{org}.json");
            await File.WriteAllTextAsync(
                file,
                $$"""
                { "employeeId": "000102", "name": "須坂　000102", "employments": [ { "kind": "regular", "from": "2020-04-01" } ],
                  "postings": [ { "kind": "primary", "org": "{{org}}", "post": "主任", "from": "2020-04-01" } ], "leaves": [] }
                """,
                Ct
            );
            (await village.RunAsync($"hr tell {file} --source mayor")).Ended(ExitCodes.Done);
            using var installation = village.Open();
            return (await LoadFacts.RunAsync(installation.Workspace, new HashSet<SourceId>(), Ct))
                .Roster.Find(Mover)!
                .Postings[0]
                .Org.Value;
        }
        foreach (var org in (string[])[VillageStory.Residents, VillageStory.TaxOffice, VillageStory.Residents])
            Assert.Equal(org, await TellAsync(org));
    }

    [Fact]
    public async Task News_that_is_incomplete_is_refused_with_its_places_and_changes_nothing()
    {
        await using var village = await VillageStory.SettledAsync();
        var file = Path.Combine(village.Root, "news.json");
        await File.WriteAllTextAsync(
            file,
            """{ "employeeId": "000106", "name": "須坂", "employments": [ { "kind": "regular" } ], "postings": [] }""",
            Ct
        );
        (await village.RunAsync($"hr tell {file} --source mayor")).Ended(ExitCodes.Refused).Says("employments[0].from", "leaves");
        await File.WriteAllTextAsync(
            file,
            """
            { "employeeId": "000106", "name": "須坂",
              "employments": [ { "kind": "regular", "from": "2020-04-01" } ], "postings": [], "leaves": [] }
            """,
            Ct
        );
        (await village.RunAsync($"hr tell {file} --source mayor")).Ended(ExitCodes.Refused).Says("在職者に所属がありません");
        (await village.RunAsync($"hr tell {file} --source nobody")).Ended(ExitCodes.NotFound);
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task The_same_event_told_again_late_or_out_of_order_changes_nothing()
    {
        await using var village = await VillageStory.SettledAsync();
        using var installation = village.Open();
        var workspace = installation.Workspace;
        var at = workspace.Now;
        var moved = village.Staff[Mover] with
        {
            Postings = [village.Staff[Mover].Postings[0] with { Org = new OrgCode(VillageStory.Residents) }],
        };
        TakeStatements.Told Event(string id, DateTimeOffset when, Worker worker) =>
            new(id, when, new PersonStatement.Employed(worker.Home, village.Today, worker));
        async Task<StatementResult> TellAsync(TakeStatements.Told told) =>
            Assert.Single(await TakeStatements.RunAsync(workspace, Sender, [told], Ct));

        Assert.IsType<StatementResult.Taken>(await TellAsync(Event("e-2", at, moved)));
        Assert.IsType<StatementResult.Repeated>(await TellAsync(Event("e-2", at, moved)));
        Assert.IsType<StatementResult.OtherContent>(await TellAsync(Event("e-2", at, village.Staff[Mover])));
        Assert.Equal(
            at,
            Assert.IsType<StatementResult.Overtaken>(await TellAsync(Event("e-1", at.AddMinutes(-5), village.Staff[Mover]))).By
        );
        Assert.IsType<StatementResult.Overtaken>(await TellAsync(Event("e-0", at.AddMinutes(-9), village.Staff[Mover])));
        var facts = await LoadFacts.RunAsync(workspace, new HashSet<SourceId>(), Ct);
        Assert.Equal(VillageStory.Residents, facts.Roster.Find(Mover)!.Postings[0].Org.Value);
        Assert.IsType<StatementResult.Refused>(await TellAsync(Event("e-3", at, moved with { Employments = [] })));
        Assert.IsType<StatementResult.Taken>(await TellAsync(Event("e-3", at.AddMinutes(1), moved)));
    }

    [Fact]
    public async Task News_becomes_part_of_the_facts_after_a_week_and_its_rows_go()
    {
        await using var village = await VillageStory.SettledAsync();
        using var installation = village.Open();
        var workspace = installation.Workspace;
        var joiner = VillageStory.Regular(Joiner.Value, "mayor", VillageStory.TaxOffice);
        await TakeStatements.RunAsync(
            workspace,
            Sender,
            [new("j-1", workspace.Now, new PersonStatement.Employed(joiner.Home, village.Today, joiner))],
            Ct
        );
        async Task<int> RowsAsync(string prefix) =>
            await workspace.Records.RangeAsync(new PartitionKey(workspace.Tenant, "hr"), prefix, prefix + "~", Ct).CountAsync(Ct);
        async Task SweepAsync(string day)
        {
            village.MoveTo(day);
            await SweepStatements.RunAsync(workspace, Sender, Ct);
            Assert.NotNull((await LoadFacts.RunAsync(workspace, new HashSet<SourceId>(), Ct)).Roster.Find(Joiner));
        }

        await SweepAsync("2026-02-08");
        Assert.Equal((1, 1), (await RowsAsync("person:"), await RowsAsync("event:")));
        await SweepAsync("2026-02-09");
        Assert.Equal((0, 1), (await RowsAsync("person:"), await RowsAsync("event:")));
        var version = await workspace.Records.FindAsync(new PartitionKey(workspace.Tenant, "hr"), "ledger", Ct);
        await SweepAsync("2026-02-10");
        Assert.Equal(version!.ETag, (await workspace.Records.FindAsync(new PartitionKey(workspace.Tenant, "hr"), "ledger", Ct))!.ETag);
        await SweepAsync("2026-03-09");
        Assert.Equal(0, await RowsAsync("event:"));
    }

    [Fact]
    public async Task A_source_without_extracts_decides_about_those_it_named_and_about_everybody_once_it_is_declared_whole()
    {
        await using var village = await VillageStory.OpenAsync();
        await village.DeliverAsync("mayor", "fire", "education");
        using (var installation = village.Open())
        {
            var water = village.Staff.Values.Where(w => w.Home.Value == "water").ToArray();
            var results = await TakeStatements.RunAsync(
                installation.Workspace,
                Sender,
                [
                    .. water.Select(w => new TakeStatements.Told(
                        $"w-{w.Id}",
                        installation.Workspace.Now,
                        new PersonStatement.Employed(w.Home, village.Today, w)
                    )),
                ],
                Ct
            );
            Assert.All(results, r => Assert.IsType<StatementResult.Taken>(r));
            Assert.Contains(
                new SourceId("water"),
                (await LoadFacts.RunAsync(installation.Workspace, new HashSet<SourceId>(), Ct)).Roster.MissingSources
            );
        }
        (await village.RunAsync("hr whole --source mayor")).Ended(ExitCodes.Refused);
        (await village.RunAsync("hr whole --source water")).Ended(ExitCodes.Done).Says("2 人");
        (await village.RunAsync("hr whole --source water")).Ended(ExitCodes.Refused);
        using (var installation = village.Open())
            Assert.Empty((await LoadFacts.RunAsync(installation.Workspace, new HashSet<SourceId>(), Ct)).Roster.MissingSources);
        await village.SettleAsync();
        Assert.Equal(2, village.Staff.Values.Count(w => w.Home.Value == "water" && village.Account(w.Id).AccountEnabled));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task Whoever_vanished_after_the_plan_is_a_finding_and_not_tried_again()
    {
        await using var village = await VillageStory.SettledAsync();
        // Enough others that one who vanishes is no cut file.
        foreach (var i in Enumerable.Range(300, 30))
            village.Put(VillageStory.Regular($"000{i}", "mayor", VillageStory.Crafts));
        village.Change(Leaver.Value, w => w with { DisplayName = "須坂　改" });
        await village.DeliverAsync("mayor");
        (await village.RunAsync($"plan --worker {Leaver}")).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        village.Staff.Remove(Leaver);
        await village.DeliverAsync("mayor");
        using var installation = village.Open();
        var plan = (await PlanList.NewestAsync(installation.Workspace, 9, Ct)).First(p => p.Only == Leaver);
        await VerifyPlan.FromQueueAsync(installation.Workspace, Sender, plan.Id, Ct);
        Assert.Equal("worker-unknown", Assert.Single(await IncidentLog.ListAsync(installation.Workspace, Ct)).Code);
    }

    [Fact]
    public async Task What_HR_said_after_a_plan_is_no_failure_of_the_plan_and_what_it_left_undone_is()
    {
        await using var village = await VillageStory.SettledAsync();
        using var installation = village.Open();
        var workspace = installation.Workspace;
        Task TellAsync(string id, string org) =>
            TakeStatements.RunAsync(
                workspace,
                Sender,
                [
                    new(
                        id,
                        workspace.Now,
                        new PersonStatement.Employed(
                            new SourceId("mayor"),
                            village.Today,
                            VillageStory.Regular(Joiner.Value, "mayor", org, "2026-02-01")
                        )
                    ),
                ],
                Ct
            );
        async Task<int> FindingsAsync(PlanState plan)
        {
            await VerifyPlan.FromQueueAsync(workspace, Sender, plan.Id, Ct);
            return (await IncidentLog.ListAsync(workspace, Ct)).Count;
        }

        await TellAsync("e-1", VillageStory.Crafts);
        (await village.RunAsync($"plan --worker {Joiner}")).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        var joined = (await PlanList.NewestAsync(workspace, 1, Ct))[0];
        village.Clock.Advance(TimeSpan.FromMinutes(1));
        await TellAsync("e-2", VillageStory.GeneralAffairs);
        Assert.Equal(0, await FindingsAsync(joined));
        village.Account(Joiner).AccountEnabled = false;
        Assert.Equal(1, await FindingsAsync(joined));
    }
}
