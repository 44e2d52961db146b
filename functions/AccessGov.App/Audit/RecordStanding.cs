using AccessGov.App.Work;
using AccessGov.Core.Audit;

namespace AccessGov.App.Audit;

/// <summary>How far the record is sealed and signed. Says what the store says: nothing is verified here.</summary>
/// <param name="Lines">Sealed lines.</param>
/// <param name="Latest">The newest checkpoint; null when none was signed.</param>
public sealed record RecordStanding(long Lines, Checkpoint? Latest)
{
    /// <summary>Sealed lines that no checkpoint covers.</summary>
    public long NotSigned => Lines - (Latest?.Size ?? 0);

    /// <summary>Reads it.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<RecordStanding> ReadAsync(Workspace workspace, CancellationToken ct)
    {
        var (head, _) = await SealAudit.HeadAsync(workspace, ct);
        Checkpoint? latest = null;
        await foreach (var signed in SealAudit.CheckpointsAsync(workspace, ct))
            latest = signed.Checkpoint;
        return new RecordStanding(head.Size, latest);
    }
}
