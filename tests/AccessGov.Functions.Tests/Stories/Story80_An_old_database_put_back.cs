using AccessGov.App.Audit.Log;
using AccessGov.App.Composition;
using AccessGov.App.Incidents;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// Somebody puts yesterday's database back, or cuts the newest lines. What is remembered outside the store is not put back with it.
/// </summary>
public sealed class Story80_An_old_database_put_back
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_old_database_stops_signing_and_is_named_by_who_remembers_more()
    {
        await using var village = await VillageStory.SettledAsync();
        var before = await SizeAsync(village);
        var old = Copy(village.State, Path.Combine(village.Root, "yesterday"));

        (await village.RunAsync("hold 000102 --reason 休職の手続き")).Ended(ExitCodes.Done);
        var after = await SizeAsync(village);
        Assert.True(after > before);
        var real = Copy(village.State, Path.Combine(village.Root, "today"));
        PutBack(village, old);

        var found = (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.NotAsItShouldBe);
        found.Says($"{after}");
        found.Says("古い状態に戻されたか");
        // The old state by itself is whole: nobody who has only the store can know.
        var verified = (await village.RunAsync("audit verify --json")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.False(verified["consistent"].GetBoolean());
        // What was told of it made the old state grow again: it is another history by now.
        Assert.Equal(SignLog.Rewritten, verified["stopped"].GetProperty("code").GetString());
        Assert.Contains(await IncidentsAsync(village), i => i.Code == SignLog.RolledBack && i.IsOpen);

        // With today's database back all is as it was, and it goes on.
        PutBack(village, real);
        Assert.True(await SizeAsync(village) >= after);
        (await village.RunAsync("hold 000103 --reason 別の手続き")).Ended(ExitCodes.Done);
        Assert.True(await SizeAsync(village) > after);
    }

    /// <summary>Behind a wall somebody puts yesterday's store back, so that what came by an older package comes once more.</summary>
    [Fact]
    public async Task An_old_database_takes_no_package_over()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var (a, b) = (nodes.A, nodes.B);
        (await TwoNodes.ImportAsync(b, await nodes.ExportAsync(a))).Ended(ExitCodes.Done);
        var old = Copy(b.State, Path.Combine(b.Root, "yesterday"));
        var second = await nodes.ExportAsync(a);
        (await TwoNodes.ImportAsync(b, second)).Ended(ExitCodes.Done);
        PutBack(b, old);
        (await TwoNodes.ImportAsync(b, second)).Ended(ExitCodes.Refused).Says("取り込みませんでした", "古い状態に戻されたか");
        (await b.RunAsync("transfer status")).Ended(ExitCodes.Done).Says("1 号まで");
    }

    /// <summary>The true store is lost: people put the backup back, and go on under another name. Who had the old policy sees it.</summary>
    [Fact]
    public async Task A_lost_store_goes_on_under_another_name_and_no_old_policy_accepts_it()
    {
        await using var village = await VillageStory.SettledAsync();
        await using var neighbour = await Witnessing.OfAsync(village);
        await SizeAsync(village);
        var old = Copy(village.State, Path.Combine(village.Root, "backup"));
        (await village.RunAsync("hold 000102 --reason 休職の手続き")).Ended(ExitCodes.Done);
        await SizeAsync(village);
        PutBack(village, old);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.NotAsItShouldBe);

        const string Next = "audit.suzaka.lg.jp/accessgov/2";
        (await village.RunAsync("audit restart audit.suzaka.lg.jp/accessgov/1 --reason ディスク故障")).Ended(ExitCodes.Refused);
        (await village.RunAsync($"audit restart {Next} --reason ディスク故障")).Ended(ExitCodes.Done);
        var signed = (await village.RunAsync("audit checkpoint --json")).Ended(ExitCodes.Done);
        Assert.Equal(Next, signed["origin"].GetString());
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done).Says("庁外の者はだれも保証していません");
        (await village.RunAsync($"audit verify --policy {neighbour.PolicyFile}"))
            .Ended(ExitCodes.NotAsItShouldBe)
            .Says("証人方針にないログです");
        Assert.Contains(await village.FactsAsync("log"), f => f.Kind.Value == "log-restarted" && f.BodyText("was")!.EndsWith("/1"));
    }

    [Fact]
    public async Task Newest_lines_that_were_cut_are_found()
    {
        await using var village = await VillageStory.SettledAsync();
        await SizeAsync(village);
        var rows = await Forger.RowsAsync(village, "chain");
        var (head, tile) = (await ChainAsync(village, "head"), await ChainAsync(village, "tile|0000000000"));
        (await village.RunAsync("hold 000102 --reason 休職の手続き")).Ended(ExitCodes.Done);
        await SizeAsync(village);

        // As its owner could: what is new goes, and head and hashes of before come back. The store agrees with itself.
        foreach (var row in (await Forger.RowsAsync(village, "chain")).Except(rows))
            await Forger.EditAsync(village, "chain", row, _ => null);
        await Forger.EditAsync(village, "chain", "head", _ => head);
        await Forger.EditAsync(village, "chain", "tile|0000000000", _ => tile);

        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.NotAsItShouldBe).Says("末尾が切られています");
    }

    [Fact]
    public async Task A_sealed_fact_that_was_edited_together_with_its_hashes_gives_another_root()
    {
        await using var village = await VillageStory.SettledAsync();
        await SizeAsync(village);
        await Forger.EditAsync(
            village,
            "chain",
            "line|000000000003",
            text => text.Replace("\"actor\":\"", "\"actor\":\"x", StringComparison.Ordinal)
        );
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.Contains(await IncidentsAsync(village), i => i.Code == SignLog.Rewritten);
    }

    private static Task<string> ChainAsync(VillageStory village, string row) => Forger.ReadAsync(village, "chain", row);

    /// <summary>Signs, and says how many entries the log has.</summary>
    private static async Task<long> SizeAsync(VillageStory village) =>
        (await village.RunAsync("audit checkpoint --json")).Ended(ExitCodes.Done)["size"].GetInt64();

    private static async Task<IReadOnlyList<Incident>> IncidentsAsync(VillageStory village)
    {
        using var storage = new StorageChoice.Sqlite(village.State).Open(village.Clock);
        var incidents = new List<Incident>();
        await foreach (var row in storage.Records.RangeAsync(new PartitionKey(village.Policy.Tenant, "findings"), "open|", "open~", Ct))
            incidents.Add(System.Text.Json.JsonSerializer.Deserialize<Incident>(row.Json.Span, CoreJson.Options)!);
        return incidents;
    }

    private static void PutBack(VillageStory village, string copy)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(village.State, recursive: true);
        Copy(copy, village.State);
    }

    private static string Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return to;
    }
}
