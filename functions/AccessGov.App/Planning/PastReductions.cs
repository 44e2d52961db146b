using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>Unforetold reductions that were applied: the brake counts them over its window.</summary>
internal static class PastReductions
{
    private sealed record Kept(IReadOnlyList<Reduction> Reductions);

    /// <summary>Those of the window that ends on the day.</summary>
    public static async Task<IReadOnlyList<Reduction>> RecentAsync(Workspace workspace, DateOnly on, CancellationToken ct)
    {
        var from = on.AddDays(-workspace.Policy.Limits.WindowDays);
        var recent = new List<Reduction>();
        var rows = workspace.Records.RangeAsync(new PartitionKey(workspace.Tenant, Scopes.Reductions), $"{from:yyyy-MM-dd}", null, ct);
        await foreach (var record in rows)
            recent.AddRange(PartitionCommit.Parse<Kept>(record).Reductions);
        return recent;
    }

    /// <summary>Remembers what a chunk took. The chunk's first action names the row, so telling it twice changes nothing.</summary>
    public static async Task RememberAsync(
        Workspace workspace,
        PlanId plan,
        int firstAction,
        IReadOnlyList<Reduction> reductions,
        CancellationToken ct
    )
    {
        foreach (var (part, index) in reductions.Chunk(2000).Select((r, i) => (r, i)))
            await workspace.Records.CommitAsync(
                new PartitionKey(workspace.Tenant, Scopes.Reductions),
                [
                    new RecordWrite.Upsert(
                        $"{part[0].On:yyyy-MM-dd}|{plan.Value}|{firstAction:D8}|{index}",
                        JsonSerializer.SerializeToUtf8Bytes(new Kept(part), CoreJson.Options)
                    ),
                ],
                ct
            );
    }
}
