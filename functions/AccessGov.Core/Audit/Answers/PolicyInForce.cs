namespace AccessGov.Core.Audit.Answers;

/// <summary>From when on plans were made from a version of the policy.</summary>
/// <param name="Policy">SHA-256 of the policy file.</param>
/// <param name="From">Since when the record shows it in use.</param>
/// <param name="On">On which day of the city.</param>
/// <param name="Line">The line that shows it.</param>
/// <param name="Rights">Hash of the kept map from rights to groups; null when the record does not name one.</param>
public sealed record PolicyInForce(string Policy, string From, DateOnly On, long Line, string? Rights);
