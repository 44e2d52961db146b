namespace AccessGov.App.Storage;

/// <summary>How a commit ended.</summary>
public abstract record CommitResult
{
    private CommitResult() { }

    /// <summary>Every write is durable.</summary>
    /// <param name="ETags">The new versions in the order of the writes; null for a deletion.</param>
    public sealed record Committed(IReadOnlyList<ETag?> ETags) : CommitResult;

    /// <summary>No write was applied, because one of them met another state than it expected. Read again and decide again.</summary>
    /// <param name="Row">A row that stood in the way.</param>
    /// <param name="Why">What was found there.</param>
    public sealed record Conflict(string Row, ConflictReason Why) : CommitResult;
}
