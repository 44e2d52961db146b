using AccessGov.App.Audit.Log;
using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Audit;

namespace AccessGov.App.Audit;

/// <summary>Lets a log that continues a chain of old catch up with it: each fact gets seed and place, in order.</summary>
internal static class CatchUp
{
    /// <summary>Lets the log catch up with a chain that was sealed before there was one. Twice is harmless.</summary>
    public static async Task RunAsync(Workspace workspace, CancellationToken ct)
    {
        while (
            await workspace.Records.FindAsync(LogRows.Partition(workspace), LogRows.Head, ct) is { } found
            && PartitionCommit.Parse<LogRows.HeadRow>(found) is { Log: { } grown } head
            && grown.Size <= head.Size
        )
            await StepAsync(workspace, head, grown, found.ETag, ct);
    }

    /// <summary>
    /// One commit on the way of a log that catches up with its chain: seeds of the next facts. Whoever comes between wins, and then this is
    /// done again.
    /// </summary>
    public static async Task StepAsync(Workspace workspace, LogRows.HeadRow head, GrownLog grown, ETag version, CancellationToken ct)
    {
        var (writes, counts, bytes) = (new List<RecordWrite>(), new SubjectCounts(), 0);
        if (await LogGrowth.OpenAsync(workspace, grown, version, ct) is not { } log)
            return;
        await foreach (var record in LogLeaves.RowsAsync(workspace, log.Size, ct))
        {
            bytes += record.Json.Length;
            if (writes.Count + counts.Changed.Count + 2 > SealAudit.WritesAtOnce || (writes.Count > 0 && bytes > SealAudit.BytesAtOnce))
                break;
            var line = SealAudit.Read(record, r => SealedFact.Parse(SealedRow.ChainLineOf(r.Json.Span)));
            await counts.ReadAsync(workspace, grown.Size, [line.Fact.Subject], ct);
            counts.Next(line.Fact.Subject);
            writes.Add(log.Add(record, line));
        }
        if (writes.Count == 0)
            throw PartitionCommit.Altered(LogRows.Line(log.Size));
        writes.AddRange([.. log.Tiles, .. counts.WritesAt(log.Size), SealAudit.WriteOf(head.Size, log.Grown, version)]);
        await workspace.Records.CommitAsync(LogRows.Partition(workspace), writes, ct);
    }
}
