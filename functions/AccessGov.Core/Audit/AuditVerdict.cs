using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit;

/// <summary>What a verifier found. Closed.</summary>
public abstract record AuditVerdict
{
    private AuditVerdict() { }

    /// <summary>Every line is where and as it was when it was sealed.</summary>
    /// <param name="Head">Tenant, number of facts and last hash.</param>
    /// <param name="Checkpoints">Number of checkpoints.</param>
    /// <param name="Covered">Facts under the latest signature; those after it are chained but not yet vouched for.</param>
    /// <param name="SignedBy">The keys that signed, in ordinal order: compare them with the ids on paper.</param>
    /// <param name="Gaps">Effects whose story is incomplete. They do not break the chain, but people should look.</param>
    public sealed record Verified(ChainHead Head, long Checkpoints, long Covered, IReadOnlyList<KeyId> SignedBy, AuditGaps Gaps)
        : AuditVerdict
    {
        /// <summary>Hashes of kept content that the chain names and the export does not have; null when nobody looked.</summary>
        public IReadOnlyList<string>? Missing { get; init; }

        /// <summary>Number of facts.</summary>
        public long Count => Head.Size;
    }

    /// <summary>The chain cannot be trusted from a line on.</summary>
    /// <param name="File">The exported file's name.</param>
    /// <param name="Line">The first bad line, from 1; one past the last when lines are missing at the end.</param>
    /// <param name="Why">What is wrong.</param>
    public sealed record Broken(string File, long Line, Wording Why) : AuditVerdict;
}
