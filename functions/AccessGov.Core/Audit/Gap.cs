namespace AccessGov.Core.Audit;

/// <summary>A line of the chain that lacks its counterpart.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Action">The action's id.</param>
/// <param name="Subject">Whom it concerns.</param>
/// <param name="At">When it was written.</param>
public sealed record Gap(long Line, string Action, string Subject, DateTimeOffset At);
