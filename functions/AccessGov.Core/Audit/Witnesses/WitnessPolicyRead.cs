namespace AccessGov.Core.Audit.Witnesses;

/// <summary>A witness policy as it was read: it, or all that is wrong with it.</summary>
/// <param name="Policy">The policy; null when there is a flaw, for half a policy trusts too much or too little.</param>
/// <param name="Flaws">What is wrong, in the order of the lines.</param>
public sealed record WitnessPolicyRead(WitnessPolicy? Policy, IReadOnlyList<WitnessPolicyFlaw> Flaws);
