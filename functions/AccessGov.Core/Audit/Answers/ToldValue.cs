namespace AccessGov.Core.Audit.Answers;

/// <summary>One attribute from what to what. Personal values are told by their salted hashes only.</summary>
/// <param name="Name">Name of the attribute.</param>
/// <param name="Now">What it was.</param>
/// <param name="ToBe">What it was to be.</param>
/// <param name="NowHash">Hash of what it was.</param>
/// <param name="ToBeHash">Hash of what it was to be.</param>
public sealed record ToldValue(string Name, string? Now, string? ToBe, string? NowHash, string? ToBeHash);
