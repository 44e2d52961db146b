using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AccessGov.Core.Audit;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Somebody has the store and writes in it. Each attack is done to a real one, and named after what was done.</summary>
public sealed class Story32_A_store_that_was_forged
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sealed_fact_that_was_edited_is_found()
    {
        await using var village = await SettledAsync();
        await Forger.EditAsync(
            village,
            "hr",
            "fact|0000000002",
            text => text.Replace("\"workers\":", "\"workers\":9", StringComparison.Ordinal)
        );
        await FoundAsync(village, "fact-altered", "hr", "fact|0000000002");
    }

    [Fact]
    public async Task A_sealed_fact_that_was_deleted_is_found()
    {
        await using var village = await SettledAsync();
        var plan = await Forger.PlanScopeAsync(village);
        await Forger.EditAsync(village, plan, "fact|0000000002", _ => null);
        await FoundAsync(village, "fact-missing", plan, "fact|0000000002");
    }

    [Fact]
    public async Task A_whole_partition_that_was_deleted_is_found()
    {
        await using var village = await SettledAsync();
        var plan = await Forger.PlanScopeAsync(village);
        foreach (var row in await Forger.RowsAsync(village, plan))
            await Forger.EditAsync(village, plan, row, _ => null);
        await FoundAsync(village, "fact-missing", plan, "fact|0000000001");
    }

    [Fact]
    public async Task A_fact_that_was_slipped_among_the_sealed_ones_is_found()
    {
        await using var village = await SettledAsync();
        await Forger.EditAsync(village, "hr", "fact|0000000001a", _ => "{}");
        await FoundAsync(village, "fact-added", "hr", "fact|0000000001a");
    }

    [Fact]
    public async Task A_cursor_that_was_moved_back_so_that_facts_are_sealed_twice_is_found()
    {
        await using var village = await SettledAsync();
        await Forger.EditAsync(village, "chain", "cursor|hr", _ => """{"row":"fact|0000000001"}""");
        await FoundAsync(village, "cursor-moved", "hr", "fact|0000000001");
    }

    [Fact]
    public async Task A_cursor_that_was_moved_on_so_that_a_fact_is_never_sealed_is_found()
    {
        await using var village = await SettledAsync();
        await Forger.EditAsync(village, "chain", "cursor|hr", _ => """{"row":"fact|0000009999"}""");
        await FoundAsync(village, "cursor-moved", "hr", "fact|0000009999");
    }

    [Fact]
    public async Task A_plan_set_to_approved_in_the_store_is_found()
    {
        await using var village = await WaitingAsync();
        var plan = await Forger.PlanScopeAsync(village);
        await Forger.EditStateAsync(
            village,
            state =>
            {
                state["status"] = "Approved";
                state["approval"] = new JsonObject { ["approver"] = village.Auditor.Value, ["at"] = "2026-02-03T00:00:00+00:00" };
            }
        );
        await FoundAsync(village, "plan-approval-unrecorded", plan, village.Auditor.Value);
        (await village.RunAsync("audit verify")).Says("承認の事実がないのに、計画が承認済みになっている");
        (await village.RunAsync("audit verify --lang en")).Says("set to approved and no fact tells of it");
        // Applied meanwhile, the intents themselves tell: whoever has no more than an export sees it, with either reader.
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        var export = Path.Combine(village.Root, "export");
        (await village.RunAsync($"audit export {export}")).Ended(ExitCodes.Done);
        (await village.RunAsync($"audit verify --from {export}")).Ended(ExitCodes.NotAsItShouldBe).Says("承認の記録なしに始められています");
        (await village.RunAsync("audit verify --json")).Ended(ExitCodes.NotAsItShouldBe).Says("plan-approval-unrecorded", "unapproved");
        (await village.RunAsync($"audit report --from {export}")).Ended(ExitCodes.NotAsItShouldBe);
        var (code, said, _) = await RecordScript.RunAsync(export, "verify");
        Assert.Equal(6, code);
        Assert.StartsWith("NOT APPROVED", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_somebody_rejected_and_that_was_set_back_is_found_also_when_somebody_approves_it_then()
    {
        await using var village = await WaitingAsync();
        (await village.RunAsync("reject last --reason 確認待ち", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done);
        var plan = await Forger.PlanScopeAsync(village);
        await Forger.EditStateAsync(
            village,
            state =>
            {
                state["status"] = "Made";
                state.Remove("rejection");
            }
        );
        await FoundAsync(village, "plan-rejection-differs", plan, village.Auditor.Value);
        (await village.RunAsync("approve last", village.Auditor)).Ended(ExitCodes.Done);
        (await village.RunAsync("apply last")).Ended(ExitCodes.Done);
        var export = Path.Combine(village.Root, "export");
        (await village.RunAsync($"audit export {export}")).Ended(ExitCodes.Done);
        (await village.RunAsync($"audit verify --from {export}")).Ended(ExitCodes.NotAsItShouldBe);
        var (code, said, _) = await RecordScript.RunAsync(export, "verify");
        Assert.Equal(6, code);
        Assert.StartsWith("NOT APPROVED", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_whose_verdict_was_set_to_clear_in_the_store_is_found()
    {
        await using var village = await WaitingAsync();
        var plan = await Forger.PlanScopeAsync(village);
        await Forger.EditStateAsync(village, state => state["verdict"] = new JsonObject { ["kind"] = "Clear" });
        await FoundAsync(village, "plan-verdict-differs", plan, "clear");
        // The brake, which is asked again, does not believe the row either.
        (await village.RunAsync("apply last")).Ended(ExitCodes.Refused);
    }

    [Theory]
    [InlineData("madeAt", "2027-02-03T00:00:00+00:00")]
    [InlineData("on", "2027-02-03")]
    [InlineData("asked", "another")]
    [InlineData("author", "900001")]
    public async Task A_waiting_plan_that_was_made_younger_or_somebody_elses_is_found(string member, string value)
    {
        await using var village = await WaitingAsync();
        var plan = await Forger.PlanScopeAsync(village);
        await Forger.EditStateAsync(village, state => state[member] = value);
        await FoundAsync(village, "plan-content-differs", plan, await KeptAsync(village, plan));
    }

    [Fact]
    public async Task A_waiting_plan_whose_authors_were_struck_out_so_that_one_of_them_agrees_is_found()
    {
        await using var village = await WaitingAsync();
        var plan = await Forger.PlanScopeAsync(village);
        await Forger.EditStateAsync(village, state => state["authors"] = new JsonArray());
        await FoundAsync(village, "plan-content-differs", plan, await KeptAsync(village, plan));
    }

    [Fact]
    public async Task A_worker_put_among_those_who_are_left_alone_is_found()
    {
        await using var village = await WaitingAsync();
        await Forger.EditStateAsync(village, state => state["staleTargets"] = new JsonArray("000102"));
        await FoundAsync(village, "plan-progress-differs", await Forger.PlanScopeAsync(village), "0");
    }

    [Fact]
    public async Task A_waiting_plan_that_was_hidden_from_the_list_is_found()
    {
        await using var village = await WaitingAsync();
        var plan = await Forger.PlanScopeAsync(village);
        var row = (await Forger.RowsAsync(village, "plans")).Last(r => r.StartsWith("made|", StringComparison.Ordinal));
        Assert.EndsWith(plan["plan:".Length..], row, StringComparison.Ordinal);
        await Forger.EditAsync(village, "plans", row, _ => null);
        var answer = (await village.RunAsync("audit verify --json")).Ended(ExitCodes.NotAsItShouldBe);
        Assert.Contains(answer["differences"].EnumerateArray(), d => d.GetProperty("code").GetString() == "plan-unlisted");
    }

    [Fact]
    public async Task A_plan_put_into_the_store_that_no_fact_tells_of_is_found()
    {
        await using var village = await WaitingAsync();
        var plan = await Forger.PlanScopeAsync(village);
        var state = await Forger.ReadAsync(village, plan, "state");
        var forged = "plan:" + new string('0', 64);
        await Forger.EditAsync(village, forged, "state", _ => state);
        await FoundAsync(village, "plan-unknown", forged, "Made");
    }

    [Fact]
    public async Task A_plan_whose_content_was_exchanged_in_the_store_is_found()
    {
        await using var village = await WaitingAsync();
        var other = Path.GetFileName((await village.KeptPlansAsync())[0]);
        var plan = await Forger.PlanScopeAsync(village);
        await Forger.EditStateAsync(village, state => state["kept"] = other);
        await FoundAsync(village, "plan-content-differs", plan, other);
    }

    [Fact]
    public async Task A_plan_that_was_set_back_to_be_applied_again_is_found()
    {
        await using var village = await SettledAsync();
        await Forger.EditStateAsync(
            village,
            state =>
            {
                state["status"] = "Applying";
                state["next"] = 0;
            }
        );
        await FoundAsync(village, "plan-progress-differs", await Forger.PlanScopeAsync(village), "0");
    }

    [Fact]
    public async Task A_policy_put_into_force_in_the_store_is_found()
    {
        await using var village = await SettledAsync();
        // A looser one, in the file, among what is kept and in the row: the product itself finds nothing wrong with it.
        var looser = (await File.ReadAllTextAsync(village.PolicyFile, Ct)).Replace(
            "retention-days: 365",
            "retention-days: 30",
            StringComparison.Ordinal
        );
        await File.WriteAllTextAsync(village.PolicyFile, looser, Ct);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(looser)));
        Directory.CreateDirectory(Path.GetDirectoryName(village.KeptPath(hash))!);
        await File.WriteAllTextAsync(village.KeptPath(hash), looser, Ct);
        await Forger.EditAsync(
            village,
            "decisions",
            "inforce|policy",
            text => text.Replace(village.Policy.ContentHash, hash, StringComparison.Ordinal)
        );
        (await village.RunAsync("policy status")).Ended(ExitCodes.Done);
        await FoundAsync(village, "decision-unrecorded", "decisions", "inforce|policy");
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("source:mayor")]
    public async Task Personnel_facts_that_were_exchanged_in_the_store_are_found(string row)
    {
        await using var village = await SettledAsync();
        var real = await village.KeptByRowAsync("hr", row);
        await Forger.EditAsync(village, "hr", row, text => text.Replace(real, new string('0', 64), StringComparison.Ordinal));
        await FoundAsync(village, "personnel-differ", "hr", row);
    }

    [Fact]
    public async Task A_list_of_holders_that_was_altered_is_found()
    {
        await using var village = await SettledAsync();
        (await village.RunAsync("audit holders")).Ended(ExitCodes.Done);
        var export = Path.Combine(village.Root, "export");
        (await village.RunAsync($"audit export {export}")).Ended(ExitCodes.Done);
        var told = Assert.Single(await village.FactsAsync("holders"));
        var list = Path.Combine(export, "kept", told.BodyText("kept")!);
        var text = Gzip.Text(await File.ReadAllBytesAsync(list, Ct));
        Assert.Contains("000104", text, StringComparison.Ordinal);
        await Gzip.OverwriteAsync(list, Gzip.Bytes(text.Replace("000104", "000199", StringComparison.Ordinal)));
        (await village.RunAsync($"audit verify --from {export}")).Ended(ExitCodes.NotAsItShouldBe).Says("kept/");
        Assert.Equal(6, (await RecordScript.RunAsync(export, "report --holders")).Code);
        // In the installation itself too.
        await Gzip.OverwriteAsync(village.KeptPath(told.BodyText("kept")!), Gzip.Bytes(text + " "));
        (await village.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe).Says("kept/");
    }

    private static Task<VillageStory> SettledAsync() => VillageStory.SettledAsync();

    /// <summary>A plan that gives a My Number right waits for somebody to approve it.</summary>
    private static async Task<VillageStory> WaitingAsync()
    {
        var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-03");
        village.Move("000102", VillageStory.Residents, "2026-02-03");
        await village.DeliverAsync("mayor");
        (await village.RunAsync("plan")).Ended(ExitCodes.Done).Says("承認が必要");
        return village;
    }

    private static async Task<string> KeptAsync(VillageStory village, string plan) =>
        JsonNode.Parse(await Forger.ReadAsync(village, plan, "state"))!["kept"]!.GetValue<string>();

    /// <summary>Nothing was wrong before; now this is, and nothing is mended by looking.</summary>
    private static async Task FoundAsync(VillageStory village, string code, string partition, string subject)
    {
        for (var time = 0; time < 2; time++)
        {
            var answer = (await village.RunAsync("audit verify --json")).Ended(ExitCodes.NotAsItShouldBe);
            Assert.False(answer["consistent"].GetBoolean());
            Assert.Contains(
                answer["differences"].EnumerateArray(),
                d =>
                    d.GetProperty("code").GetString() == code
                    && d.GetProperty("partition").GetString() == partition
                    && d.GetProperty("subject").GetString() == subject
            );
        }
    }
}
