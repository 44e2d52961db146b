using AccessGov.App.Storage;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Persons;

/// <summary>
/// A source as it speaks at one version of the personnel facts, so that a question about one person, or a page of a list, costs what it
/// asks for. Made once for each version by each process, for the sources that were asked for last.
/// </summary>
internal sealed class SourcePeople
{
    /// <summary>Sources that stay at hand: more than a policy names.</summary>
    private const int MostSources = 16;

    private readonly Lazy<Dictionary<EmployeeId, Worker>> unlisted;
    private readonly Lazy<ILookup<EmployeeId, Posting>> guests;

    private SourcePeople(HrSnapshot present, DateTimeOffset deliveredAt)
    {
        (Present, DeliveredAt) = (present, deliveredAt);
        unlisted = new(() => present.Unlisted.DistinctBy(w => w.Id).ToDictionary(w => w.Id));
        guests = new(() => present.GuestPostings.Concat(present.UnlistedGuests).ToLookup(g => g.Worker, g => g.Posting));
    }

    /// <summary>Everything the source says.</summary>
    public HrSnapshot Present { get; }

    /// <summary>When its last delivery was taken over.</summary>
    public DateTimeOffset DeliveredAt { get; }

    /// <summary>What the source says now.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="source">The source.</param>
    /// <param name="ct">Cancels the waiting.</param>
    /// <returns>The people, and the version for which they and what follows from them hold.</returns>
    public static async Task<(SourcePeople People, Version Version)> InAsync(Workspace workspace, SourceId source, CancellationToken ct)
    {
        // Read before the facts: those that change meanwhile are at worst read again. A source that never spoke speaks of today.
        var version = new Version(await PartitionCommit.VersionAsync(workspace, Scopes.Personnel, ct), workspace.Today);
        var people = await workspace
            .Memory.Of(() => new LastFew<Version, SourcePeople>(MostSources))
            .OfAsync(source.Value, version, () => ReadAsync(workspace, source), ct);
        return (people, version);
    }

    /// <summary>The numbers of everybody whom a client is shown, in their order.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="version">Of which these people are.</param>
    /// <param name="ct">Cancels the waiting.</param>
    public async Task<IReadOnlyList<EmployeeId>> ShownAsync(Workspace workspace, Version version, CancellationToken ct) =>
        await workspace
            .Memory.Of(() => new LastFew<Version, EmployeeId[]>(MostSources))
            .OfAsync(Present.Source.Value, version, () => ShownAsync(workspace), ct);

    /// <summary>What the source says of a person; null when nothing.</summary>
    /// <param name="person">The person's number in the source.</param>
    public PersonStatement? Facts(EmployeeId person)
    {
        if ((Present.Find(person) ?? unlisted.Value.GetValueOrDefault(person)) is { } worker)
            return new PersonStatement.Employed(Present.Source, Present.AsOf, worker);
        var postings = guests.Value[person].ToArray();
        return postings.Length == 0 ? null : new PersonStatement.Guest(Present.Source, Present.AsOf, person, postings);
    }

    private static async Task<SourcePeople> ReadAsync(Workspace workspace, SourceId source)
    {
        var state = await ImportHr.StateAsync(workspace, source, default);
        var present = await Statements.SnapshotAsync(workspace, source, default) ?? HrSnapshot.Silent(source, workspace.Today);
        return new SourcePeople(present, state?.AcceptedAt ?? default);
    }

    private async Task<EmployeeId[]> ShownAsync(Workspace workspace)
    {
        var prefix = ProfileRows.GonePrefix(Present.Source);
        var gone = await workspace
            .Records.RangeAsync(new(workspace.Tenant, Scopes.Personnel), prefix, prefix + "~", default)
            .ToDictionaryAsync(r => new EmployeeId(r.Row[prefix.Length..]), r => PartitionCommit.Parse<ProfileRows.Gone>(r).FactsHash);
        return
        [
            .. Present
                .Workers.Concat(Present.Unlisted)
                .Select(w => w.Id)
                .Concat(guests.Value.Select(g => g.Key))
                .Distinct()
                .Where(id => !gone.TryGetValue(id, out var hash) || hash != FactsHash.Of(Facts(id)!))
                .Order(),
        ];
    }

    /// <summary>Of which facts something was made.</summary>
    /// <param name="Personnel">Version of their partition; null for an empty one.</param>
    /// <param name="Today">The day on which it was made.</param>
    internal readonly record struct Version(ETag? Personnel, DateOnly Today);
}
