using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>
/// Unforetold reductions and openings that were applied, by the day on which they were: the brake counts them over its window.
/// </summary>
internal static class PastReductions
{
    private sealed record Kept(IReadOnlyList<Reduction> Reductions, IReadOnlyList<Opening>? Openings = null);

    /// <summary>Those of the window that ends today.</summary>
    public static async Task<(IReadOnlyList<Reduction> Reductions, IReadOnlyList<Opening> Openings)> RecentAsync(
        Workspace workspace,
        CancellationToken ct
    )
    {
        var from = workspace.Today.AddDays(-workspace.Policy.Limits.WindowDays);
        var (reductions, openings) = (new List<Reduction>(), new List<Opening>());
        var rows = workspace.Records.RangeAsync(new PartitionKey(workspace.Tenant, Scopes.Reductions), $"{from:yyyy-MM-dd}", null, ct);
        await foreach (var record in rows)
        {
            var kept = PartitionCommit.Parse<Kept>(record);
            reductions.AddRange(kept.Reductions);
            openings.AddRange(kept.Openings ?? []);
        }
        return (reductions, openings);
    }

    /// <summary>The longest window that a policy may have, in days, and one to spare: a policy may widen its own.</summary>
    private const int LongestWindow = 367;

    /// <summary>Forgets what lies before any window of the brake.</summary>
    public static Task<int> SweepAsync(Workspace workspace, CancellationToken ct) =>
        SweepRows.RemoveAsync(workspace, Scopes.Reductions, "", $"{workspace.Today.AddDays(-LongestWindow):yyyy-MM-dd}", _ => true, ct);

    /// <summary>Remembers what a chunk did today. The chunk's first action names the row, so telling it twice changes nothing.</summary>
    public static async Task RememberAsync(
        Workspace workspace,
        PlanId plan,
        int firstAction,
        IReadOnlyList<Reduction> reductions,
        IReadOnlyList<Opening> openings,
        CancellationToken ct
    )
    {
        const int most = 2000;
        for (var part = 0; part * most < Math.Max(reductions.Count, openings.Count); part++)
        {
            var kept = new Kept(
                [.. reductions.Skip(part * most).Take(most)],
                openings.Count == 0 ? null : [.. openings.Skip(part * most).Take(most)]
            );
            await workspace.Records.CommitAsync(
                new PartitionKey(workspace.Tenant, Scopes.Reductions),
                [
                    new RecordWrite.Upsert(
                        $"{workspace.Today:yyyy-MM-dd}|{plan.Value}|{firstAction:D8}|{part}",
                        JsonSerializer.SerializeToUtf8Bytes(kept, CoreJson.Options)
                    ),
                ],
                ct
            );
        }
    }
}
