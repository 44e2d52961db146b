using System.Text.Json;
using AccessGov.App.Applying;
using AccessGov.App.Events;
using AccessGov.App.Personnel.Persons;
using AccessGov.App.Planning;
using AccessGov.App.Storage;
using AccessGov.App.Tests.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Tests;
using CsCheck;

namespace AccessGov.App.Tests.Work;

/// <summary>What is asked of the store for many costs about what it costs for one.</summary>
public sealed class ManyRowsTests
{
    private const string Scope = "many";
    private static readonly Actor Actor = new Actor.Trigger("test");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private sealed record Row(int N);

    [Fact]
    public async Task What_is_found_is_what_single_reads_find_and_little_more_is_read()
    {
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var store = new CountingStore(installation.Workspace.Records);
        var workspace = installation.Workspace with { Records = store };
        // Neighbours that begin alike, and such that sort just behind them.
        var there = Enumerable.Range(0, 600).SelectMany(n => n % 3 == 0 ? [$"r:{n:D3}", $"r:{n:D3}-x"] : new[] { $"r:{n:D3}" }).ToArray();
        foreach (var part in there.Chunk(100))
            await store.CommitAsync(
                new PartitionKey(workspace.Tenant, Scope),
                [.. part.Select(r => new RecordWrite.Insert(r, JsonSerializer.SerializeToUtf8Bytes(new Row(r.Length))))],
                Ct
            );
        var here = there.ToHashSet();
        await Gen.Select(Gen.Int[0, 700], Gen.Int[1, 40])
            .Select((first, step) => (First: first, Step: step))
            .SelectMany(g =>
                Gen.Int[0, 60].Select(count => Enumerable.Range(0, count).Select(i => $"r:{g.First + (i * g.Step):D3}").ToArray())
            )
            .SampleAsync(
                async asked =>
                {
                    store.Forget();
                    var found = await ManyRows.ReadAsync<Row>(workspace, Scope, [.. asked, .. asked.Take(3)], Ct);
                    Assert.Equal(asked.Where(here.Contains).Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
                    Assert.InRange(store.Ranged, 0, ManyRows.Between * asked.Length);
                    Assert.InRange(store.Finds.Count, 0, asked.Length);
                    Assert.Equal(asked.Length > ManyRows.Few ? 1 : 0, store.Ranges.Count);
                },
                iter: 200,
                threads: 1
            );
        store.Forget();
        await ManyRows.ReadAsync<Row>(workspace, Scope, Enumerable.Range(100, 400).Select(n => $"r:{n:D3}"), Ct);
        Assert.Equal((0, 1), (store.Finds.Count, store.Ranges.Count));
    }

    [Fact]
    public async Task A_plan_for_many_new_people_asks_the_store_for_their_accounts_once_a_chunk()
    {
        const int people = 60;
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var store = new CountingStore(installation.Workspace.Records);
        var workspace = installation.Workspace with { Records = store };
        var file = await Stage.DropAsync(workspace, Stage.Extract(people));
        await HrFileArrived.RunAsync(workspace, Actor, installation.Profiles, $$"""{"tenant":"suzaka","file":"{{file}}"}""", Ct);
        var plan = (await PlanList.NewestAsync(workspace, 1, Ct))[0].Id;
        store.Forget();
        var chunks = 1;
        while (await ApplyChunk.RunAsync(workspace, Actor, plan, Ct) is ApplyChunk.Result.More)
            chunks++;
        Assert.Equal(people, stage.Tenant.Directory.Users.Count(u => u.AccountEnabled == true));
        Assert.DoesNotContain(store.Finds, r => r.StartsWith("created:", StringComparison.Ordinal));
        Assert.InRange(store.Ranges.Count(r => r.StartsWith("created:", StringComparison.Ordinal)), 1, chunks);
        // Single rows: the ledger, the state, the lease of each chunk, and nothing for each person.
        Assert.InRange(store.Finds.Count, 0, 40 * chunks);
    }

    [Fact]
    public async Task A_page_of_people_costs_two_readings_until_facts_change()
    {
        const int people = 250;
        await using var stage = await Stage.SetAsync();
        using var installation = stage.Open();
        var store = new CountingStore(installation.Workspace.Records);
        var workspace = installation.Workspace with { Records = store };
        await UrgentImportTests.ImportAsync(workspace, Stage.Extract(people));
        var source = new SourceId("fire");
        var first = await PageAsync(0, 100);
        store.Forget();
        var rest = new[] { await PageAsync(100, 100), await PageAsync(200, 100), await PageAsync(300, 100) };
        Assert.Equal([100, 50, 0], rest.Select(p => p.Count));
        Assert.Equal((3, 4, 0), (store.Finds.Count, store.Ranges.Count, store.Ranged));
        var all = first.Concat(rest.SelectMany(p => p)).Select(p => p.Id).ToList();
        Assert.Equal((people, people), (all.Count, all.Distinct().Count()));
        Assert.Equal(all.Order(), all);

        var worker = ((PersonStatement.Employed)rest[0].Single(p => p.Id == all[120]).Facts).Worker;
        var said = new PersonStatement.Employed(source, workspace.Today, worker with { DisplayName = "消防 花子" });
        await App.Personnel.TakeStatements.RunAsync(workspace, Actor, [new("event-1", workspace.Now, said)], Ct);
        Assert.Equal(workspace.Today, (await PageAsync(100, 100)).Single(p => p.Id == all[120]).StatedOn);

        async Task<IReadOnlyList<KnownPerson>> PageAsync(int skip, int most)
        {
            var (total, page) = await (await PersonQuery.InAsync(workspace, source, Ct)).ListAsync(skip, most, Ct);
            Assert.Equal(people, total);
            return page;
        }
    }
}
