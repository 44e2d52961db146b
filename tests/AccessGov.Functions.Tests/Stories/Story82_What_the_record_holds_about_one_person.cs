using System.Text;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Somebody asks what is recorded about him, and proves it to others without the rest of the record.</summary>
public sealed class Story82_What_the_record_holds_about_one_person
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_gets_his_facts_with_proofs_and_nobody_elses()
    {
        await using var village = await VillageStory.SettledAsync();
        await using var neighbour = await Witnessing.OfAsync(village);
        (await village.RunAsync("hold 000102 --reason 休職の手続き")).Ended(ExitCodes.Done);
        var folder = Path.Combine(village.Root, "disclosed");
        (await village.RunAsync($"audit disclose 000102 --to {folder}")).Ended(ExitCodes.Done);
        var files = Directory.GetFiles(folder, "*.tlog-proof").Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(files);
        var told = (await village.FactsAsync()).Where(f => f.Subject == "000102").ToArray();
        Assert.Equal(told.Length, files.Length);
        (await village.RunAsync($"audit proof {string.Join(' ', files)} --policy {neighbour.PolicyFile}"))
            .Ended(ExitCodes.Done)
            .Says($"000102 についての 1 件目から {files.Length} 件目まで、抜けはありません");
        // One that was left out shows.
        (await village.RunAsync($"audit proof {string.Join(' ', files.Where((_, i) => i != 1))} --policy {neighbour.PolicyFile}"))
            .Ended(ExitCodes.Done)
            .Says("2 件目がありません");

        // Who acted is somebody else: closed, and no seed is given away with which it could be guessed.
        var text = string.Concat(files.Select(OpenedText));
        Assert.All(village.Staff.Keys.Where(id => id.Value != "000102"), other => Assert.DoesNotMatch($"(?<![0-9]){other}(?![0-9])", text));
        Assert.Contains("\"closed\":{\"actor\":", text, StringComparison.Ordinal);
        var export = Path.Combine(village.Root, "export");
        (await village.RunAsync($"audit export {export}")).Ended(ExitCodes.Done);
        Assert.All(
            await File.ReadAllLinesAsync(Path.Combine(export, "facts.ndjson"), Ct),
            line => Assert.DoesNotContain(line[^66..^2], text, StringComparison.Ordinal)
        );

        // One altered member, or another place, proves nothing.
        var altered = Path.Combine(village.Root, "altered.tlog-proof");
        await AlterAsync(files[^1], altered, json => json.Replace("000102", "000103", StringComparison.Ordinal));
        (await village.RunAsync($"audit proof {altered} --policy {neighbour.PolicyFile}")).Ended(ExitCodes.NotAsItShouldBe);
        var moved = await File.ReadAllTextAsync(files[^1], Ct);
        var index = long.Parse(Path.GetFileName(files[^1])[..12]);
        await File.WriteAllTextAsync(altered, moved.Replace($"index {index}\n", $"index {index - 1}\n", StringComparison.Ordinal), Ct);
        (await village.RunAsync($"audit proof {altered} --policy {neighbour.PolicyFile}")).Ended(ExitCodes.NotAsItShouldBe);
    }

    [Fact]
    public async Task Who_is_not_in_the_record_gets_nothing()
    {
        await using var village = await VillageStory.SettledAsync();
        (await village.RunAsync($"audit disclose 999999 --to {Path.Combine(village.Root, "none")}")).Ended(ExitCodes.NotFound);
        (await village.RunAsync($"audit disclose 000102 --to {village.Root}")).Ended(ExitCodes.Refused);
    }

    private static string OpenedText(string file)
    {
        Assert.True(LogProof.TryParse(File.ReadAllBytes(file), out var proof, out var flaw), $"{flaw}");
        var json = Encoding.UTF8.GetString(Convert.FromBase64String(proof.Extra!));
        Assert.True(FactOpening.TryParse(Encoding.UTF8.GetBytes(json), out var opening, out flaw), $"{flaw}");
        Assert.Equal(proof.Index, opening.Index);
        return json;
    }

    private static async Task AlterAsync(string file, string to, Func<string, string> alter)
    {
        Assert.True(LogProof.TryParse(await File.ReadAllBytesAsync(file, Ct), out var proof, out _));
        var json = alter(Encoding.UTF8.GetString(Convert.FromBase64String(proof.Extra!)));
        await File.WriteAllTextAsync(to, $"{proof with { Extra = Convert.ToBase64String(Encoding.UTF8.GetBytes(json)) }}", Ct);
    }
}
