using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Work;
using AccessGov.Core.Audit;

namespace AccessGov.App.Audit.Comparing;

/// <summary>
/// Holds the store against its record. The record says what was sealed; whoever edits or deletes the facts beside the rows they speak of,
/// moves a cursor, or sets a plan to something that no fact tells, leaves a difference. Changes nothing.
/// </summary>
public static class CompareStore
{
    /// <summary>
    /// A record that grows meanwhile is read again so often; then somebody writes without pause, and the reading is as good.
    /// </summary>
    private const int Attempts = 5;

    /// <summary>What of a partition is sealed: how many facts, which was the last, and a digest over all of them.</summary>
    private sealed record Sealed(long Count, string LastRow, string Digest)
    {
        public static readonly Sealed Nothing = new(0, "", "");

        public Sealed With(string row, string text) =>
            new(Count + 1, row, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Digest}\n{row}\n{text}"))));
    }

    /// <summary>Compares every partition.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>What differs; empty when the store says what the record says.</returns>
    public static async Task<IReadOnlyList<StoreDifference>> RunAsync(Workspace workspace, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = await SealAudit.SizeAsync(workspace, ct);
            var found = await OnceAsync(workspace, before, ct);
            if (found.Count == 0 || attempt == Attempts || await SealAudit.SizeAsync(workspace, ct) == before)
                return
                [
                    .. found,
                    .. await CompareRows.RunAsync(workspace, ct),
                    .. await CompareKeys.RunAsync(workspace, ct),
                    .. await CompareEmergency.RunAsync(workspace, ct),
                    .. await CompareRequests.RunAsync(workspace, ct),
                    .. await ComparePlans.RunAsync(workspace, ct),
                    .. await CompareKept.RunAsync(workspace, ct),
                ];
        }
    }

    private static async Task<List<StoreDifference>> OnceAsync(Workspace workspace, long size, CancellationToken ct)
    {
        var found = new List<StoreDifference>();
        var chain = new SortedDictionary<string, Sealed>(StringComparer.Ordinal);
        var last = 0L;
        await foreach (var line in SealAudit.LinesAsync(workspace, ct))
        {
            if (line.Fact is { } fact)
                chain[fact.Partition] = chain.GetValueOrDefault(fact.Partition, Sealed.Nothing).With(fact.Row, FactText.Write(fact));
            last = line.Sequence;
        }
        if (last != size)
            found.Add(new StoreDifference(StoreDifference.HeadDiffers, Scopes.Chain, $"{size}"));
        var cursors = await SealAudit.CursorsAsync(workspace, ct);
        foreach (var scope in chain.Keys.Union(cursors.Keys).Order(StringComparer.Ordinal))
        {
            var said = chain.GetValueOrDefault(scope, Sealed.Nothing);
            if (cursors.GetValueOrDefault(scope, "") != said.LastRow)
                found.Add(new StoreDifference(StoreDifference.CursorMoved, scope, cursors.GetValueOrDefault(scope, "")));
            if (await OfStoreAsync(workspace, scope, said.LastRow, ct) != said)
                found.AddRange(await FactsAsync(workspace, scope, said.LastRow, ct));
        }
        return found;
    }

    /// <summary>What the store has of a partition up to the last sealed row.</summary>
    private static async Task<Sealed> OfStoreAsync(Workspace workspace, string scope, string lastRow, CancellationToken ct)
    {
        var has = Sealed.Nothing;
        await foreach (var record in PartitionCommit.FactsAsync(workspace, scope, "", ct))
            if (string.CompareOrdinal(record.Row, lastRow) <= 0)
                has = has.With(record.Row, Encoding.UTF8.GetString(record.Json.Span));
            else
                break;
        return has;
    }

    /// <summary>Names each fact that differs: rare, so the chain is read again for it.</summary>
    private static async Task<List<StoreDifference>> FactsAsync(Workspace workspace, string scope, string lastRow, CancellationToken ct)
    {
        var found = new List<StoreDifference>();
        var stored = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var record in PartitionCommit.FactsAsync(workspace, scope, "", ct))
            if (string.CompareOrdinal(record.Row, lastRow) <= 0)
                stored[record.Row] = Encoding.UTF8.GetString(record.Json.Span);
        await foreach (var line in SealAudit.LinesAsync(workspace, ct))
            if (line.Fact is { } fact && fact.Partition == scope)
                if (!stored.Remove(fact.Row, out var text))
                    found.Add(new StoreDifference(StoreDifference.FactMissing, scope, fact.Row));
                else if (text != FactText.Write(fact))
                    found.Add(new StoreDifference(StoreDifference.FactAltered, scope, fact.Row));
        found.AddRange(stored.Keys.Order(StringComparer.Ordinal).Select(row => new StoreDifference(StoreDifference.FactAdded, scope, row)));
        return found;
    }
}
