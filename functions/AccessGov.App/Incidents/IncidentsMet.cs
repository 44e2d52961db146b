using System.Collections.Concurrent;

namespace AccessGov.App.Incidents;

/// <summary>
/// What is met while something runs, for the log of whoever runs it: a function that ended well may have left something to people.
/// </summary>
public sealed class IncidentsMet : IDisposable
{
    private static readonly AsyncLocal<IncidentsMet?> Present = new();

    private readonly ConcurrentQueue<Incident> met = new();
    private readonly IncidentsMet? outer = Present.Value;

    private IncidentsMet() { }

    /// <summary>What was met so far, in its order.</summary>
    public IReadOnlyCollection<Incident> All => met;

    /// <summary>Begins; what is met within the caller's own calls is taken until it is disposed.</summary>
    public static IncidentsMet Begin()
    {
        var begun = new IncidentsMet();
        Present.Value = begun;
        return begun;
    }

    /// <inheritdoc/>
    public void Dispose() => Present.Value = outer;

    internal static void Add(Incident incident) => Present.Value?.met.Enqueue(incident);
}
