using AccessGov.Core.Kernel;

namespace AccessGov.App.Settings;

/// <summary>Another program that may speak through the API: <c>callers:NAME</c>.</summary>
/// <param name="Name">1 to 40 characters of <c>a-z 0-9 -</c>; the audit record calls it <c>app:NAME</c>.</param>
/// <param name="Sources">For whom it may speak; at least one.</param>
/// <param name="Proof">How it proves who it is.</param>
public sealed record CallerSettings(string Name, IReadOnlyList<SourceId> Sources, CallerProof Proof);
