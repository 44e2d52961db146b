using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Crash;

/// <summary>A process that is started again whenever it was killed. Knows from its log which functions it runs.</summary>
internal sealed class Replica : IDisposable
{
    private readonly Func<long> asked;
    private readonly Lock gate = new();
    private readonly List<(string Function, long Asked)> running = [];
    private readonly IReplicaProcess process;

    /// <param name="start">Makes the process from what it is told about its surroundings, and who hears what it says.</param>
    /// <param name="stage">Where it serves.</param>
    /// <param name="environment">What it is told besides.</param>
    /// <param name="proxies">Its ways to storage; none for SQLite.</param>
    /// <param name="asked">Requests that the directory has seen.</param>
    public Replica(
        Func<IReadOnlyDictionary<string, string>, Action<string>, IReplicaProcess> start,
        Stage stage,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyList<CountingProxy> proxies,
        Func<long> asked
    )
    {
        (this.asked, Proxies) = (asked, proxies);
        var told = new Dictionary<string, string>(stage.Environment.Concat(environment))
        {
            // What a killed process held is free again after 2 s instead of 30 s: 200 kills must not take hours.
            ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:02",
            ["ACCESSGOV_LOG_LEVEL"] = "Debug",
        };
        process = start(told, Hear);
    }

    /// <summary>Told when a function begins.</summary>
    public Action<Replica, string>? Began { get; set; }

    public IReadOnlyList<CountingProxy> Proxies { get; }

    /// <summary>Its way to a domain controller; null where the directory is the emulated tenant.</summary>
    public CountingProxy? ToDomain { get; init; }

    public int Kills { get; private set; }

    /// <summary>What it said, killed ones included.</summary>
    public List<string> Log { get; } = [];

    public Task StartAsync() => process.StartAsync();

    /// <summary>Phases of the functions that run now.</summary>
    public IReadOnlyList<string> Phases()
    {
        lock (gate)
            return [.. running.Select(r => PhaseOf(r.Function, r.Asked)).OfType<string>().Distinct()];
    }

    /// <summary>The functions that run now.</summary>
    public IReadOnlyList<string> Running()
    {
        lock (gate)
            return [.. running.Select(r => r.Function).Distinct()];
    }

    /// <summary>SIGKILL, and a fresh start.</summary>
    /// <param name="whileRunning">Phases that were under way.</param>
    public void Kill(out IReadOnlyList<string> whileRunning)
    {
        process.KillNow();
        whileRunning = Phases();
        Kills++;
    }

    public async Task StartAgainAsync()
    {
        foreach (var proxy in Proxies)
            proxy.Disarm();
        ToDomain?.Disarm();
        lock (gate)
            running.Clear();
        await process.StartAsync();
    }

    /// <summary>Why it ended by itself, which it never may; null while it did not.</summary>
    public string? Fallen => process.Fallen;

    public void Dispose()
    {
        process.Dispose();
        foreach (var proxy in Proxies)
            proxy.Dispose();
        ToDomain?.Dispose();
    }

    private void Hear(string line)
    {
        lock (gate)
            Log.Add(line);
        if (Word(line, " begins") is { } begun)
        {
            lock (gate)
                running.Add((begun, asked()));
            Began?.Invoke(this, begun);
        }
        // Put back is ended too: another message begins it anew.
        else if ((Word(line, " done in") ?? Word(line, " failed") ?? Word(line, " is put back")) is { } ended)
            lock (gate)
                if (running.FindIndex(r => r.Function == ended) is >= 0 and var at)
                    running.RemoveAt(at);
    }

    /// <summary>An import asks nothing of the directory; what comes after it in the same function is planning.</summary>
    private string? PhaseOf(string function, long askedAtBegin) =>
        function switch
        {
            "HrFileArrived" => asked() == askedAtBegin ? "import" : "plan",
            "PlanMade" or "HrChanged" or "DirectoryChanged" or "TurnOfDay" or "ReconcileNightly" => "plan",
            "ApplyChunk" or "ApplyUrgent" => "apply",
            "VerifyPlan" => "verify",
            "SealAudit" => "seal",
            _ => null,
        };

    private static string? Word(string line, string mark)
    {
        var end = line.IndexOf(mark, StringComparison.Ordinal);
        if (end < 0 || !line.Contains("TriggerBoundary", StringComparison.Ordinal))
            return null;
        return line[(line.LastIndexOf(' ', end - 1) + 1)..end];
    }
}
