namespace AccessGov.Sandbox.Demo;

/// <summary>The pretend city's time: starts on a stated day and runs on; the story moves it forward.</summary>
public sealed class StoryClock(DateTimeOffset start) : TimeProvider
{
    private readonly long began = TimeProvider.System.GetTimestamp();
    private DateTimeOffset start = start;

    /// <summary>Moves to a later instant.</summary>
    public void MoveTo(DateTimeOffset instant) => start = instant - TimeProvider.System.GetElapsedTime(began);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start + TimeProvider.System.GetElapsedTime(began);
}
