namespace AccessGov.Core.Audit.Answers;

/// <summary>Something that happened with a sealed account.</summary>
/// <param name="Line">Line of the record.</param>
/// <param name="At">When, as the record writes instants: UTC, milliseconds; such texts are in order of time.</param>
/// <param name="On">On which day of the city.</param>
/// <param name="What">Kind of the fact, <c>emergency-…</c>.</param>
/// <param name="Account">The account's user principal name.</param>
/// <param name="By">Who, or which trigger.</param>
/// <param name="Opening">Which opening; null for a wish, and where nobody opened the account here.</param>
/// <param name="Said">The reason, the result of the review, or the code of the failure; null for none.</param>
public sealed record ToldEmergency(
    long Line,
    string At,
    DateOnly On,
    string What,
    string Account,
    string By,
    string? Opening,
    string? Said
);
