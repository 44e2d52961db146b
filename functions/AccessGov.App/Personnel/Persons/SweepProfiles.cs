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
        var gone = ProfileRows.GonePrefix(source);
        // Before the facts: who is deleted meanwhile has another row by then, and it stays.
        var deleted = await RowsAsync(gone);
        if (await Statements.SnapshotAsync(workspace, source, ct) is not { } facts)
            return 0;
        var people = facts.Workers.Concat(facts.Unlisted).Select(w => w.Id).ToHashSet();
        people.UnionWith(facts.GuestPostings.Concat(facts.UnlistedGuests).Select(g => g.Worker));
        // A guest without a post is in no list of the facts, and still in what was stated.
        var stated = $"{Statements.PersonPrefix}{source}:";
        foreach (var row in await RowsAsync(stated))
            people.Add(new EmployeeId(row.Row[stated.Length..]));
        var removed = await RemoveAsync(
            gone,
            r => deleted.Contains((r.Row, r.ETag)) && !people.Contains(new EmployeeId(r.Row[gone.Length..]))
        );
        var borne = new HashSet<string>(StringComparer.Ordinal);
        var (profiles, names) = (ProfileRows.ProfilePrefix(source), ProfileRows.UserNamePrefix(source));
        // One that is given meanwhile has another version by then, and stays.
        var before = await RowsAsync(names);
        await foreach (var row in RangeAsync(profiles))
            borne.Add(ProfileRows.UserName(source, PartitionCommit.Parse<PersonProfile>(row).UserName));
        return removed + await RemoveAsync(names, r => !borne.Contains(r.Row) && before.Contains((r.Row, r.ETag)));

        async Task<HashSet<(string Row, ETag Version)>> RowsAsync(string prefix)
        {
            var rows = new HashSet<(string, ETag)>();
            await foreach (var row in RangeAsync(prefix))
                rows.Add((row.Row, row.ETag));
            return rows;
        }

        IAsyncEnumerable<StoredRecord> RangeAsync(string prefix) =>
            workspace.Records.RangeAsync(new(workspace.Tenant, Scopes.Personnel), prefix, prefix + "~", ct);

        Task<int> RemoveAsync(string prefix, Func<StoredRecord, bool> isOver) =>
            SweepRows.RemoveAsync(workspace, Scopes.Personnel, prefix, prefix + "~", isOver, ct);
    }
}
