namespace AccessGov.Core.Applying;

/// <summary>When a decider is asked.</summary>
/// <param name="Now">The instant.</param>
/// <param name="Today">The day in the policy's time zone.</param>
/// <param name="IsLive">False while the installation only observes.</param>
/// <param name="PlanValidFor">How long a plan may lie before it is begun.</param>
public readonly record struct Moment(DateTimeOffset Now, DateOnly Today, TimeSpan PlanValidFor, bool IsLive = true);
