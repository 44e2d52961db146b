using AccessGov.Core.Audit.Notes;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>A witness that a policy knows.</summary>
/// <param name="Name">What the policy calls it; groups and the quorum use this name.</param>
/// <param name="Key">Its key.</param>
/// <param name="Url">Prefix of its addresses (c2sp.org/tlog-witness); null when the policy does not say.</param>
public sealed record PolicyWitness(string Name, NoteKey Key, string? Url);
