using System.Text;
using System.Text.Json;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.App.Composition;
using AccessGov.App.Settings;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Audit;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>A village whose record was sealed by a version before there was a log.</summary>
internal static class OldRecord
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<VillageStory> SettledAsync(string? policyText = null)
    {
        var village = await VillageStory.SettledAsync(policyText: policyText);
        using (var storage = new StorageChoice.Sqlite(village.State).Open(village.Clock))
        using (var signer = CheckpointSigner.OpenOrCreate(Path.Combine(village.State, "signing-key.pem")))
            await RewriteAsync(storage.Records, village, signer);
        File.Delete(Path.Combine(village.Root, "log-memory"));
        File.Delete(Path.Combine(village.Root, "log-key.pem"));
        return village;
    }

    /// <summary>The same facts as a chain, a checkpoint at the third of its length and one at its end; nothing of the log stays.</summary>
    private static async Task RewriteAsync(IRecordStore records, VillageStory village, CheckpointSigner signer)
    {
        var partition = new PartitionKey(village.Policy.Tenant, "chain");
        var (head, last) = (AuditChain.Genesis(village.Policy.Tenant), (SignedCheckpoint?)null);
        var writes = new List<RecordWrite>();
        var rows = await records.RangeAsync(partition, "", null, Ct).ToListAsync(Ct);
        var lines = rows.Where(r => r.Row.StartsWith("line|", StringComparison.Ordinal)).ToList();
        foreach (var record in lines)
        {
            var fact = AuditFiles.FactOf(record.Json.Span)!;
            (var line, head) = AuditChain.Append(head, fact);
            writes.Add(new RecordWrite.Upsert(record.Row, Encoding.UTF8.GetBytes(line.Line)));
            if (head.Size != lines.Count / 3 && head.Size != lines.Count)
                continue;
            var next = Assert.IsType<CheckpointStep.ToSign>(Checkpoint.Next(head, last, village.Clock.GetUtcNow(), signer.Key)).Checkpoint;
            last = SignedCheckpoint.Sign(next, signer.Sign);
            writes.Add(
                new RecordWrite.Insert(
                    $"checkpoint|{next.Number:D10}",
                    JsonSerializer.SerializeToUtf8Bytes(new { line = last.Line }, CoreJson.Options)
                )
            );
        }
        foreach (var record in rows.Except(lines).Where(r => r.Row != "head" && !r.Row.StartsWith("cursor|", StringComparison.Ordinal)))
            writes.Add(new RecordWrite.Delete(record.Row, record.ETag));
        writes.Add(
            new RecordWrite.Upsert(
                "head",
                JsonSerializer.SerializeToUtf8Bytes(new LogRows.HeadRow(head.Size, head.Hash.Value), CoreJson.Options)
            )
        );
        foreach (var some in writes.Chunk(RecordLimits.MaxWrites))
            Assert.IsType<CommitResult.Committed>(await records.CommitAsync(partition, some, Ct));
    }
}
