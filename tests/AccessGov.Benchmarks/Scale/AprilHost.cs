namespace AccessGov.Benchmarks.Scale;

/// <summary>
/// Who runs functions: an app for each municipality with queues of its own, its instances limited together; or one app for all, each
/// function limited by itself, with one set of queues.
/// </summary>
internal sealed class AprilHost(AprilSettings settings)
{
    private readonly Slots all = new(settings.IsOneApp ? null : settings.AtOnce);
    private readonly Dictionary<string, Slots> each = [];

    /// <summary>The queue of a function.</summary>
    public string Queue(int tenant, string function) => settings.IsOneApp ? function : $"{tenant}:{function}";

    /// <summary>Runs a function when it is its turn. What is sealed takes no instance of its own where each has an app.</summary>
    public Task RunAsync(int tenant, string function, Func<Task> work)
    {
        var isSeal = function == "seal-audit";
        var key = settings.IsOneApp ? function : $"{tenant}:{function}";
        var most = settings.IsOneApp ? settings.AtOnce : settings.Rules.BatchSize;
        if (!each.TryGetValue(key, out var own))
            each[key] = own = new Slots(most);
        return own.RunAsync(() => settings.IsOneApp || isSeal ? work() : all.RunAsync(work));
    }
}
