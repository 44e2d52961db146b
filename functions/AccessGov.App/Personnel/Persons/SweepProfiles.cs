using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Persons;

/// <summary>Removes rows beside the facts of a source that say nothing any more.</summary>
internal static class SweepProfiles
{
    /// <summary>
    /// User names that their last bearer does not bear any more, and that somebody was deleted whom the facts do not know. Of a source that
    /// has not spoken nothing is known, and all of it stays.
    /// </summary>
    /// <param name="workspace">The tenant's stores.</param>
    /// <param name="source">The source.</param>
    /// <param name="ct">Cancels the operation between two commits.</param>
    /// <returns>How many rows.</returns>
    public static async Task<int> RunAsync(Workspace workspace, SourceId source, CancellationToken ct)
    {
        if (await Statements.SnapshotAsync(workspace, source, ct) is not { } facts)
            return 0;
        var people = facts.Workers.Concat(facts.Unlisted).Select(w => w.Id).ToHashSet();
        people.UnionWith(facts.GuestPostings.Concat(facts.UnlistedGuests).Select(g => g.Worker));
        var gone = ProfileRows.GonePrefix(source);
        var removed = await RemoveAsync(gone, r => !people.Contains(new EmployeeId(r.Row[gone.Length..])));
        var borne = new HashSet<string>(StringComparer.Ordinal);
        var (profiles, names) = (ProfileRows.ProfilePrefix(source), ProfileRows.UserNamePrefix(source));
        // One that is given meanwhile has another version by then, and stays.
        var before = new HashSet<string>(StringComparer.Ordinal);
        var partition = new PartitionKey(workspace.Tenant, Scopes.Personnel);
        await foreach (var row in workspace.Records.RangeAsync(partition, names, names + "~", ct))
            before.Add($"{row.Row} {row.ETag}");
        await foreach (var row in workspace.Records.RangeAsync(partition, profiles, profiles + "~", ct))
            borne.Add(ProfileRows.UserName(source, PartitionCommit.Parse<PersonProfile>(row).UserName));
        return removed + await RemoveAsync(names, r => !borne.Contains(r.Row) && before.Contains($"{r.Row} {r.ETag}"));

        Task<int> RemoveAsync(string prefix, Func<StoredRecord, bool> isOver) =>
            SweepRows.RemoveAsync(workspace, Scopes.Personnel, prefix, prefix + "~", isOver, ct);
    }
}
