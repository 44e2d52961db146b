using System.Text;
using System.Text.Json.Nodes;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.App.Composition;
using AccessGov.App.Governance;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// The documents' retention is over. Two people erase old facts; the record still proves what is left, and shows that they did.
/// </summary>
public sealed partial class Story84_Facts_whose_retention_is_over
{
    private const string Ground = "文書管理規程第20条による保存期間の満了";
    private static readonly string Policy = Sample.Text.Replace(
        "  retention-days: 365\n",
        "  retention-days: 365\n  record-years: 3\n",
        StringComparison.Ordinal
    );

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_erase_and_the_record_still_verifies_and_says_what_it_no_longer_knows()
    {
        await using var village = await LaterAsync();
        await using var neighbour = await Witnessing.OfAsync(village);
        var note = Path.Combine(village.Root, "kept-note");
        (await village.RunAsync($"audit checkpoint --out {note}")).Ended(ExitCodes.Done);
        var before = await ExportAsync(village, "before");
        var person = before.First(l => l.Contains("\"kind\":\"action-applied\"", StringComparison.Ordinal)).Split("\"subject\":\"")[1][..6];

        var hash = await ProposeAsync(village);
        (await village.RunAsync($"audit erase approve {hash}")).Ended(ExitCodes.Refused);
        Assert.Equal(
            before.Length,
            (await ExportAsync(village, "between")).Count(l => !l.StartsWith("{\"erased\"", StringComparison.Ordinal)) - 2
        );
        var erased = (await village.RunAsync($"audit erase approve {hash}", village.Auditor)).Ended(ExitCodes.Done);
        erased.Says("件を消去しました");

        var after = await ExportAsync(village, "after");
        var gone = after.Count(l => l.StartsWith("{\"erased\":", StringComparison.Ordinal));
        Assert.True(gone > 50, $"{gone}");
        // The same entries, the same root: who kept a note, and the neighbour, see nothing amiss.
        await BothEndAsync(village, "after", $" --policy {neighbour.PolicyFile} --note {note}", 0);
        var verified = (await village.RunAsync($"audit verify --policy {neighbour.PolicyFile} --note {note}")).Ended(ExitCodes.Done);
        verified.Says("検証済み");
        verified.Says($"保存期間の後に消去された事実: {gone} 件");
        Assert.Contains(
            after,
            l => l.Contains("\"kind\":\"facts-erased\"", StringComparison.Ordinal) && l.Contains(Ground, StringComparison.Ordinal)
        );

        // What it no longer knows it says, whatever is asked.
        var folder = Path.Combine(village.Root, "after");
        var report = (await village.RunAsync($"audit report --person {person} --from {folder}")).Ended(ExitCodes.Done);
        report.Says("それより前の日の答えは一部です");
        Assert.Equal(report.Out.ReplaceLineEndings("\n"), (await RecordScript.RunAsync(folder, $"report --person {person}")).Out);
        Assert.DoesNotContain(
            "action-applied",
            string.Concat(after.Where(l => l.Contains($"\"{person}\"", StringComparison.Ordinal))),
            StringComparison.Ordinal
        );

        // Twice is nothing: there is nothing left to find, and the night finds nothing due.
        (await village.RunAsync($"audit erase propose --before 2027-01-01 --ground {Ground}")).Ended(ExitCodes.NotFound);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    [Fact]
    public async Task Nothing_of_an_erased_fact_is_left_in_the_files_of_the_store()
    {
        await using var village = await LaterAsync();
        var lines = await ExportAsync(village, "before");
        var seeds = lines.Where(l => l.Contains("\"kind\":\"action-applied\"", StringComparison.Ordinal)).Select(l => l[^66..^2]).ToArray();
        Assert.NotEmpty(seeds);
        Assert.Contains(await BytesAsync(village), b => Has(b, seeds[0]));
        (await village.RunAsync($"audit erase approve {await ProposeAsync(village)}", village.Auditor)).Ended(ExitCodes.Done);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var bytes = await BytesAsync(village);
        Assert.All(seeds, seed => Assert.DoesNotContain(bytes, b => Has(b, seed)));
    }

    [Fact]
    public async Task What_is_too_young_or_not_in_the_policy_is_refused_with_the_number_and_the_limit()
    {
        await using (var village = await LaterAsync())
            (await village.RunAsync("audit erase propose --before 2028-12-31 --ground 満了")).Ended(ExitCodes.Refused).Says("3 年");
        await using var other = await VillageStory.SettledAsync();
        (await other.RunAsync("audit erase propose --before 2020-01-01 --ground 満了")).Ended(ExitCodes.Refused).Says("record-years");
    }

    /// <summary>A fact that came to an old plan after it was proposed keeps the plan: in part it would look like a forgery.</summary>
    [Fact]
    public async Task What_grew_since_it_was_proposed_stays_as_a_whole()
    {
        await using var village = await LaterAsync();
        var hash = await ProposeAsync(village);
        using (var installation = village.Open())
        {
            var plan = (
                await SealAudit.LinesAsync(installation.Workspace, Ct).FirstAsync(l => l.Fact!.Partition.StartsWith("plan:"), Ct)
            ).Fact!;
            var commit = await PartitionCommit.OpenAsync(installation.Workspace, plan.Partition, Ct);
            commit.Tell(
                FactKind.PlanRefused,
                new Actor.Employee(new EmployeeId("000101")),
                plan.Partition,
                new FactBody().Add("code", "x")
            );
            Assert.True(await commit.CommitAsync(Ct));
        }
        (await village.RunAsync($"audit erase approve {hash}", village.Auditor)).Ended(ExitCodes.Refused).Says("後から事実が加わった");
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
    }

    /// <summary>What was erased makes nobody look as if he had given rights by hand.</summary>
    [Fact]
    public async Task Holders_of_before_are_not_held_against_holders_of_after()
    {
        await using var village = await VillageStory.SettledAsync(policyText: Policy);
        (await village.RunAsync("audit holders")).Ended(ExitCodes.Done);
        village.MoveTo("2026-04-01");
        village.Change("000102", w => w);
        village.Move("000102", VillageStory.Residents, "2026-04-01");
        await village.DeliverAsync("mayor");
        await village.RunAsync("plan");
        await village.RunAsync("approve last", village.Auditor);
        await village.RunAsync("apply last");
        await MoveAsync(village);
        (await village.RunAsync("audit holders")).Ended(ExitCodes.Done);
        (await village.RunAsync($"audit erase approve {await ProposeAsync(village)}", village.Auditor)).Ended(ExitCodes.Done);
        await ExportAsync(village, "after");
        var folder = Path.Combine(village.Root, "after");
        var report = (await village.RunAsync($"audit report --on 2030-02-02 --holders --json --from {folder}")).Ended(ExitCodes.Done);
        Assert.Equal(0, report["outside"].GetArrayLength());
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(report.Out),
                JsonNode.Parse((await RecordScript.RunAsync(folder, "report --on 2030-02-02 --holders --json")).Out)
            )
        );
    }

    /// <summary>Killed after any part of it, the night goes on, and nothing is told before it is done.</summary>
    [Fact]
    public async Task An_erasure_that_was_cut_short_goes_on_in_the_night()
    {
        await using var village = await LaterAsync();
        await ExportAsync(village, "before");
        var hash = await ProposeAsync(village);
        using (var installation = village.Open())
        {
            var workspace = installation.Workspace;
            var proposed = (await TwoPeople.ProposedAsync(workspace, DecisionKind.Erasure, Ct))!;
            Assert.StartsWith(hash, proposed.Hash, StringComparison.Ordinal);
            var list = await EraseFacts.ListAsync(workspace, proposed.Hash, proposed.Kept, Ct);
            (await village.RunAsync($"audit checkpoint")).Ended(ExitCodes.Done);
            var approver = new Core.Safeguards.Approver(
                village.Auditor,
                true,
                true,
                new HashSet<Core.Policy.OperatorRole> { Core.Policy.OperatorRole.Approver }
            );
            Assert.Null(
                await TwoPeople.ApproveAsync(
                    workspace,
                    DecisionKind.Erasure,
                    proposed.Hash,
                    approver,
                    Core.Policy.OperatorRole.Approver,
                    Ct
                )
            );
            // Half of the lines are gone, and the facts beside their rows.
            var half = list with
            {
                Ranges = [.. list.Ranges.Take(1)],
            };
            await EraseFacts.PartAsync(workspace, half, Ct);
        }
        (await village.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe).Says("2人の決定なしに");
        using (var installation = village.Open())
        {
            var (erased, why) = await installation.Log.EraseAsync(installation.Workspace, new Actor.Trigger("ReconcileNightly"), Ct);
            Assert.Null(why);
            Assert.NotNull(erased);
            Assert.Equal(
                (null, null),
                await installation.Log.EraseAsync(installation.Workspace, new Actor.Trigger("ReconcileNightly"), Ct)
            );
        }
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        Assert.Single(await village.FactsAsync("decisions"), f => f.Kind == FactKind.FactsErased);
    }

    /// <summary>A chain of old would let a fact be guessed from two hashes: where one of it goes, they all go.</summary>
    [Fact]
    public async Task Of_a_record_from_before_there_was_a_log_the_hashes_go_too()
    {
        await using var village = await OldRecord.SettledAsync(Policy);
        await MoveAsync(village);
        (await village.RunAsync($"audit erase approve {await ProposeAsync(village)}", village.Auditor)).Ended(ExitCodes.Done);
        var rows = await Forger.RowsAsync(village, "chain");
        Assert.DoesNotContain(rows, r => r.StartsWith("checkpoint|", StringComparison.Ordinal) || r == "chain-keys");
        Assert.DoesNotMatch("\"hash\":\"[0-9a-f]{64}\",\"seed\"", await Forger.ReadAsync(village, "chain", "line|000000000001"));
        await ExportAsync(village, "after");
        Assert.False(Directory.Exists(Path.Combine(village.Root, "after", "closed-chain")));
        await BothEndAsync(village, "after", "", 0);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done).Says("ここにありません");
    }

    /// <summary>Settled in 2026; it is 2030 by now, and there is a newer plan.</summary>
    private static async Task<VillageStory> LaterAsync()
    {
        var village = await VillageStory.SettledAsync(policyText: Policy);
        await MoveAsync(village);
        return village;
    }

    private static async Task MoveAsync(VillageStory village)
    {
        village.MoveTo("2030-02-02");
        await village.RunAsync("plan");
    }

    private static async Task<string> ProposeAsync(VillageStory village)
    {
        var proposed = (await village.RunAsync($"audit erase propose --before 2027-01-01 --ground {Ground}")).Ended(ExitCodes.Done);
        proposed.Says("消去できます");
        return proposed.Out.Split("audit erase approve ")[1].Trim().Split('\n')[0].Trim();
    }

    private static async Task<string[]> ExportAsync(VillageStory village, string name)
    {
        var folder = Path.Combine(village.Root, name);
        (await village.RunAsync($"audit export {folder}")).Ended(ExitCodes.Done);
        return await File.ReadAllLinesAsync(Path.Combine(folder, "facts.ndjson"), Ct);
    }

    private static async Task BothEndAsync(VillageStory village, string name, string given, int exitCode)
    {
        var folder = Path.Combine(village.Root, name);
        (await village.RunAsync($"audit verify --from {folder}{given}")).Ended(exitCode);
        var now = village.Clock.GetUtcNow().UtcDateTime.ToString("s", System.Globalization.CultureInfo.InvariantCulture);
        var (code, said, error) = await RecordScript.RunAsync(folder, $"verify{given} --now {now}");
        Assert.True(exitCode == code, $"{given}: {said}{error}");
    }

    private static async Task<IReadOnlyList<byte[]>> BytesAsync(VillageStory village)
    {
        var all = new List<byte[]>();
        foreach (var file in Directory.EnumerateFiles(village.State, "*", SearchOption.AllDirectories))
            all.Add(await File.ReadAllBytesAsync(file, Ct));
        return all;
    }

    private static bool Has(byte[] content, string text) => content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
