using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment.Ceremonies;

/// <summary>A ceremony that was taken: it is gone, and its answer may be verified once.</summary>
/// <param name="Bond">What it was bound to, with the key and the ticket; null when <paramref name="Why"/> is set.</param>
/// <param name="Options">The options that the authenticator was given, as they were kept.</param>
/// <param name="Why">Why there is none; null when there is.</param>
public sealed record CeremonyAnswer(CeremonyBond? Bond, string Options, Refusal? Why);
