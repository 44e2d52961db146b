namespace AccessGov.Sandbox.Tenant;

/// <summary>What became of change notifications.</summary>
public sealed class NotificationCounters
{
    private long _raised,
        _delivered,
        _posts,
        _failed,
        _givenUp;

    /// <summary>Notifications that a subscriber took.</summary>
    public long DeliveredNotifications => Interlocked.Read(ref _delivered);

    /// <summary>POSTs that a subscriber took.</summary>
    public long DeliveredPosts => Interlocked.Read(ref _posts);

    /// <summary>POSTs that were not taken and were repeated or given up.</summary>
    public long FailedPosts => Interlocked.Read(ref _failed);

    /// <summary>Notifications that were given up.</summary>
    public long GivenUp => Interlocked.Read(ref _givenUp);

    /// <summary>True when every change was delivered or given up.</summary>
    public bool IsQuiet => Interlocked.Read(ref _raised) == 0;

    internal void Raised() => Interlocked.Increment(ref _raised);

    internal void Settled(int changes) => Interlocked.Add(ref _raised, -changes);

    internal void Delivered(int notifications)
    {
        Interlocked.Add(ref _delivered, notifications);
        Interlocked.Increment(ref _posts);
    }

    internal void Failed() => Interlocked.Increment(ref _failed);

    internal void GaveUp(int notifications) => Interlocked.Add(ref _givenUp, notifications);
}
