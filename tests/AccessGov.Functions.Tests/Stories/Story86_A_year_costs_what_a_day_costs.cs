using System.Text.Json;
using AccessGov.App.Events;
using AccessGov.App.Incidents;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Persons;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// Deliveries come for two years. What others have replaced goes after the policy's days, what is in force and the record's facts stay, and
/// nobody finds the store altered.
/// </summary>
public sealed class Story86_A_year_costs_what_a_day_costs
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
                await SweepAsync(village);
            }
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
        village.MoveTo("2026-03-03");
        await village.DeliverAsync();
        village.MoveTo("2027-03-03");
        await village.DeliverAsync();
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
        foreach (var night in new[] { "2029-03-05", "2026-03-06", "2026-03-07" })
        {
            village.MoveTo(night);
            using var installation = village.Open();
            await SweepStore.RunAsync(installation.Workspace, Timer, Ct);
        }
        Assert.Equal(before, Files(village));

        static string[] Files(VillageStory village) =>
            [.. Directory.EnumerateFiles(Path.Combine(village.State, "files", "kept"), "*", SearchOption.AllDirectories).Order()];
    }

    /// <summary>
    /// What an import that was killed left, and what a withdrawal replaced, is named by no fact: it goes too, and the record tells how
    /// much. Whatever is not known to be of HR stays, for it may explain a decision.
    /// </summary>
    [Fact]
    public async Task What_no_row_names_goes_where_it_is_of_HR_and_the_record_tells_of_it()
    {
        await using var village = await VillageStory.SettledAsync(policyText: Policy);
        string[] orphans;
        string other;
        using (var installation = village.Open())
        {
            var kept = installation.Workspace.Kept;
            var facts = (await Statements.SnapshotAsync(installation.Workspace, Mayor, Ct))!;
            orphans =
            [
                await kept.KeepAsync(facts.AsDelivered(facts.AsOf.AddDays(1)), Ct),
                await kept.KeepAsync<PersonStatement>(new PersonStatement.Employed(Mayor, facts.AsOf, facts.Workers[0]), Ct),
            ];
            other = await kept.KeepAsync(new[] { facts.Workers[0].Id }, Ct);
        }
        await SweepAsync(village);
        village.Clock.Advance(TimeSpan.FromDays(KeptDays + 40));
        // Somebody keeps one of them again on that day: it is new.
        using (var installation = village.Open())
        {
            var facts = (await Statements.SnapshotAsync(installation.Workspace, Mayor, Ct))!;
            Assert.Equal(orphans[0], await installation.Workspace.Kept.KeepAsync(facts.AsDelivered(facts.AsOf.AddDays(1)), Ct));
        }
        await SweepAsync(village);
        using (var installation = village.Open())
        {
            var kept = installation.Workspace.Kept;
            Assert.True(await kept.IsWholeAsync(orphans[0], Ct));
            Assert.False(await kept.IsWholeAsync(orphans[1], Ct));
            Assert.True(await kept.IsWholeAsync(other, Ct));
            Assert.NotEmpty((await Statements.SnapshotAsync(installation.Workspace, Mayor, Ct))!.Workers);
        }
        var told = Assert.Single(await village.FactsAsync("sweeps"), f => f.Kind == FactKind.KeptSwept);
        Assert.Equal(Timer, told.Actor);
        Assert.Contains("\"days\":100", told.Body.Text, StringComparison.Ordinal);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    /// <summary>A user name that nobody bears any more, and that somebody unknown was deleted, say nothing; the others stay.</summary>
    [Fact]
    public async Task Rows_of_SCIM_that_say_nothing_any_more_go()
    {
        await using var village = await VillageStory.SettledAsync(policyText: Policy);
        using (var installation = village.Open())
        {
            var facts = (await Statements.SnapshotAsync(installation.Workspace, Mayor, Ct))!;
            var known = facts.Workers[0].Id;
            var said = new PersonStatement.Employed(Mayor, facts.AsOf, facts.Workers[0]);
            var profile = new PersonProfile("taro", JsonDocument.Parse("{}").RootElement, true, said, "x", default, default);
            await installation.Workspace.Records.CommitAsync(
                new PartitionKey(installation.Workspace.Tenant, Scopes.Personnel),
                [
                    Upsert(ProfileRows.Profile(Mayor, known), profile),
                    Upsert(ProfileRows.UserName(Mayor, "taro"), new ProfileRows.Bearer(known)),
                    Upsert(ProfileRows.UserName(Mayor, "former"), new ProfileRows.Bearer(known)),
                    Upsert(ProfileRows.GoneOf(Mayor, known), new ProfileRows.Gone("x")),
                    Upsert(ProfileRows.GoneOf(Mayor, new EmployeeId("999999")), new ProfileRows.Gone("x")),
                ],
                Ct
            );
        }
        using (var installation = village.Open())
        {
            Assert.Equal(2, await SweepProfiles.RunAsync(installation.Workspace, Mayor, Ct));
            var rows = (await RowsAsync(installation.Workspace, Scopes.Personnel)).ConvertAll(r => r.Row);
            Assert.Single(rows, r => r == ProfileRows.UserName(Mayor, "taro"));
            Assert.Single(rows, r => r.StartsWith(ProfileRows.UserNamePrefix(Mayor), StringComparison.Ordinal));
            Assert.Single(rows, r => r.StartsWith(ProfileRows.GonePrefix(Mayor), StringComparison.Ordinal));
            Assert.Equal(0, await SweepProfiles.RunAsync(installation.Workspace, new SourceId("water"), Ct));
        }

        static RecordWrite Upsert<T>(string row, T value) =>
            new RecordWrite.Upsert(row, JsonSerializer.SerializeToUtf8Bytes(value, CoreJson.Options));
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
        // The night after a clock jumped removes nothing, and the next one does.
        for (var night = 0; night < 2; night++)
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
