using System.Text;
using System.Text.Json.Nodes;
using AccessGov.App.Audit;
using AccessGov.App.Composition;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.Core.Audit;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>Does to a store and to an export what somebody could who owns them.</summary>
internal static class Forger
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<string> PlanScopeAsync(VillageStory village) =>
        "plan:" + (await village.RunAsync("show last --json"))["id"].GetString();

    public static async Task EditStateAsync(VillageStory village, Action<JsonObject> edit) =>
        await EditAsync(
            village,
            await PlanScopeAsync(village),
            "state",
            text =>
            {
                var state = JsonNode.Parse(text)!.AsObject();
                edit(state);
                return state.ToJsonString();
            }
        );

    public static async Task<string> ReadAsync(VillageStory village, string scope, string row)
    {
        using var storage = new StorageChoice.Sqlite(village.State).Open(village.Clock);
        var found = await storage.Records.FindAsync(new PartitionKey(village.Policy.Tenant, scope), row, Ct);
        return Encoding.UTF8.GetString(found!.Json.Span);
    }

    public static async Task<IReadOnlyList<string>> RowsAsync(VillageStory village, string scope)
    {
        using var storage = new StorageChoice.Sqlite(village.State).Open(village.Clock);
        return
        [
            .. (await storage.Records.RangeAsync(new PartitionKey(village.Policy.Tenant, scope), "", null, Ct).ToListAsync(Ct)).Select(r =>
                r.Row
            ),
        ];
    }

    /// <summary>Writes into the store as its owner could; a null deletes the row.</summary>
    public static async Task EditAsync(VillageStory village, string scope, string row, Func<string, string?> edit)
    {
        using var storage = new StorageChoice.Sqlite(village.State).Open(village.Clock);
        var partition = new PartitionKey(village.Policy.Tenant, scope);
        var found = await storage.Records.FindAsync(partition, row, Ct);
        RecordWrite write = edit(found is null ? "" : Encoding.UTF8.GetString(found.Json.Span)) is { } text
            ? new RecordWrite.Upsert(row, Encoding.UTF8.GetBytes(text))
            : new RecordWrite.Delete(row, found!.ETag);
        Assert.IsType<CommitResult.Committed>(await storage.Records.CommitAsync(partition, [write], Ct));
    }

    /// <summary>A chain of old, hashed anew with a fresh key.</summary>
    public static async Task<string> HashedAnewAsync(VillageStory village, string real, string name, Func<string, string> forge)
    {
        var folder = Path.Combine(village.Root, name);
        using var signer = CheckpointSigner.OpenOrCreate(Path.Combine(village.Root, $"{name}.pem"));
        var (facts, checkpoints) = (new List<string>(), new List<string>());
        var head = AuditChain.Genesis(village.Policy.Tenant);
        var due = (await File.ReadAllLinesAsync(Path.Combine(real, "checkpoints.ndjson"), Ct))
            .Select(l => SignedCheckpoint.Parse(Encoding.UTF8.GetBytes(l)).Checkpoint)
            .ToLookup(c => c.Size);
        SignedCheckpoint? last = null;
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(real, "facts.ndjson"), Ct))
        {
            var content = forge(FactText.Write(SealedFact.Parse(Encoding.UTF8.GetBytes(line)).Fact));
            (var again, head) = AuditChain.Append(head, FactText.Read(Encoding.UTF8.GetBytes(content)));
            facts.Add(again.Line);
            foreach (var was in due[head.Size])
            {
                var next = Assert.IsType<CheckpointStep.ToSign>(Checkpoint.Next(head, last, was.At, signer.Key)).Checkpoint;
                checkpoints.Add((last = SignedCheckpoint.Sign(next, signer.Sign)).Line);
            }
        }
        await AuditExport.WriteAsync(
            folder,
            village.Policy.Tenant,
            null,
            AsyncEnumerable.Empty<string>(),
            new AuditExport.ChainFiles(checkpoints.ToAsyncEnumerable(), facts.ToAsyncEnumerable(), signer.PublicKeyPem),
            null,
            Ct
        );
        return folder;
    }
}
