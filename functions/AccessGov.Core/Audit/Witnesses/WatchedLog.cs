using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>A log that we witness, and what we know of it.</summary>
/// <param name="Keys">Its keys, from paper; each is named by the log's origin.</param>
/// <param name="Latest">The tree that we cosigned last; null when we never did. Never restored from a backup.</param>
public sealed record WatchedLog(IReadOnlyList<NoteKey> Keys, TreeHead? Latest);
