using System.Text;
using AccessGov.App.Audit;
using AccessGov.Core.Audit;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// Of a record from before there was a log: somebody has everything, the signing key too, and writes another one. Who kept one line, or the
/// key, sees it.
/// </summary>
public sealed class Story34_A_record_that_was_written_anew
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_chain_hashed_anew_with_a_fresh_key_is_found_by_who_kept_a_checkpoint_or_the_key()
    {
        await using var village = await OldRecord.SettledAsync();
        var real = await OldAsync(village, "real");
        var kept = Path.Combine(village.Root, "kept.txt");
        await File.WriteAllLinesAsync(kept, [(await File.ReadAllLinesAsync(Path.Combine(real, "checkpoints.ndjson"), Ct))[0]], Ct);
        var key = Path.Combine(real, "public-key.pem");
        foreach (var (given, both) in new[] { ("", 0), ($" --kept {kept}", 0), ($" --key {key}", 0), ($" --kept {kept} --key {key}", 0) })
            await BothEndAsync(village, real, given, both);

        // Nothing of the content differs, and nobody without something kept can know.
        var same = await Forger.HashedAnewAsync(village, real, "same", text => text);
        await BothEndAsync(village, same, "", 0);
        await BothEndAsync(village, same, $" --kept {kept}", 6);
        await BothEndAsync(village, same, $" --key {key}", 6);

        var other = await Forger.HashedAnewAsync(
            village,
            real,
            "other",
            text => text.Replace("\"outcome\":\"applied\"", "\"outcome\":\"already-true\"", StringComparison.Ordinal)
        );
        // The forger who adds the true key to the file of keys gains nothing.
        await File.AppendAllTextAsync(Path.Combine(other, "public-key.pem"), await File.ReadAllTextAsync(key, Ct), Ct);
        await BothEndAsync(village, other, "", 0);
        await BothEndAsync(village, other, $" --kept {kept}", 6);
        await BothEndAsync(village, other, $" --key {key}", 6);
        (await village.RunAsync($"audit verify --from {other} --kept {kept}")).Says("外部で保管されたチェックポイント");
        (await village.RunAsync($"audit verify --from {other} --kept {kept} --lang en")).Says("kept elsewhere");
        var why = (await village.RunAsync($"audit verify --from {other} --kept {kept} --json"))["why"];
        Assert.StartsWith("Audit.", why.GetProperty("code").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_was_cut_together_with_its_checkpoints_is_found_by_who_kept_one()
    {
        await using var village = await OldRecord.SettledAsync();
        var folder = await OldAsync(village, "cut");
        var (facts, checkpoints) = (Path.Combine(folder, "facts.ndjson"), Path.Combine(folder, "checkpoints.ndjson"));
        var signed = await File.ReadAllLinesAsync(checkpoints, Ct);
        var kept = Path.Combine(village.Root, "kept.txt");
        await File.WriteAllTextAsync(kept, signed[^1] + "\n", Ct);
        var size = (int)SignedCheckpoint.Parse(Encoding.UTF8.GetBytes(signed[0])).Checkpoint.Size;
        await File.WriteAllTextAsync(checkpoints, signed[0] + "\n", Ct);
        await File.WriteAllTextAsync(facts, string.Concat((await File.ReadAllLinesAsync(facts, Ct)).Take(size).Select(l => l + "\n")), Ct);
        await BothEndAsync(village, folder, "", 0);
        await BothEndAsync(village, folder, $" --kept {kept}", 6);
    }

    [Fact]
    public async Task An_emptied_record_is_found_by_who_kept_a_checkpoint()
    {
        await using var village = await VillageStory.SettledAsync();
        var note = Path.Combine(village.Root, "note");
        (await village.RunAsync($"audit checkpoint --out {note}")).Ended(ExitCodes.Done);
        foreach (var row in await Forger.RowsAsync(village, "chain"))
            await Forger.EditAsync(village, "chain", row, _ => null);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe);
        File.Delete(Path.Combine(village.Root, "log-memory"));
        (await village.RunAsync($"audit verify --note {note}")).Ended(ExitCodes.NotAsItShouldBe);
    }

    [Theory]
    [InlineData("--key accessgov.json")]
    [InlineData("--kept accessgov.json")]
    public async Task What_is_no_key_or_no_checkpoint_is_refused(string given)
    {
        await using var village = await VillageStory.SettledAsync();
        var file = given.Split(' ')[0] + " " + Path.Combine(village.Root, given.Split(' ')[1]);
        (await village.RunAsync($"audit verify {file}")).Ended(ExitCodes.Refused).Says("渡されたファイル");
    }

    /// <summary>As a version before there was a log exported it.</summary>
    private static async Task<string> OldAsync(VillageStory village, string name)
    {
        var folder = Path.Combine(village.Root, name);
        using var installation = village.Open();
        var chain = await OldChain.ReadAsync(installation.Workspace, installation.SigningKey, Ct);
        await AuditExport.WriteAsync(folder, village.Policy.Tenant, null, AsyncEnumerable.Empty<string>(), chain, null, Ct);
        return folder;
    }

    private static async Task BothEndAsync(VillageStory village, string folder, string given, int exitCode)
    {
        (await village.RunAsync($"audit verify --from {folder}{given}")).Ended(exitCode);
        var (code, said, error) = await RecordScript.RunAsync(folder, $"verify{given}");
        Assert.True(exitCode == code, $"{given}: {said}{error}");
    }
}
