namespace AccessGov.Core.Audit.Answers;

/// <summary>Somebody approved a plan.</summary>
/// <param name="Line">Line of the record.</param>
/// <param name="At">When, as the record writes instants: UTC, milliseconds; such texts are in order of time.</param>
/// <param name="On">On which day of the city.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Approver">Who.</param>
/// <param name="Authors">Who made the plan, as the record says; empty for a trigger.</param>
/// <param name="Verdict">Why approval was needed, by its code.</param>
public sealed record ToldApproval(
    long Line,
    string At,
    DateOnly On,
    string Plan,
    string Approver,
    IReadOnlyList<string> Authors,
    string? Verdict
);
