using AccessGov.Core.Audit.Notes;

namespace AccessGov.App.Audit.Log;

/// <summary>
/// Remembers, outside the store, how far the log was signed. Whoever puts an old store back has not put this back with it. It is changed
/// by compare-and-swap, belongs into no backup and is never restored from one.
/// </summary>
public abstract class OutsideMemory
{
    /// <summary>What is remembered now.</summary>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="Failures.OutsideFailureException">It cannot be reached, or holds something else.</exception>
    public abstract Task<Remembered> ReadAsync(CancellationToken ct);

    /// <summary>Remembers more, durably, if nobody else did meanwhile.</summary>
    /// <param name="before">What was read.</param>
    /// <param name="next">What is about to be signed.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>False when it was changed meanwhile: read again.</returns>
    /// <exception cref="Failures.OutsideFailureException">It cannot be reached.</exception>
    public abstract Task<bool> ReplaceAsync(Remembered before, LogCheckpoint next, CancellationToken ct);
}

/// <summary>What a memory held when it was read.</summary>
/// <param name="Checkpoint">Name, size and root; null when it holds nothing yet.</param>
/// <param name="Version">Tells versions apart; null when there is nothing.</param>
public sealed record Remembered(LogCheckpoint? Checkpoint, string? Version);
