using AccessGov.App.Personnel;
using AccessGov.App.Work;

namespace AccessGov.Benchmarks.Input;

/// <summary>A state folder with a town's facts in it, as the imports leave them.</summary>
internal static class TownStore
{
    // The shape of ImportList's row.
    private sealed record Listed(string Kept, DateTimeOffset AcceptedAt, int Lines);

    public static async Task FillAsync(Workspace workspace, Town town, CancellationToken ct)
    {
        var ledger = await PartitionCommit.OpenAsync(workspace, Scopes.Personnel, ct);
        foreach (var s in town.Delivered())
            ledger.Put(
                $"source:{s.Source}",
                new SourceState(
                    s.Source,
                    s.AsOf,
                    s.ContentHash,
                    s.Digest,
                    await workspace.Kept.KeepAsync(s, ct),
                    workspace.Now,
                    s.Workers.Count
                )
            );
        ledger.Put("keys", new Listed(await workspace.Kept.KeepAsync(town.Keys.ToList(), ct), workspace.Now, town.Keys.Count));
        ledger.Put(
            "trainings",
            new Listed(await workspace.Kept.KeepAsync(town.Trainings.ToList(), ct), workspace.Now, town.Trainings.Count)
        );
        ledger.Put(
            "announcement:1",
            new Listed(await workspace.Kept.KeepAsync(town.Announcement, ct), workspace.Now, town.Announcement.Moves.Count)
        );
        if (!await ledger.CommitAsync(ct))
            throw new InvalidOperationException("The state folder is in use.");
    }
}
