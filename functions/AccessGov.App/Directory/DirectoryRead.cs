using AccessGov.App.Failures;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Directory;

/// <summary>What a full read gave. Closed; a partial snapshot does not exist.</summary>
public abstract record DirectoryRead
{
    private DirectoryRead() { }

    /// <summary>Every page arrived.</summary>
    /// <param name="Snapshot">What was read.</param>
    public sealed record Complete(DirectorySnapshot Snapshot) : DirectoryRead
    {
        /// <summary>
        /// Rights whose group is there and may not be governed, with the code of why: as far as the read showed it, which a read of
        /// everything does not.
        /// </summary>
        public IReadOnlyDictionary<EntitlementId, string> Ungovernable { get; init; } = new Dictionary<EntitlementId, string>();
    }

    /// <summary>At least one page did not arrive; nothing of the others is kept.</summary>
    /// <param name="Failure">Whether reading again may help.</param>
    /// <param name="What">Which list failed and how, for people.</param>
    public sealed record Incomplete(OutsideFailure Failure, Wording What) : DirectoryRead;
}
