using AccessGov.App.Storage;

namespace AccessGov.App.Work;

/// <summary>
/// Something that follows from one partition: made once for each of its versions, however many ask at once. The version is read before
/// the facts, so facts that change meanwhile are at worst made again, never missed.
/// </summary>
/// <param name="scope">The partition.</param>
/// <param name="next">Makes it from what was made of a version before; null for the first time, and where that failed.</param>
internal sealed class OncePerVersion<T>(string scope, Func<Workspace, T?, Task<T>> next)
    where T : class
{
    private readonly Lock gate = new();
    private (ETag? Version, Task<T> Value)? last;

    /// <summary>Makes it from nothing each time.</summary>
    public OncePerVersion(string scope, Func<Workspace, Task<T>> make)
        : this(scope, (workspace, _) => make(workspace)) { }

    public async Task<T> OfAsync(Workspace workspace, CancellationToken ct)
    {
        var version = await PartitionCommit.VersionAsync(workspace, scope, ct);
        return await Of(workspace, version).WaitAsync(ct);
    }

    private Task<T> Of(Workspace workspace, ETag? version)
    {
        lock (gate)
        {
            if (last is { } known && known.Version == version && known.Value is { IsFaulted: false, IsCanceled: false })
                return known.Value;
            // Not under the caller's token: others wait for it too.
            var former = last?.Value;
            var value = Task.Run(async () => await next(workspace, await MadeAsync(former)));
            last = (version, value);
            return value;
        }
    }

    private static async Task<T?> MadeAsync(Task<T>? former)
    {
        if (former is null)
            return null;
        // Whoever asked for it hears why it failed.
        await ((Task)former).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return former.IsCompletedSuccessfully ? former.Result : null;
    }
}
