using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.Work;

namespace AccessGov.App.Audit.Log;

/// <summary>
/// How many facts there are about each subject. A fact says which it is, so that whoever is shown some of them sees which are missing.
/// The version of the head's row guards the counts.
/// </summary>
internal sealed class SubjectCounts
{
    private const int AtOnce = 16;
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);
    private long known = -1,
        written = -1;

    private sealed record Count(long N);

    /// <summary>Subjects that have another count than is stored.</summary>
    public IReadOnlySet<string> Changed => changed;

    /// <summary>Writes of the counts that changed, in a commit after which so many facts are sealed.</summary>
    public IEnumerable<RecordWrite> WritesAt(long size)
    {
        written = size;
        return changed.Select(s => new RecordWrite.Upsert(
            RowOf(s),
            JsonSerializer.SerializeToUtf8Bytes(new Count(counts[s]), CoreJson.Options)
        ));
    }

    /// <summary>Reads the counts of subjects that are not known yet. Where somebody else sealed meanwhile, all are read again.</summary>
    public async Task ReadAsync(Workspace workspace, long size, IEnumerable<string> subjects, CancellationToken ct)
    {
        if (size != known)
            Forget();
        known = size;
        var unknown = subjects.Where(s => !counts.ContainsKey(s)).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var some in unknown.Chunk(AtOnce))
        {
            var read = await Task.WhenAll(some.Select(s => PartitionCommit.ReadAsync<Count>(workspace, Scopes.Chain, RowOf(s), ct)));
            foreach (var (subject, count) in some.Zip(read))
                counts[subject] = count?.N ?? 0;
        }
    }

    /// <summary>Counts one more; the subject was read before.</summary>
    public long Next(string subject)
    {
        changed.Add(subject);
        return ++counts[subject];
    }

    /// <summary>What was written is stored.</summary>
    public void Stored()
    {
        changed.Clear();
        known = written;
    }

    /// <summary>It is not: nothing that is known here is true.</summary>
    public void Forget()
    {
        counts.Clear();
        changed.Clear();
    }

    // By a hash: a subject may have characters that a row's name may not.
    private static string RowOf(string subject) =>
        $"nth|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)))[..32]}";
}
