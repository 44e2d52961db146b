using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Grants;
using AccessGov.Core.Personnel;

namespace AccessGov.Benchmarks.Input;

/// <summary>A state folder with a town's facts in it, as the imports leave them.</summary>
internal static class TownStore
{
    // The shape of ImportList's row.
    private sealed record Listed(string Kept, DateTimeOffset AcceptedAt, int Lines);

    public static Task FillAsync(Workspace workspace, Town town, CancellationToken ct) =>
        FillAsync(workspace, town.Delivered(), town.Keys, town.Trainings, town.Announcement, ct);

    public static async Task FillAsync(
        Workspace workspace,
        IEnumerable<HrSnapshot> delivered,
        IReadOnlyList<KeyFact> keys,
        IReadOnlyList<TrainingFact> trainings,
        Announcement announcement,
        CancellationToken ct
    )
    {
        var ledger = await PartitionCommit.OpenAsync(workspace, Scopes.Personnel, ct);
        foreach (var s in delivered)
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
        ledger.Put("keys", new Listed(await workspace.Kept.KeepAsync(keys.ToList(), ct), workspace.Now, keys.Count));
        ledger.Put("trainings", new Listed(await workspace.Kept.KeepAsync(trainings.ToList(), ct), workspace.Now, trainings.Count));
        ledger.Put("announcement:1", new Listed(await workspace.Kept.KeepAsync(announcement, ct), workspace.Now, announcement.Moves.Count));
        if (!await ledger.CommitAsync(ct))
            throw new InvalidOperationException("The state folder is in use.");
    }
}
