using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>What a verifier of a log found. Closed.</summary>
public abstract record LogVerdict
{
    private LogVerdict() { }

    /// <summary>Every fact is the one whose entry stands at its place. Whether anybody outside vouches for that, the quorum says.</summary>
    /// <param name="Genesis">The first leaf.</param>
    /// <param name="Tree">Size and root of all that is there.</param>
    /// <param name="Covered">Size of the newest checkpoint: leaves after it are hashed, and nobody signed for them.</param>
    /// <param name="Quorum">Who vouches; null when no policy came from outside.</param>
    public sealed record Consistent(LogGenesis Genesis, TreeHead Tree, long Covered, QuorumVerdict? Quorum) : LogVerdict
    {
        /// <summary>Somebody outside vouches, as many as the policy asks for: only then may anybody say "verified".</summary>
        public bool IsVouchedFor => Quorum is { IsVouchedFor: true };
    }

    /// <summary>The log cannot be trusted.</summary>
    /// <param name="File">The file in which that shows.</param>
    /// <param name="Line">Its line from 1; 0 when it is the whole file.</param>
    /// <param name="Why">What is wrong, for people.</param>
    public sealed record Broken(string File, long Line, string Why) : LogVerdict;
}
