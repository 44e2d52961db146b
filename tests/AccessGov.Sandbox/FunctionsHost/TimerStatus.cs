namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>What the host remembers of a timer, in UTC.</summary>
/// <param name="Last">When it ran last; the least instant there is: never.</param>
/// <param name="Next">When it is due.</param>
/// <param name="LastUpdated">When this was written.</param>
internal sealed record TimerStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated);
