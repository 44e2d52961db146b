namespace AccessGov.App.Failures;

/// <summary>
/// What may be told of things that others can cause as often as they like: each kind once in a while, the rest is counted.
/// </summary>
/// <param name="clock">The time.</param>
public sealed class Ration(TimeProvider clock)
{
    /// <summary>A kind is told that often at most.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    // Kinds are names of ours, so few; the bound only keeps a mistake in that from growing.
    private const int MostKinds = 1000;

    private readonly Lock gate = new();
    private readonly Dictionary<object, (int Since, long ToldAt)> kinds = [];

    /// <summary>Counts one, and says whether it is time to tell.</summary>
    /// <param name="kind">What happened, compared by value; of ours, never text from outside.</param>
    /// <param name="count">How many happened since it was told last, this one included.</param>
    public bool MayTell(object kind, out int count)
    {
        lock (gate)
        {
            if (kinds.Count >= MostKinds && !kinds.ContainsKey(kind))
                kind = "";
            var now = clock.GetTimestamp();
            var isKnown = kinds.TryGetValue(kind, out var last);
            count = last.Since + 1;
            if (isKnown && clock.GetElapsedTime(last.ToldAt, now) < Every)
            {
                kinds[kind] = (count, last.ToldAt);
                return false;
            }
            kinds[kind] = (0, now);
            return true;
        }
    }
}
