using System.Text;
using System.Text.Json.Nodes;
using AccessGov.App.Storage;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// The five forgeries and a forked history, by somebody who owns the store, in SQLite and in Azure's tables. docs/audit.md says who finds
/// which.
/// </summary>
[TakesLong]
public sealed class Story85_Forgeries_in_either_store : IDisposable
{
    private readonly AzuriteProcess azurite = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task An_old_database_is_found_by_the_memory_outside(bool onAzure)
    {
        await using var village = await SettledAsync(onAzure);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        var old = await CopyAsync(village);
        (await village.RunAsync("hold 000102 --reason 休職の手続き")).Ended(ExitCodes.Done);
        await PutBackAsync(village, old);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.NotAsItShouldBe).Says("memory は記録", "戻されたか");
        (await village.RunAsync("audit verify")).Ended(ExitCodes.NotAsItShouldBe);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Newest_lines_that_were_cut_are_found_by_the_memory_outside_and_by_a_note(bool onAzure)
    {
        await using var village = await SettledAsync(onAzure);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        var old = await CopyAsync(village, "chain");
        (await village.RunAsync("hold 000102 --reason 休職の手続き")).Ended(ExitCodes.Done);
        var note = Path.Combine(village.Root, "note");
        (await village.RunAsync($"audit checkpoint --out {note}")).Ended(ExitCodes.Done);
        await PutBackAsync(village, old, "chain");
        (await village.RunAsync("audit checkpoint --lang en")).Ended(ExitCodes.NotAsItShouldBe);
        File.Delete(Path.Combine(village.Root, "log-memory"));
        (await village.RunAsync($"audit verify --note {note}")).Ended(ExitCodes.NotAsItShouldBe);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_record_hashed_anew_with_a_fresh_key_is_found_by_the_policy_and_by_a_note(bool onAzure)
    {
        await using var village = await SettledAsync(onAzure);
        var (note, policy) = (Path.Combine(village.Root, "note"), Path.Combine(village.Root, "policy.txt"));
        (await village.RunAsync($"audit checkpoint --out {note}")).Ended(ExitCodes.Done);
        (await village.RunAsync($"audit export {Path.Combine(village.Root, "real")}")).Ended(ExitCodes.Done);
        await File.WriteAllTextAsync(
            policy,
            await File.ReadAllTextAsync(Path.Combine(village.Root, "real", "log-key.txt"), Ct) + "quorum none\n",
            Ct
        );
        await PutBackAsync(village, [], "chain");
        File.Delete(Path.Combine(village.Root, "log-memory"));
        File.Delete(Path.Combine(village.Root, "log-key.pem"));
        using (var installation = village.Open())
            await App.Audit.SealAudit.EverythingAsync(installation.Workspace, Ct);
        (await village.RunAsync("audit verify")).Ended(ExitCodes.Done).Says("庁外の者はだれも保証していません");
        (await village.RunAsync($"audit verify --policy {policy}")).Ended(ExitCodes.NotAsItShouldBe).Says("証人方針に合いません");
        (await village.RunAsync($"audit verify --note {note}")).Ended(ExitCodes.NotAsItShouldBe);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_plan_set_to_approved_is_found_by_the_record(bool onAzure)
    {
        await using var village = await SettledAsync(onAzure);
        (await village.RunAsync("plan")).Ended(ExitCodes.Done);
        var plan = "plan:" + (await village.RunAsync("show last --json"))["id"].GetString();
        await EditAsync(
            village,
            plan,
            "state",
            text =>
            {
                var state = JsonNode.Parse(text)!.AsObject();
                state["status"] = "Approved";
                state["approval"] = new JsonObject { ["approver"] = village.Auditor.Value, ["at"] = "2026-02-03T00:00:00+00:00" };
                return state.ToJsonString();
            }
        );
        (await village.RunAsync("audit verify --json")).Ended(ExitCodes.NotAsItShouldBe).Says("plan-approval-unrecorded");
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_sealed_fact_that_was_edited_is_found_before_the_next_signature_and_named_by_the_export(bool onAzure)
    {
        await using var village = await SettledAsync(onAzure);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        await EditAsync(
            village,
            "chain",
            "line|000000000003",
            text => text.Replace("\"at\":\"2026-02-02T", "\"at\":\"2026-02-01T", StringComparison.Ordinal)
        );
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.NotAsItShouldBe).Says("記録したときの値と一致しません");
        var folder = Path.Combine(village.Root, "edited");
        (await village.RunAsync($"audit export {folder}")).Ended(ExitCodes.Done);
        (await village.RunAsync($"audit verify --from {folder}")).Ended(ExitCodes.NotAsItShouldBe).Says("facts.ndjson の3行目");
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Of_two_histories_the_neighbour_cosigns_one(bool onAzure)
    {
        await using var village = await SettledAsync(onAzure);
        await using var neighbour = await Witnessing.OfAsync(village);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);
        var (fork, memory) = (await CopyAsync(village), await File.ReadAllTextAsync(Path.Combine(village.Root, "log-memory"), Ct));
        (await village.RunAsync("hold 000102 --reason 休職の手続き")).Ended(ExitCodes.Done);
        (await village.RunAsync("audit checkpoint")).Ended(ExitCodes.Done);

        await PutBackAsync(village, fork);
        await File.WriteAllTextAsync(Path.Combine(village.Root, "log-memory"), memory, Ct);
        (await village.RunAsync("hold 000103 --reason 別の話")).Ended(ExitCodes.Done);
        (await village.RunAsync("hold 000104 --reason 別の話")).Ended(ExitCodes.Done);
        (await village.RunAsync("audit checkpoint"))
            .Ended(ExitCodes.NotAsItShouldBe)
            .Says("witness.ueda.example.jp", "書き換えられています");
    }

    public void Dispose() => azurite.Dispose();

    private async Task<VillageStory> SettledAsync(bool onAzure)
    {
        if (!onAzure)
            return await VillageStory.SettledAsync();
        await azurite.StartAsync();
        return await VillageStory.SettledAsync(before: village =>
        {
            var file = Path.Combine(village.Root, "accessgov.json");
            var settings = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
            settings["storage"] = new JsonObject { ["kind"] = "azure", ["connectionString"] = azurite.ConnectionString };
            File.WriteAllText(file, settings.ToJsonString());
        });
    }

    /// <summary>Everything that the tables hold, or one partition of it.</summary>
    private static async Task<IReadOnlyList<(string Scope, StoredRecord Record)>> CopyAsync(VillageStory village, string? only = null)
    {
        using var installation = village.Open();
        var (records, tenant) = (installation.Workspace.Records, installation.Workspace.Tenant);
        var copy = new List<(string, StoredRecord)>();
        foreach (var scope in await records.PartitionsAsync(tenant, "", Ct).Where(s => only is null || s == only).ToListAsync(Ct))
            await foreach (var record in records.RangeAsync(new PartitionKey(tenant, scope), "", null, Ct))
                copy.Add((scope, record));
        return copy;
    }

    /// <summary>The store as it was when it was copied, as its owner could.</summary>
    private static async Task PutBackAsync(
        VillageStory village,
        IReadOnlyList<(string Scope, StoredRecord Record)> copy,
        string? only = null
    )
    {
        var now = await CopyAsync(village, only);
        using var installation = village.Open();
        var (records, tenant) = (installation.Workspace.Records, installation.Workspace.Tenant);
        foreach (var scope in now.Concat(copy).Select(r => r.Scope).Distinct())
        {
            var rows = copy.Where(r => r.Scope == scope).Select(r => r.Record).ToDictionary(r => r.Row, StringComparer.Ordinal);
            RecordWrite[] writes =
            [
                .. now.Where(r => r.Scope == scope && !rows.ContainsKey(r.Record.Row)).Select(r => new RecordWrite.Delete(r.Record.Row)),
                .. rows.Values.Select(r => new RecordWrite.Upsert(r.Row, r.Json)),
            ];
            foreach (var some in writes.Chunk(RecordLimits.MaxWrites))
                Assert.IsType<CommitResult.Committed>(await records.CommitAsync(new PartitionKey(tenant, scope), some, Ct));
        }
    }

    private static async Task EditAsync(VillageStory village, string scope, string row, Func<string, string> edit)
    {
        using var installation = village.Open();
        var (records, partition) = (installation.Workspace.Records, new PartitionKey(installation.Workspace.Tenant, scope));
        var found = await records.FindAsync(partition, row, Ct);
        var text = edit(Encoding.UTF8.GetString(found!.Json.Span));
        Assert.IsType<CommitResult.Committed>(
            await records.CommitAsync(partition, [new RecordWrite.Upsert(row, Encoding.UTF8.GetBytes(text))], Ct)
        );
    }
}
