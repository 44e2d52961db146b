using System.Text;

namespace AccessGov.App.Storage;

/// <summary>
/// What a message and a hold may be ("Scalability and performance targets for Queue Storage"; Put Message, Get Messages).
/// </summary>
public static class QueueLimits
{
    /// <summary>Largest body in UTF-8 bytes: 48 KiB, which base64 turns into Azure's 64 KiB.</summary>
    public const int MaxBodyBytes = 48 * 1024;

    /// <summary>Most messages in one receive.</summary>
    public const int MaxReceive = 32;

    /// <summary>Longest delay or hold.</summary>
    public static readonly TimeSpan MaxFor = TimeSpan.FromDays(7);

    /// <summary>Shortest hold of a receive.</summary>
    public static readonly TimeSpan MinHold = TimeSpan.FromSeconds(1);

    internal static void CheckBody(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var size = Encoding.UTF8.GetByteCount(body);
        if (size > MaxBodyBytes)
            throw new ArgumentException($"A message has at most {MaxBodyBytes} bytes; this one has {size}.", nameof(body));
    }

    internal static void CheckDelay(TimeSpan visibleAfter)
    {
        if (visibleAfter < TimeSpan.Zero || visibleAfter > MaxFor)
            throw new ArgumentException(
                $"A message is hidden for 0 to {MaxFor.TotalDays} days; this says {visibleAfter}.",
                nameof(visibleAfter)
            );
    }

    internal static void CheckReceive(int max, TimeSpan visibilityFor)
    {
        if (max is < 1 or > MaxReceive)
            throw new ArgumentException($"A receive takes 1 to {MaxReceive} messages; this asks for {max}.", nameof(max));
        if (visibilityFor < MinHold || visibilityFor > MaxFor)
            throw new ArgumentException(
                $"A message is held for {MinHold.TotalSeconds} second to {MaxFor.TotalDays} days; this says {visibilityFor}.",
                nameof(visibilityFor)
            );
    }
}
