using System.Security.Cryptography;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Tests.Stories;
using AccessGov.Tests;
using Microsoft.Data.Sqlite;

namespace AccessGov.Functions.Tests.Checks;

/// <summary><c>doctor</c> changes nothing, whatever it finds.</summary>
public sealed class DoctorLooksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fresh_folder_stays_as_it_is_and_the_missing_store_is_told()
    {
        await using var village = await VillageStory.OpenAsync();
        village.BeginNew();
        var before = Files(village);
        var answer = await village.RunAsync("doctor");
        answer.Ended(ExitCodes.NotAsItShouldBe).Says($"✗ 保存先 {village.State} にまだ何もありません", "✓ ポリシー設定と取込設定を読み取りました");
        answer.Says("個のグループはすべて管理できます", "番号の重複なし");
        Assert.Equal(before, Files(village));
        Assert.False(Directory.Exists(village.State));
    }

    [Fact]
    public async Task An_installation_stays_as_it_is()
    {
        await using var village = await VillageStory.SettledAsync();
        await UnchangedAsync(village, "✓ ポリシー設定のファイルは有効なポリシー設定と同じです", "✓ 運用中です", "✓ 失敗して止まった処理はありません");
    }

    [Fact]
    public async Task A_stricter_policy_is_told_and_put_into_force_by_the_next_command()
    {
        await using var village = await VillageStory.SettledAsync();
        await EditPolicyAsync(village, "approval-from-actions: 100", "approval-from-actions: 99");
        await UnchangedAsync(village, "✓ ポリシー設定のファイルは有効なポリシー設定より厳しいだけです（1 か所）");
        var facts = (await village.FactsAsync("decisions")).Count;
        (await village.RunAsync("plans")).Ended(ExitCodes.Done);
        Assert.Equal(facts + 1, (await village.FactsAsync("decisions")).Count);
    }

    [Fact]
    public async Task A_looser_policy_waits_and_is_wrong()
    {
        await using var village = await VillageStory.SettledAsync();
        await EditPolicyAsync(village, "approval-from-actions: 100", "approval-from-actions: 101");
        await UnchangedAsync(village, "✗ ポリシー設定のファイルは有効なポリシー設定と 1 か所違い、うち 1 か所が緩める変更");
    }

    [Fact]
    public async Task An_installation_of_an_earlier_version_is_not_taken_over()
    {
        await using var village = await VillageStory.SettledAsync();
        await ExecuteAsync(village, "DELETE FROM record WHERE partition LIKE '%|decisions'");
        await UnchangedAsync(village, "– 以前の版の導入です");
        Assert.Empty(await village.FactsAsync("decisions"));
    }

    [Fact]
    public async Task A_store_opened_to_be_looked_at_takes_no_write()
    {
        await using var village = await VillageStory.SettledAsync();
        using var file = App.Storage.Sqlite.SqliteFile.Look(Path.Combine(village.State, "accessgov.db"))!;
        var records = new App.Storage.Sqlite.SqliteRecordStore(file);
        var at = new App.Storage.PartitionKey(village.Policy.Tenant, "hr");
        var refused = await Assert.ThrowsAsync<App.Failures.OutsideFailureException>(() =>
            records.CommitAsync(at, [new App.Storage.RecordWrite.Upsert("row", "{}"u8.ToArray())], Ct)
        );
        Assert.Equal("store-forbidden", refused.Kind.Code);
    }

    /// <summary>Looks, says so, and leaves every file and every fact as it was.</summary>
    private static async Task UnchangedAsync(VillageStory village, params string[] says)
    {
        var (before, facts) = (Files(village), (await village.FactsAsync()).Count);
        (await village.RunAsync("doctor")).Says(says);
        Assert.Equal(before, Files(village));
        Assert.Equal(facts, (await village.FactsAsync()).Count);
    }

    private static async Task ExecuteAsync(VillageStory village, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(village.State, "accessgov.db")};Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(await command.ExecuteNonQueryAsync(Ct) > 0);
    }

    private static async Task EditPolicyAsync(VillageStory village, string old, string replacement)
    {
        var text = await File.ReadAllTextAsync(village.PolicyFile, Ct);
        await File.WriteAllTextAsync(village.PolicyFile, text.Replace(old, replacement, StringComparison.Ordinal), Ct);
    }

    /// <summary>Every file with its hash, every folder; SQLite's log aside, which readers share.</summary>
    private static string[] Files(VillageStory village) =>
        [
            .. Directory
                .EnumerateFileSystemEntries(village.Root, "*", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(f => $"{f} {(File.Exists(f) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))) : "")}"),
        ];
}
