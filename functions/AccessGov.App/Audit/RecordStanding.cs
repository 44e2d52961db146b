using AccessGov.App.Audit.Log;
using AccessGov.App.Work;

namespace AccessGov.App.Audit;

/// <summary>How far the record is sealed and signed. Says what the store says: nothing is verified here.</summary>
/// <param name="Lines">Sealed facts.</param>
/// <param name="Latest">The newest checkpoint; null when none was signed.</param>
public sealed record RecordStanding(long Lines, LogStep.Noted? Latest)
{
    /// <summary>Facts that the newest checkpoint covers.</summary>
    public long Covered => Math.Max(0, (Latest?.Checkpoint.Tree.Size ?? 0) - 1);

    /// <summary>Sealed facts that no checkpoint covers.</summary>
    public long NotSigned => Lines - Covered;

    /// <summary>Reads it.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<RecordStanding> ReadAsync(Workspace workspace, CancellationToken ct) =>
        new(await SealAudit.SizeAsync(workspace, ct), await SignLog.LatestAsync(workspace, ct));
}
