namespace AccessGov.App.Directory.Entra.Wire;

/// <summary>A quota that starts full and refills evenly. Not safe by itself: <see cref="GraphQuota"/> locks.</summary>
internal sealed class TokenBucket
{
    private double capacity;
    private double perSecond;
    private double tokens;
    private DateTimeOffset filledAt;

    public TokenBucket(int count, TimeSpan within, DateTimeOffset now)
    {
        (capacity, perSecond, filledAt) = (count, count / within.TotalSeconds, now);
        tokens = capacity;
    }

    /// <summary>A larger or smaller allowance from now on; what was spent stays spent.</summary>
    public void Resize(int count, TimeSpan within)
    {
        tokens += count - capacity;
        (capacity, perSecond) = (count, count / within.TotalSeconds);
    }

    /// <summary>Time until so many are there; more than the whole bucket counts as the whole.</summary>
    public TimeSpan WaitFor(int count, DateTimeOffset now)
    {
        tokens = Math.Min(capacity, tokens + (Math.Max(0, (now - filledAt).TotalSeconds) * perSecond));
        filledAt = now;
        var missing = Math.Min(count, capacity) - tokens;
        // Rounded up, so that the wait is never a whisker too short.
        return missing <= 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(missing / perSecond * 1000) + 1);
    }

    public void Take(int count) => tokens -= count;
}
