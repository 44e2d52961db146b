using System.Diagnostics;
using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.App.Incidents;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// A city updates. Its chain is closed and signed a last time, the log continues it, and whoever kept old files verifies them.
/// </summary>
public sealed class Story83_A_record_from_before_there_was_a_log
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_chain_is_closed_and_the_log_continues_it_with_every_fact_in_its_place()
    {
        await using var village = await OldRecord.SettledAsync();
        var facts = (await LinesAsync(village)).Count;
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        (await village.RunAsync("hold 000102 --reason 休職の手続き")).Ended(ExitCodes.Done);
        var folder = await ExportAsync(village, "export");
        var closed = Path.Combine(folder, "closed-chain");

        // The chain of old ends with the fact that says what goes on in its place, and its last checkpoint covers that.
        var old = await File.ReadAllLinesAsync(Path.Combine(closed, "facts.ndjson"), Ct);
        Assert.True(old.Length > facts);
        Assert.Contains("\"kind\":\"chain-closed\"", old[^1], StringComparison.Ordinal);
        Assert.Contains(
            (await File.ReadAllTextAsync(Path.Combine(folder, "log-key.txt"), Ct))["log ".Length..].Trim(),
            old[^1],
            StringComparison.Ordinal
        );
        await BothEndAsync(village, folder, "", 0);
        Assert.Equal(old.Length, (await village.RunAsync($"audit verify --from {folder} --json"))["oldChain"].GetInt64());

        // Old files verify with the old verifier for ever: the closed chain by itself is one.
        (await village.RunAsync($"audit verify --from {closed}"))
            .Ended(ExitCodes.Done)
            .Says($"{old.Length}");
        var kept = Path.Combine(village.Root, "kept.txt");
        await File.WriteAllLinesAsync(kept, [(await File.ReadAllLinesAsync(Path.Combine(closed, "checkpoints.ndjson"), Ct))[0]], Ct);
        await BothEndAsync(village, folder, $" --kept {kept} --key {Path.Combine(closed, "public-key.pem")}", 0);

        // What comes after is counted on: which fact about its subject it is.
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "facts.ndjson"), Ct);
        var held = (await village.FactsAsync()).Count(f => f.Subject == "000102");
        Assert.Contains(lines.Skip(old.Length), l => l.Contains($"\"nth\":{held},", StringComparison.Ordinal));
        Assert.All(lines.Take(old.Length), l => Assert.DoesNotContain("\"nth\":", l, StringComparison.Ordinal));
        // Nothing is closed twice.
        Assert.Single((await village.FactsAsync("log")), f => f.Kind == FactKind.ChainClosed);
    }

    /// <summary>The commands that both notes give to auditors, run as they stand there: bash, sha256sum, openssl, python3.</summary>
    [Fact]
    public async Task The_commands_in_the_notes_of_an_export_do_what_they_say()
    {
        await using var village = await OldRecord.SettledAsync();
        var folder = await ExportAsync(village, "export");
        var closed = Path.Combine(folder, "closed-chain");
        var size = (await File.ReadAllLinesAsync(Path.Combine(folder, "log-checkpoint.txt"), Ct))[1];
        Assert.StartsWith($"OK {size} entries signed, key ", await NoteAsync(folder), StringComparison.Ordinal);
        Assert.StartsWith("OK ", await NoteAsync(closed), StringComparison.Ordinal);
        var reader = (await File.ReadAllLinesAsync(Path.Combine(closed, "README.txt"), Ct)).First(l => l.Contains("python3 ")).Trim();
        Assert.Equal("python3 ../record.py --folder . verify", reader.Split(" --key")[0]);
        Assert.StartsWith("OK: ", await RunAsync(closed, reader.Split(" --key")[0]), StringComparison.Ordinal);

        var note = Path.Combine(folder, "log-checkpoint.txt");
        await File.WriteAllTextAsync(note, (await File.ReadAllTextAsync(note, Ct)).Replace($"\n{size}\n", $"\n{size}0\n"), Ct);
        Assert.StartsWith("BROKEN log-checkpoint.txt", await NoteAsync(folder), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("closed-chain/facts.ndjson", "\"actor\":\"", "\"actor\":\"x")]
    [InlineData("closed-chain/checkpoints.ndjson", "\"number\":2", "\"number\":3")]
    [InlineData("facts.ndjson", "\"actor\":\"", "\"actor\":\"x")]
    [InlineData("log-genesis.txt", "\n3\n", "\n2\n")]
    public async Task An_altered_byte_of_the_closed_chain_or_of_what_continues_it_is_found(string file, string old, string put)
    {
        await using var village = await OldRecord.SettledAsync();
        var folder = await ExportAsync(village, "export");
        var path = Path.Combine(folder, file);
        var text = await File.ReadAllTextAsync(path, Ct);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, text[..200]);
        await File.WriteAllTextAsync(path, text[..at] + put + text[(at + old.Length)..], Ct);
        await BothEndAsync(village, folder, "", 6);
    }

    [Fact]
    public async Task A_closed_chain_that_was_taken_away_shows_nothing_to_who_kept_a_checkpoint_of_it()
    {
        await using var village = await OldRecord.SettledAsync();
        var folder = await ExportAsync(village, "export");
        var kept = Path.Combine(village.Root, "kept.txt");
        var closed = Path.Combine(folder, "closed-chain");
        File.Copy(Path.Combine(closed, "checkpoints.ndjson"), kept);
        Directory.Delete(closed, recursive: true);
        await BothEndAsync(village, folder, "", 0);
        (await village.RunAsync($"audit verify --from {folder}")).Says("ここにありません");
        await BothEndAsync(village, folder, $" --kept {kept}", 6);
    }

    [Fact]
    public async Task Without_the_chains_key_nothing_is_closed_nothing_is_lost_and_people_are_told()
    {
        await using var village = await OldRecord.SettledAsync();
        var (key, away) = (Path.Combine(village.State, "signing-key.pem"), Path.Combine(village.Root, "away.pem"));
        File.Move(key, away);
        (await village.RunAsync("hold 000102 --reason 休職の手続き")).Ended(ExitCodes.NotAsItShouldBe);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.NotAsItShouldBe).Says("鎖を閉じられず");
        (await village.RunAsync("incidents")).Says("鎖を閉じられず");
        var before = await LinesAsync(village);
        Assert.Contains(before, f => f.Kind.Value == "hold-placed" && f.Subject == "000102");

        File.Move(away, key);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        Assert.True((await LinesAsync(village)).Count > before.Count);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    /// <summary>Wherever it is killed, it goes on: told, sealed, signed, begun.</summary>
    [Theory]
    [InlineData("told")]
    [InlineData("sealed")]
    [InlineData("signed")]
    public async Task A_closing_that_was_cut_short_goes_on_and_nothing_is_sealed_in_between(string until)
    {
        await using var village = await OldRecord.SettledAsync();
        using (var installation = village.Open())
        {
            var (workspace, actor) = (installation.Workspace, new Core.Kernel.Actor.Trigger("test"));
            using var signer = CheckpointSigner.OpenOrCreate(Path.Combine(village.Root, "log-key.pem"));
            await CloseChain.TellAsync(
                workspace,
                SealAudit.OriginOf(workspace),
                signer.NotesOf(SealAudit.OriginOf(workspace)).Key,
                actor,
                Ct
            );
            if (until != "told")
                await SealAudit.PartitionAsync(workspace, "log", Ct);
            if (until == "signed")
                using (var chain = CheckpointSigner.Open(Path.Combine(village.State, "signing-key.pem")))
                    Assert.Null(await OldChain.CheckpointAsync(workspace, chain, Ct));
            if (until != "told")
            {
                await IncidentLog.AddAsync(workspace, actor, new Incident("hr-file-refused", "x", Wording.OfFormer("…")), Ct);
                await SealAudit.EverythingAsync(workspace, Ct);
                Assert.Equal(FactKind.ChainClosed, (await SealAudit.LinesAsync(workspace, Ct).LastAsync(Ct)).Fact!.Kind);
            }
        }
        var folder = await ExportAsync(village, "export");
        await BothEndAsync(village, folder, "", 0);
        Assert.Single((await village.FactsAsync("log")), f => f.Kind == FactKind.ChainClosed);
    }

    private static async Task<string> NoteAsync(string folder) =>
        await RunAsync(folder, (await File.ReadAllTextAsync(Path.Combine(folder, "README.txt"), Ct)).Split(AuditReadMe.Scissors)[1]);

    private static async Task<string> RunAsync(string folder, string commands)
    {
        var bash = new ProcessStartInfo("bash", ["-c", commands]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(bash)!;
        var said = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return said;
    }

    private static async Task<string> ExportAsync(VillageStory village, string name)
    {
        var folder = Path.Combine(village.Root, name);
        (await village.RunAsync($"audit export {folder}")).Ended(ExitCodes.Done);
        return folder;
    }

    private static async Task<IReadOnlyList<Fact>> LinesAsync(VillageStory village)
    {
        using var installation = village.Open();
        return await SealAudit.LinesAsync(installation.Workspace, Ct).Select(l => l.Fact!).ToListAsync(Ct);
    }

    private static async Task BothEndAsync(VillageStory village, string folder, string given, int exitCode)
    {
        var ended = (await village.RunAsync($"audit verify --from {folder}{given}")).Ended(exitCode);
        var (code, said, error) = await RecordScript.RunAsync(folder, $"verify{given}");
        Assert.True(exitCode == code, $"{given}: {ended.Out}{said}{error}");
    }
}
