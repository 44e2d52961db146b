namespace AccessGov.Core.Audit.Answers;

/// <summary>
/// From when on plans were made from a version of the policy. Plans are made before anybody agreed too, to look at them: only a version
/// that was put into force may change anything.
/// </summary>
/// <param name="Policy">SHA-256 of the policy file.</param>
/// <param name="From">Since when the record shows it in use.</param>
/// <param name="On">On which day of the city.</param>
/// <param name="Line">The line that shows it.</param>
/// <param name="Rights">Hash of the kept map from rights to groups; null when the record does not name one.</param>
public sealed record PolicyUsed(string Policy, string From, DateOnly On, long Line, string? Rights)
{
    /// <summary>
    /// On which day it was put into force, by two people or because it is only stricter; null when the record has no such line.
    /// </summary>
    public DateOnly? InForceOn { get; init; }

    /// <summary>The line that says so.</summary>
    public long? InForceLine { get; init; }
}
