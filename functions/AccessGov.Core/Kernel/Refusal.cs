namespace AccessGov.Core.Kernel;

/// <summary>A reason why something is not done, with the number that was met and the limit it met.</summary>
/// <param name="Code">Stable code, kebab-case.</param>
/// <param name="Subject">What it is about: a source, a zone, an org unit; empty for the whole.</param>
/// <param name="Number">The number that was met.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Share">The number as a share of its population, 0 to 1; null when no share was judged.</param>
public sealed record Refusal(string Code, string Subject, decimal Number, decimal Limit, decimal? Share = null);
