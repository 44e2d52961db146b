using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// Deliveries come for two years. What others have replaced goes after the policy's days, what is in force and the record's facts stay, and
/// nobody finds the store altered.
/// </summary>
public sealed partial class Story86_A_year_costs_what_a_day_costs
{
    private const int KeptDays = 100;
    private static readonly string Policy = Sample.Text.Replace(
        "  retention-days: 365\n",
        $"  retention-days: 365\n  keep-days: {KeptDays}\n",
        StringComparison.Ordinal
    );
    private static readonly SourceId Mayor = new("mayor");
    private static readonly Actor Timer = new Actor.Trigger("ReconcileNightly");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_replaced_goes_and_what_is_in_force_stays()
    {
        await using var village = await VillageStory.SettledAsync(policyText: Policy);
        var person = new EmployeeId("000102");
        for (var month = 0; month < 14; month++)
            foreach (var day in new[] { 3, 17 })
            {
                village.MoveTo($"{new DateOnly(2026, 3, day).AddMonths(month):yyyy-MM-dd}");
                village.Put(village.Staff[person] with { DisplayName = $"須坂　{month}{day}郎" });
                await village.DeliverAsync();
            }
        await SweepAsync(village);
        using var installation = village.Open();
        var workspace = installation.Workspace;
        var cut = workspace.Today.AddDays(-KeptDays);
        var (gone, left) = (0, 0);
        await foreach (var row in PartitionCommit.FactsAsync(workspace, Scopes.Personnel, "", Ct))
        {
            var fact = FactText.Read(row.Json.Span);
            if (fact.Kind != FactKind.HrAccepted || fact.Subject != "mayor")
                continue;
            var isThere = await workspace.Kept.IsWholeAsync(fact.BodyText("kept")!, Ct);
            Assert.True(isThere || fact.At < workspace.Now.AddDays(-KeptDays), $"{fact.At}");
            _ = isThere ? left++ : gone++;
        }
        // Of about 29 deliveries those of the last months are left, which say what was different and from what.
        Assert.InRange(left, 7, 11);
        Assert.InRange(gone, 17, 23);
        Assert.True(cut > new DateOnly(2026, 12, 1));
        Assert.Equal("須坂　1317郎", (await Statements.SnapshotAsync(workspace, new SourceId("mayor"), Ct))!.Find(person)!.DisplayName);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        // Whatever the brake says after two years without trainings: the facts are at hand.
        (await village.RunAsync("plan --all")).Says("須坂　1317郎");
    }

    [Fact]
    public async Task A_clock_that_was_put_back_removes_nothing_and_one_night_removes_once()
    {
        await using var village = await VillageStory.SettledAsync(policyText: Policy);
        foreach (var day in new[] { "2026-03-03", "2026-04-03", "2026-05-03", "2027-03-03" })
        {
            village.MoveTo(day);
            village.Put(village.Staff[new EmployeeId("000102")] with { DisplayName = $"須坂　{day[6]}郎" });
            await village.DeliverAsync();
        }
        village.MoveTo("2026-12-03");
        using (var installation = village.Open())
            Assert.Equal(0, await SweepPersonnel.RunAsync(installation.Workspace, Timer, Ct));
        village.MoveTo("2027-03-04");
        using (var installation = village.Open())
        {
            Assert.True(await SweepPersonnel.RunAsync(installation.Workspace, Timer, Ct) > 0);
            Assert.Equal(0, await SweepPersonnel.RunAsync(installation.Workspace, Timer, Ct));
        }
    }

    [Fact]
    public async Task A_clock_that_is_ahead_for_a_night_removes_nothing()
    {
        await using var village = await VillageStory.SettledAsync(policyText: Policy);
        await SweepAsync(village);
        village.MoveTo("2026-03-03");
        await village.DeliverAsync();
        await SweepAsync(village);
        var before = Files(village);
        foreach (var night in new[] { "2029-03-05", "2029-03-06", "2029-03-07", "2026-03-26", "2026-03-27" })
        {
            village.MoveTo(night);
            using var installation = village.Open();
            await SweepStore.RunAsync(installation.Workspace, Timer, Ct);
        }
        Assert.Equal(before, Files(village));

        static string[] Files(VillageStory village) =>
            [.. Directory.EnumerateFiles(Path.Combine(village.State, "files", "kept"), "*", SearchOption.AllDirectories).Order()];
    }

