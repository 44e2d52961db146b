namespace AccessGov.Benchmarks.Input;

/// <summary>Runs as fast as the real clock and starts on the morning of <see cref="Town.Today"/>.</summary>
internal sealed class TownClock : TimeProvider
{
    private readonly TimeSpan ahead = new DateTimeOffset(Town.Today, new TimeOnly(8, 30), TimeSpan.FromHours(9)) - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
