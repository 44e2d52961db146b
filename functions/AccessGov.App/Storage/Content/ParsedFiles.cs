using System.Collections.Concurrent;

namespace AccessGov.App.Storage.Content;

/// <summary>
/// Kept lists that are asked for again and again, parsed once: a file that has its hash as its name cannot change. Each use holds
/// its last file only. What is given out is shared: never to be changed.
/// </summary>
internal sealed class ParsedFiles(KeptFiles kept)
{
    private readonly ConcurrentDictionary<string, (string Hash, object Value)> lastOf = new(StringComparer.Ordinal);

    /// <summary>A value of any kind.</summary>
    /// <param name="use">What it is used as, such as the list of keys.</param>
    /// <param name="hash">Where it is kept.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<T> ValueAsync<T>(string use, string hash, CancellationToken ct)
        where T : class
    {
        if (lastOf.TryGetValue(use, out var last) && last.Hash == hash)
            return (T)last.Value;
        var value = await kept.ValueAsync<T>(hash, ct);
        lastOf[use] = (hash, value);
        return value;
    }
}
