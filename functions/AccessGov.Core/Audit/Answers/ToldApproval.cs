namespace AccessGov.Core.Audit.Answers;

/// <summary>Somebody approved a plan, or what else takes two people: a policy, the table of operators, going live.</summary>
/// <param name="Line">Line of the record.</param>
/// <param name="At">When, as the record writes instants: UTC, milliseconds; such texts are in order of time.</param>
/// <param name="On">On which day of the city.</param>
/// <param name="What"><c>plan</c>, or the code of the decision.</param>
/// <param name="Subject">Id of the plan; of a decision the hash of what was agreed to.</param>
/// <param name="Approver">Who.</param>
/// <param name="Authors">Who made or proposed it, as the record says; empty for a trigger.</param>
/// <param name="Verdict">What the brake had said of a plan, by its code; null for a decision.</param>
public sealed record ToldApproval(
    long Line,
    string At,
    DateOnly On,
    string What,
    string Subject,
    string Approver,
    IReadOnlyList<string> Authors,
    string? Verdict
);
