using System.Text.Json;
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

/// <content>Which kept files go, and when; rows beside them that say nothing any more.</content>
public sealed partial class Story86_A_year_costs_what_a_day_costs
{
    /// <summary>
    /// Who delivers seldom is not punished for it: what was in force for a year is needed as long as what was in force for a day.
    /// </summary>
    [Fact]
    public async Task Days_count_from_when_something_was_replaced()
    {
        await using var village = await VillageStory.SettledAsync(policyText: Policy);
        string first;
        using (var installation = village.Open())
            first = (await ImportHr.StateAsync(installation.Workspace, Mayor, Ct))!.Kept;
        village.MoveTo("2026-10-05");
        foreach (var day in new[] { "2026-10-05", "2026-10-06", "2026-10-07" })
        {
            village.MoveTo(day);
            village.Put(village.Staff[new EmployeeId("000102")] with { DisplayName = $"須坂　{day[^1]}郎" });
            await village.DeliverAsync();
        }
        await SweepAsync(village);
        village.MoveTo("2026-11-01");
        await SweepAsync(village);
        using (var installation = village.Open())
            Assert.True(await installation.Workspace.Kept.IsWholeAsync(first, Ct));
        village.MoveTo("2027-03-05");
        await SweepAsync(village);
        using (var installation = village.Open())
            Assert.False(await installation.Workspace.Kept.IsWholeAsync(first, Ct));
    }

    /// <summary>That fewer days were enough once is no sign that somebody altered the store.</summary>
    [Fact]
    public async Task More_days_than_before_accuse_nobody()
    {
        await using var village = await VillageStory.SettledAsync(policyText: Policy);
        using (var installation = village.Open())
        {
            var workspace = installation.Workspace;
            Assert.Equal(workspace.KeptSince, await SweepPersonnel.SweptUntilAsync(workspace, Ct));
            await OptimisticCommit.RunAsync(
                async () =>
                {
                    var commit = await PartitionCommit.OpenAsync(workspace, Scopes.Sweeps, Ct);
                    commit.Tell(FactKind.KeptSwept, Timer, "personnel", new FactBody().Add("since", workspace.KeptSince.AddDays(9)));
                    return ((PartitionCommit?)commit, true);
                },
                Ct
            );
            Assert.Equal(workspace.KeptSince.AddDays(9), await SweepPersonnel.SweptUntilAsync(workspace, Ct));
        }
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
}
