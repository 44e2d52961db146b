using AccessGov.Core.Adopting;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Adopting;

/// <summary>What became of a list of pairs that people have edited.</summary>
/// <param name="Pairs">The marked pairs; empty when anything is wrong.</param>
/// <param name="Faults">What is wrong in rows.</param>
/// <param name="Reasons">Why it is no such list at all.</param>
public sealed record PairListRead(IReadOnlyList<ChosenPair> Pairs, IReadOnlyList<PairFault> Faults, IReadOnlyList<Wording> Reasons);
