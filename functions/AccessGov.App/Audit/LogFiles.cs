using AccessGov.App.Audit.Log;
using AccessGov.App.Failures;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;

namespace AccessGov.App.Audit;

/// <summary>
/// What an export has of the log beside its facts: the first leaf, what was signed, and by which keys. Read before the facts, so that a
/// record that grows meanwhile has never a checkpoint over facts that were not exported.
/// </summary>
/// <param name="Genesis">The first leaf.</param>
/// <param name="Newest">The newest checkpoint; null when nothing was signed yet.</param>
/// <param name="Cosigned">The checkpoint that most witnesses cosigned; null when none did.</param>
public sealed record LogFiles(LogGenesis Genesis, LogStep.Noted? Newest, LogStep.Noted? Cosigned)
{
    /// <summary>A cosignature is recent up to this age.</summary>
    public static TimeSpan MaxAge { get; } = TimeSpan.FromDays(7);

    /// <summary>Hashes of the leaves as they were sealed, some at a time.</summary>
    public IAsyncEnumerable<byte[]> Leaves { get; init; } = AsyncEnumerable.Empty<byte[]>();

    /// <summary>The keys that signed.</summary>
    public IReadOnlyList<NoteKey> Keys =>
        [.. new[] { Newest?.Key, Cosigned?.Key }.Where(k => k is not null).Select(k => k!).DistinctBy(k => k.ToString())];

    /// <summary>Reads it.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null before the log has begun.</returns>
    /// <exception cref="DamagedException">A row was altered.</exception>
    public static async Task<LogFiles?> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        if (await LogRows.GenesisAsync(workspace, ct) is not { } genesis)
            return null;
        var latest = await SignLog.LatestAsync(workspace, ct);
        var best = await BestAsync(workspace, ct);
        return new LogFiles(genesis, latest, best is { Note.Signatures.Count: > 1 } ? best : null)
        {
            Leaves = LogLeaves.TilesAsync(workspace, ct),
        };
    }

    /// <summary>The checkpoint that most witnesses cosigned, and of those the newest; null when none was signed.</summary>
    internal static async Task<LogStep.Noted?> BestAsync(Workspace workspace, CancellationToken ct)
    {
        LogStep.Noted? best = null;
        await foreach (var noted in SignLog.EveryAsync(workspace, ct))
            if (noted.Note.Signatures.Count >= (best?.Note.Signatures.Count ?? 0))
                best = noted;
        return best;
    }

    /// <summary>Writes it into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task WriteAsync(string folder, CancellationToken ct)
    {
        string At(string name) => Path.Combine(folder, name);
        await File.WriteAllTextAsync(At(AuditFileNames.LogGenesis), Genesis.Text, ct);
        await using (var leaves = File.Create(At(AuditFileNames.LogLeaves)))
            await foreach (var some in Leaves.WithCancellation(ct))
                await leaves.WriteAsync(some, ct);
        if (Newest is null)
            return;
        await File.WriteAllTextAsync(At(AuditFileNames.LogCheckpoint), $"{Newest.Note}", ct);
        if (Cosigned is { } cosigned && cosigned.Checkpoint != Newest.Checkpoint)
            await File.WriteAllTextAsync(At(AuditFileNames.LogCosigned), $"{cosigned.Note}", ct);
        await File.WriteAllTextAsync(At(AuditFileNames.LogKey), string.Concat(Keys.Select(k => $"log {k}\n")), ct);
    }
}
