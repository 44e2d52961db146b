using AccessGov.App.Storage;

namespace AccessGov.App.Work;

/// <summary>
/// Something that follows from one partition: made once for each of its versions, however many ask at once. The version is read before
/// the facts, so facts that change meanwhile are at worst made again, never missed.
/// </summary>
internal sealed class OncePerVersion<T>(string scope, Func<Workspace, Task<T>> make)
{
    private readonly Lock gate = new();
    private (ETag? Version, Task<T> Value)? last;

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
            var value = Task.Run(() => make(workspace));
            last = (version, value);
            return value;
        }
    }
}
