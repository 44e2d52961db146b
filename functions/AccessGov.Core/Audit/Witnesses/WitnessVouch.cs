namespace AccessGov.Core.Audit.Witnesses;

/// <summary>A witness of the policy, and whether it vouches for a checkpoint.</summary>
/// <param name="Witness">Which.</param>
/// <param name="Standing">Whether its word counts.</param>
/// <param name="At">When it cosigned last; null when it did not.</param>
public sealed record WitnessVouch(PolicyWitness Witness, WitnessStanding Standing, DateTimeOffset? At);
