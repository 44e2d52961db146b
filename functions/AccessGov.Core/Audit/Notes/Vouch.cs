namespace AccessGov.Core.Audit.Notes;

/// <summary>A signature of a note that holds.</summary>
/// <param name="Key">Whose.</param>
/// <param name="At">When the witness says that it signed; null of a log's key, which tells no time.</param>
public sealed record Vouch(NoteKey Key, DateTimeOffset? At);
