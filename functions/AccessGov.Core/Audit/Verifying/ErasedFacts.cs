namespace AccessGov.Core.Audit.Verifying;

/// <summary>Facts of which only the entry is left.</summary>
/// <param name="Count">How many.</param>
/// <param name="Uncovered">How many of them no <c>facts-erased</c> covers that two people agreed to: somebody erased in silence.</param>
/// <param name="First">Numbers of the first of these, at most <see cref="GapList.Limit"/>.</param>
public sealed record ErasedFacts(long Count, long Uncovered, IReadOnlyList<long> First);
