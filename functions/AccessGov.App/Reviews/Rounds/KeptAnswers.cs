using AccessGov.Core.Grants;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>What is kept of a submission: what was said, and what is taken because of it.</summary>
/// <param name="Answers">The answers.</param>
/// <param name="Removals">What is taken.</param>
internal sealed record KeptAnswers(IReadOnlyList<ReviewAnswer> Answers, IReadOnlyList<ReviewRemoval> Removals);
