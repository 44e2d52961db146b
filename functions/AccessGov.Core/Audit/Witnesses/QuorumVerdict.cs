namespace AccessGov.Core.Audit.Witnesses;

/// <summary>Whether enough witnesses vouch for a checkpoint.</summary>
/// <param name="IsMet">What the policy asks for is there. Of a policy that asks nobody (<c>quorum none</c>) it always is.</param>
/// <param name="Witnesses">Every witness of the policy in its order.</param>
public sealed record QuorumVerdict(bool IsMet, IReadOnlyList<WitnessVouch> Witnesses)
{
    /// <summary>True when the quorum is met and somebody outside vouches: only then may anybody say "verified".</summary>
    public bool IsVouchedFor => IsMet && Witnesses.Any(w => w.Standing is WitnessStanding.Fresh);

    /// <summary>Witnesses whose word does not count: none, too old, or from the future.</summary>
    public IReadOnlyList<WitnessVouch> Missing => [.. Witnesses.Where(w => w.Standing is not WitnessStanding.Fresh)];
}
