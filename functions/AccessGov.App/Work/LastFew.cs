namespace AccessGov.App.Work;

/// <summary>
/// What was made of the things that were asked for last, made once each however many ask at once, and again where the thing has another
/// version.
/// </summary>
/// <param name="most">How many things stay at hand.</param>
internal sealed class LastFew<TVersion, T>(int most)
    where T : class
{
    private readonly Lock gate = new();
    private (string Thing, TVersion Version, Task<T> Value)[] last = [];

    /// <summary>What was made of a thing.</summary>
    /// <param name="thing">Names it.</param>
    /// <param name="version">Its version: of another one it is made anew.</param>
    /// <param name="make">Makes it; not under a caller's token, for others wait for it too.</param>
    /// <param name="ct">Cancels the waiting.</param>
    public Task<T> OfAsync(string thing, TVersion version, Func<Task<T>> make, CancellationToken ct)
    {
        lock (gate)
        {
            var known = last.FirstOrDefault(l =>
                l.Thing == thing
                && EqualityComparer<TVersion>.Default.Equals(l.Version, version)
                && l.Value is { IsFaulted: false, IsCanceled: false }
            );
            var one = known.Value is null ? (thing, version, Task.Run(make)) : known;
            last = [one, .. last.Where(l => l.Thing != thing).Take(most - 1)];
            return one.Item3.WaitAsync(ct);
        }
    }
}
