using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Persons;

/// <summary>The persons of one source as it speaks of them now, for the program that feeds it.</summary>
public sealed class PersonQuery
{
    private readonly Workspace workspace;
    private readonly SourceId source;
    private readonly DateTimeOffset deliveredAt;

    private PersonQuery(Workspace workspace, SourceId source, HrSnapshot present, DateTimeOffset deliveredAt) =>
        (this.workspace, this.source, Present, this.deliveredAt) = (workspace, source, present, deliveredAt);

    /// <summary>Everything the source says now.</summary>
    internal HrSnapshot Present { get; }

    /// <summary>Reads what the source says now.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="source">The source.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<PersonQuery> InAsync(Workspace workspace, SourceId source, CancellationToken ct)
    {
        var state = await ImportHr.StateAsync(workspace, source, ct);
        var present = await Statements.SnapshotAsync(workspace, source, ct) ?? HrSnapshot.Silent(source, workspace.Today);
        return new PersonQuery(workspace, source, present, state?.AcceptedAt ?? default);
    }

    /// <summary>The person, or null when the source never named them or they were deleted.</summary>
    /// <param name="person">The person's number in the source.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<KnownPerson?> OneAsync(EmployeeId person, CancellationToken ct)
    {
        // A guest whose every post has ended here is in no list, and is known until the statement is swept.
        if (
            (
                Facts(person)
                ?? (
                    await PartitionCommit.ReadAsync<Statements.Stated>(workspace, Scopes.Personnel, Statements.Row(source, person), ct)
                )?.Statement as PersonStatement.Guest
            )
            is not { } facts
        )
            return null;
        if (
            await PartitionCommit.ReadAsync<ProfileRows.Gone>(workspace, Scopes.Personnel, ProfileRows.GoneOf(source, person), ct)
                is { } gone
            && gone.FactsHash == FactsHash.Of(facts)
        )
            return null;
        return await KnownAsync(facts, ct);
    }

    /// <summary>Who bears a user name: whoever a client gave it, else the person with that number and no other name.</summary>
    /// <param name="userName">In any case.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<KnownPerson?> NamedAsync(string userName, CancellationToken ct)
    {
        if (
            await PartitionCommit.ReadAsync<ProfileRows.Bearer>(workspace, Scopes.Personnel, ProfileRows.UserName(source, userName), ct)
                is { } bearer
            && await OneAsync(bearer.Person, ct) is { Profile: { } profile } named
            && Same(profile.UserName, userName)
        )
            return named;
        return
            EmployeeNumbers.TryRead(userName, workspace.Numbers.WidthOf(source), out var id, out _)
            && await OneAsync(id, ct) is { Profile: null } unnamed
            ? unnamed
            : null;
    }

    /// <summary>A part of all persons, by number.</summary>
    /// <param name="skip">How many to leave out; 0 or more.</param>
    /// <param name="most">How many to return; 0 or more.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<(int Total, IReadOnlyList<KnownPerson> Page)> ListAsync(int skip, int most, CancellationToken ct)
    {
        var prefix = ProfileRows.GonePrefix(source);
        var gone = await workspace
            .Records.RangeAsync(new(workspace.Tenant, Scopes.Personnel), prefix, prefix + "~", ct)
            .ToDictionaryAsync(
                r => new EmployeeId(r.Row[prefix.Length..]),
                r => PartitionCommit.Parse<ProfileRows.Gone>(r).FactsHash,
                cancellationToken: ct
            );
        var all = Present
            .Workers.Concat(Present.Unlisted)
            .Select(w => w.Id)
            .Concat(Present.GuestPostings.Concat(Present.UnlistedGuests).Select(g => g.Worker))
            .Distinct()
            .Where(id => !gone.TryGetValue(id, out var hash) || hash != FactsHash.Of(Facts(id)!))
            .Order()
            .ToList();
        var page = new List<KnownPerson>();
        foreach (var id in all.Skip(skip).Take(most))
            page.Add(await KnownAsync(Facts(id)!, ct));
        return (all.Count, page);
    }

    internal static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private async Task<KnownPerson> KnownAsync(PersonStatement facts, CancellationToken ct)
    {
        var profile = await PartitionCommit.ReadAsync<PersonProfile>(
            workspace,
            Scopes.Personnel,
            ProfileRows.Profile(source, facts.Person),
            ct
        );
        var stated = await PartitionCommit.ReadAsync<Statements.Stated>(
            workspace,
            Scopes.Personnel,
            Statements.Row(source, facts.Person),
            ct
        );
        return new KnownPerson(facts, profile, stated?.Statement.On, stated?.AcceptedAt ?? deliveredAt);
    }

    private PersonStatement? Facts(EmployeeId person)
    {
        if ((Find(Present.Workers, person) ?? Present.Unlisted.FirstOrDefault(w => w.Id == person)) is { } worker)
            return new PersonStatement.Employed(source, Present.AsOf, worker);
        var guest = Present.GuestPostings.Concat(Present.UnlistedGuests).Where(g => g.Worker == person).Select(g => g.Posting).ToArray();
        return guest.Length == 0 ? null : new PersonStatement.Guest(source, Present.AsOf, person, guest);
    }

    /// <summary>Workers are in the order of their ids.</summary>
    private static Worker? Find(IReadOnlyList<Worker> workers, EmployeeId person)
    {
        var (low, high) = (0, workers.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = workers[middle].Id.CompareTo(person);
            if (order == 0)
                return workers[middle];
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return null;
    }
}
