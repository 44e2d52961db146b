using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>What was handed in, with its answers.</summary>
/// <param name="Submission">By whom, when, and the receipt.</param>
/// <param name="Answers">The answers.</param>
public sealed record HandedIn(ReviewSubmission Submission, IReadOnlyList<ReviewAnswer> Answers);
