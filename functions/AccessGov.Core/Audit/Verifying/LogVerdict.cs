using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Verifying;

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
        /// <summary>Number of facts, those that were erased among them.</summary>
        public long Facts => Tree.Size - 1;

        /// <summary>Ids of the keys that signed the newest checkpoint: compare them with the ids on paper.</summary>
        public IReadOnlyList<NoteKeyId> SignedBy { get; init; } = [];

        /// <summary>Effects whose story is incomplete, and intents without the approval that they needed.</summary>
        public AuditGaps Gaps { get; init; } = new(new(0, []), new(0, []), new(0, []), 0);

        /// <summary>Facts of which only the entry is left.</summary>
        public ErasedFacts Erased { get; init; } = new(0, 0, []);

        /// <summary>Hashes of kept content that facts name.</summary>
        public IReadOnlyCollection<string> Named { get; init; } = [];

        /// <summary>Hashes of kept content that facts name and the export does not have; null when nobody looked.</summary>
        public IReadOnlyList<string>? Missing { get; init; }

        /// <summary>Facts up to which the chain of old was walked too; null when there was none, or it is not here any more.</summary>
        public long? OldChain { get; init; }

        /// <summary>No intent went round its approval, and nobody erased in silence.</summary>
        public bool IsSound => Gaps.Unapproved.Count == 0 && Erased.Uncovered == 0;

        /// <summary>Somebody outside vouches, as many as the policy asks for: only then may anybody say "verified".</summary>
        public bool IsVouchedFor => Quorum is { IsVouchedFor: true };
    }

    /// <summary>The log cannot be trusted.</summary>
    /// <param name="File">The file in which that shows.</param>
    /// <param name="Line">Its line from 1; 0 when it is the whole file.</param>
    /// <param name="Why">What is wrong.</param>
    public sealed record Broken(string File, long Line, Wording Why) : LogVerdict;
}