    [Fact]
    public async Task Settled_incidents_old_reductions_and_files_that_are_gone_leave_no_rows()
    {
        await using var village = await VillageStory.SettledAsync(policyText: Policy);
        using (var installation = village.Open())
        {
            var workspace = installation.Workspace;
            foreach (var subject in new[] { "settled", "open" })
                await IncidentLog.AddAsync(workspace, Timer, new Incident("worker-unknown", subject, Wording.OfFormer("x")), Ct);
            var settled = (await IncidentLog.ListAsync(workspace, Ct)).Single(i => i.Subject == "settled");
            await IncidentLog.EndAsync(workspace, Timer, settled.Id, Wording.OfFormer("x"), Ct);
            await workspace.Records.CommitAsync(
                new PartitionKey(workspace.Tenant, Scopes.Reductions),
                [new RecordWrite.Upsert("2024-01-01|a|00000000|0", """{"reductions":[]}"""u8.ToArray())],
                Ct
            );
            await workspace.Records.CommitAsync(
                new PartitionKey(workspace.Tenant, PollInbox.Scope),
                [new RecordWrite.Upsert(new string('a', 64), """{"length":1,"changedAt":"2026-01-01T00:00:00Z"}"""u8.ToArray())],
                Ct
            );
        }
        await SweepAsync(village);
        using (var installation = village.Open())
        {
            var workspace = installation.Workspace;
            // The one settled today is told of for the policy's days.
            Assert.Contains(await IncidentLog.ListAsync(workspace, Ct), i => i.Subject == "settled");
            Assert.Empty(await RowsAsync(workspace, Scopes.Reductions));
            Assert.Empty(await RowsAsync(workspace, PollInbox.Scope));
        }
        village.MoveTo("2026-09-01");
        await SweepAsync(village);
        using (var installation = village.Open())
            Assert.Equal(
                ["open"],
                (await IncidentLog.ListAsync(installation.Workspace, Ct)).Select(i => i.Subject).Where(s => s is "open" or "settled")
            );
    }

    /// <summary>Whatever partition is made, the nightly sealing knows of it.</summary>
    [Fact]
    public async Task Every_partition_is_one_that_the_night_looks_at()
    {
        await using var village = await VillageStory.SettledAsync(policyText: Policy);
        await SweepAsync(village);
        using var installation = village.Open();
        var scopes = await installation.Workspace.Records.PartitionsAsync(installation.Workspace.Tenant, "", Ct).ToListAsync(Ct);
        Assert.NotEmpty(scopes);
        Assert.DoesNotContain(
            scopes,
            s =>
                s != Scopes.Chain
                && !Scopes.Lasting.Contains(s)
                && !s.StartsWith(Scopes.PlanPrefix, StringComparison.Ordinal)
                && !s.StartsWith(Scopes.ReviewPrefix, StringComparison.Ordinal)
        );
    }

    private static async Task SweepAsync(VillageStory village)
    {
        // The two weeks after a clock jumped remove nothing.
        for (var night = 0; night < 16; night++)
        {
            using var installation = village.Open();
            await SweepStore.RunAsync(installation.Workspace, Timer, Ct);
            village.Clock.Advance(TimeSpan.FromDays(1));
        }
    }

    private static async Task<List<StoredRecord>> RowsAsync(Workspace workspace, string scope) =>
        await workspace
            .Records.RangeAsync(new PartitionKey(workspace.Tenant, scope), "", null, Ct)
            .Where(r => r.Row != "ledger")
            .ToListAsync(Ct);
}
