using AccessGov.App.Failures;
using AccessGov.Core.Directory;

namespace AccessGov.App.Directory;

/// <summary>What a full read gave. Closed; a partial snapshot does not exist.</summary>
public abstract record DirectoryRead
{
    private DirectoryRead() { }

    /// <summary>Every page arrived.</summary>
    /// <param name="Snapshot">What was read.</param>
    public sealed record Complete(DirectorySnapshot Snapshot) : DirectoryRead;

    /// <summary>At least one page did not arrive; nothing of the others is kept.</summary>
    /// <param name="Failure">Whether reading again may help.</param>
    /// <param name="What">Which list failed and how, for people.</param>
    public sealed record Incomplete(OutsideFailure Failure, string What) : DirectoryRead;
}
