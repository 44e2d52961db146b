using AccessGov.Core.Audit.Notes;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>A log that a policy accepts.</summary>
/// <param name="Key">Its key; the key's name is the log's origin. A log may have several.</param>
/// <param name="Url">Where it is asked; null when the policy does not say.</param>
public sealed record PolicyLog(NoteKey Key, string? Url);
