using AccessGov.App.Audit;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// Somebody who has store, settings and disk seals everything anew. The neighbour and the auditor's policy do not follow.
/// </summary>
public sealed class Story81_Hashed_anew_with_a_fresh_key
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_says_verified_before_a_witness_vouched_and_a_policy_came_from_outside()
    {
        await using var village = await VillageStory.SettledAsync();
        await using var neighbour = await Witnessing.OfAsync(village);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done).Says("庁外の者はだれも保証していません");
        var verified = (await village.RunAsync($"audit verify --policy {neighbour.PolicyFile}")).Ended(ExitCodes.Done);
        verified.Says("検証済み");
        verified.Says("witness.ueda.example.jp: 最近保証している");

        // Eight days later the same files show an old state as the newest.
        var folder = Path.Combine(village.Root, "export");
        (await village.RunAsync($"audit export {folder}")).Ended(ExitCodes.Done);
        var from = $"audit verify --from {folder} --policy {neighbour.PolicyFile}";
        Assert.True((await village.RunAsync(from + " --json")).Ended(ExitCodes.Done)["verified"].GetBoolean());
        await ScriptAgreesAsync(village, folder, $"verify --policy {neighbour.PolicyFile}", 0, "検証済み");
        village.MoveTo("2026-02-12");
        (await village.RunAsync(from)).Ended(ExitCodes.NotAsItShouldBe).Says("最近保証していません");
        await ScriptAgreesAsync(village, folder, $"verify --policy {neighbour.PolicyFile}", 6, "最近保証していません");
        // One altered digit of a seed, a root, or a cosignature.
        foreach (var (file, part) in new[] { ("facts.ndjson", "\"seed\":\""), ("log-checkpoint.txt", "witness.ueda.example.jp/w1 ") })
        {
            var path = Path.Combine(folder, file);
            var real = await File.ReadAllTextAsync(path, Ct);
            var at = real.LastIndexOf(part, StringComparison.Ordinal) + part.Length + 20;
            await File.WriteAllTextAsync(path, real[..at] + (real[at] == 'b' ? 'c' : 'b') + real[(at + 1)..], Ct);
            (await village.RunAsync(from)).Ended(ExitCodes.NotAsItShouldBe);
            await ScriptAgreesAsync(village, folder, $"verify --policy {neighbour.PolicyFile}", 6, "");
            await File.WriteAllTextAsync(path, real, Ct);
        }
    }

    [Fact]
    public async Task A_record_sealed_anew_is_refused_by_the_neighbour_and_by_the_auditors_policy()
    {
        await using var village = await VillageStory.SettledAsync();
        await using var neighbour = await Witnessing.OfAsync(village);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        var note = Path.Combine(village.Root, "kept-note");
        (await village.RunAsync($"audit checkpoint --out {note}")).Ended(ExitCodes.Done);

        await ForgeAsync(village);
        // With the log's own key: the witness shows what that key signed before.
        (await village.RunAsync("audit checkpoint"))
            .Ended(ExitCodes.NotAsItShouldBe)
            .Says("書き換えられています");

        await ForgeAsync(village);
        File.Delete(Path.Combine(village.Root, "log-key.pem"));
        // With a fresh key the store agrees with itself, and the witness refuses.
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        (await village.RunAsync("incidents")).Ended(ExitCodes.NotAsItShouldBe).Says("403");
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done).Says("庁外の者はだれも保証していません");
        (await village.RunAsync($"audit verify --policy {neighbour.PolicyFile}"))
            .Ended(ExitCodes.NotAsItShouldBe)
            .Says("証人方針に合いません");
        // Without the policy, but with one note that somebody kept.
        (await village.RunAsync($"audit verify --note {note}")).Ended(ExitCodes.NotAsItShouldBe);
        var forged = Path.Combine(village.Root, "forged");
        await village.RunAsync($"audit export {forged}");
        await ScriptAgreesAsync(village, forged, "verify", 0, "庁外の者はだれも保証していません");
        await ScriptAgreesAsync(village, forged, $"verify --note {note}", 6, "");
        await ScriptAgreesAsync(village, forged, $"verify --policy {neighbour.PolicyFile}", 6, "");
    }

    [Fact]
    public async Task A_witness_without_internet_is_asked_by_files()
    {
        await using var village = await VillageStory.SettledAsync();
        await using var neighbour = await Witnessing.OfAsync(village, byFile: true);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        (await neighbour.AnswerAsync()).Ended(ExitCodes.Done);
        // A mail program was at it: line ends of Windows, and a dash of Japanese encodings.
        var reply = Path.Combine(neighbour.Exchange, "reply");
        await File.WriteAllTextAsync(
            reply,
            (await File.ReadAllTextAsync(reply, Ct))
                .Replace("\u2014 ", "\u2015 ", StringComparison.Ordinal)
                .Replace("\n", "\r\n", StringComparison.Ordinal),
            Ct
        );
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        (await village.RunAsync($"audit verify --policy {neighbour.PolicyFile}")).Ended(ExitCodes.Done).Says("検証済み");

        // What was told since the request was carried is not vouched for, and that is said.
        (await village.RunAsync("hold 000102 --reason 休職の手続き")).Ended(ExitCodes.Done);
        var later = (await village.RunAsync($"audit verify --policy {neighbour.PolicyFile}")).Ended(ExitCodes.Done);
        later.Says("検証済み");
        later.Says("確かめていないもの");
    }

    /// <summary>A copy of yesterday goes on in parallel: each is whole by itself, both are signed by the true key.</summary>
    [Fact]
    public async Task Of_two_histories_the_neighbour_cosigns_one()
    {
        await using var village = await VillageStory.SettledAsync();
        await using var neighbour = await Witnessing.OfAsync(village);
        await using var other = await village.CopyAsync();
        Witnessing.Name(other, neighbour.PolicyFile);
        (await village.RunAsync("hold 000102 --reason 休職の手続き")).Ended(ExitCodes.Done);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        var shown = Path.Combine(village.Root, "shown-to-the-auditor");
        (await village.RunAsync($"audit checkpoint --out {shown}")).Ended(ExitCodes.Done);

        (await other.RunAsync("hold 000103 --reason 別の話")).Ended(ExitCodes.Done);
        (await other.RunAsync("hold 000104 --reason 別の話")).Ended(ExitCodes.Done);
        (await other.RunAsync("audit checkpoint")).Ended(ExitCodes.NotAsItShouldBe).Says("書き換えられています");
        // Even where nobody asks the witness, whoever was shown the other one sees it.
        File.WriteAllText(Path.Combine(other.Root, "accessgov.json"), Without(other));
        (await other.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        (await other.RunAsync("audit verify")).Ended(ExitCodes.Done);
        (await other.RunAsync($"audit verify --note {shown}")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.Single(Directory.EnumerateFiles(neighbour.Folder, "latest", SearchOption.AllDirectories));
    }

    /// <summary>Seals everything anew, as who owns store and disk could.</summary>
    private static async Task ForgeAsync(VillageStory village)
    {
        foreach (var row in await Forger.RowsAsync(village, "chain"))
            await Forger.EditAsync(village, "chain", row, _ => null);
        File.Delete(Path.Combine(village.Root, "log-memory"));
        using var installation = village.Open();
        await SealAudit.EverythingAsync(installation.Workspace, Ct);
    }

    /// <summary>The script that goes with the export says the same, by Python alone.</summary>
    private static async Task ScriptAgreesAsync(VillageStory village, string folder, string question, int code, string says)
    {
        var now = village.Clock.GetUtcNow().UtcDateTime.ToString("s", System.Globalization.CultureInfo.InvariantCulture);
        var (ended, said, error) = await RecordScript.RunAsync(folder, $"{question} --now {now}");
        Assert.True(ended == code, said + error);
        Assert.Contains(says, said, StringComparison.Ordinal);
    }

    private static string Without(VillageStory village)
    {
        var settings = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(village.Root, "accessgov.json")))!.AsObject();
        settings.Remove("log");
        return settings.ToJsonString();
    }
}
