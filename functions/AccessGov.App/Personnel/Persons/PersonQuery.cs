using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Persons;

/// <summary>The persons of one source as it speaks of them now, for the program that feeds it.</summary>
public sealed class PersonQuery
{
    private readonly Workspace workspace;
    private readonly SourceId source;
    private readonly SourcePeople people;
    private readonly SourcePeople.Version version;

    /// <summary>Persons of a source at most, if all of them are read for one question; it takes seconds.</summary>
    public const int MostSearched = 20_000;

    // Rows of one answer of Azure Tables.
    private const int Block = 1000;

    // Point reads at a time.
    private const int AtOnce = 16;

    private PersonQuery(Workspace workspace, SourceId source, SourcePeople people, SourcePeople.Version version) =>
        (this.workspace, this.source, this.people, this.version) = (workspace, source, people, version);

    /// <summary>Everything the source says now.</summary>
    internal HrSnapshot Present => people.Present;

    /// <summary>Reads what the source says now.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="source">The source.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<PersonQuery> InAsync(Workspace workspace, SourceId source, CancellationToken ct)
    {
        var (people, version) = await SourcePeople.InAsync(workspace, source, ct);
        return new PersonQuery(workspace, source, people, version);
    }

    /// <summary>The person, or null when the source never named them or they were deleted.</summary>
    /// <param name="person">The person's number in the source.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<KnownPerson?> OneAsync(EmployeeId person, CancellationToken ct)
    {
        // A guest whose every post has ended here is in no list, and is known until the statement is swept.
        if (
            (
                people.Facts(person)
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
        var all = await people.ShownAsync(workspace, version, ct);
        return (all.Count, await PartAsync(all, skip, most, ct));
    }

    /// <summary>
    /// A part of those persons of whom something holds, by number. Who they are is found once for each version of the personnel facts;
    /// after that a part costs the part.
    /// </summary>
    /// <param name="asked">Names what holds.</param>
    /// <param name="holds">Says whether it does.</param>
    /// <param name="skip">How many to leave out; 0 or more.</param>
    /// <param name="most">How many to return; 0 or more.</param>
    /// <param name="ct">Cancels the waiting.</param>
    /// <returns>Null when the source has more than <see cref="MostSearched"/> persons.</returns>
    public async Task<(int Total, IReadOnlyList<KnownPerson> Part)?> WhereAsync(
        string asked,
        Func<KnownPerson, bool> holds,
        int skip,
        int most,
        CancellationToken ct
    )
    {
        var all = await people.ShownAsync(workspace, version, ct);
        if (all.Count > MostSearched)
            return null;
        var searches = workspace.Memory.Of(() => new Searches());
        var found = await searches.Last.OfAsync($"{source}\n{asked}", version, () => SearchAsync(searches, all, holds), ct);
        var part = new List<KnownPerson>();
        foreach (var some in found.Ids.Skip(skip).Take(most).Chunk(AtOnce))
            foreach (var one in await Task.WhenAll(some.Select(id => KnownAsync(people.Facts(id)!, ct))))
                part.Add(one);
        return (found.Ids.Count, part);
    }

    private async Task<Found> SearchAsync(Searches searches, IReadOnlyList<EmployeeId> all, Func<KnownPerson, bool> holds)
    {
        // In turn: however many questions come, reading everybody takes one processor.
        await searches.Turn.WaitAsync();
        try
        {
            var ids = new List<EmployeeId>();
            for (var at = 0; at < all.Count; at += Block)
                ids.AddRange((await PartAsync(all, at, Block, default)).Where(holds).Select(p => p.Id));
            return new Found(ids);
        }
        finally
        {
            searches.Turn.Release();
        }
    }

    private async Task<IReadOnlyList<KnownPerson>> PartAsync(IReadOnlyList<EmployeeId> all, int skip, int most, CancellationToken ct)
    {
        var count = Math.Clamp(all.Count - skip, 0, most);
        if (count == 0)
            return [];
        // Two readings for the page, which lies between its first and last number, whatever its length.
        var (first, last) = (all[skip], all[skip + count - 1]);
        var profiles = await BetweenAsync<PersonProfile>(p => ProfileRows.Profile(source, p), first, last, ct);
        var stated = await BetweenAsync<Statements.Stated>(p => Statements.Row(source, p), first, last, ct);
        var page = new KnownPerson[count];
        for (var i = 0; i < count; i++)
        {
            var id = all[skip + i];
            page[i] = Known(
                people.Facts(id)!,
                profiles.GetValueOrDefault(ProfileRows.Profile(source, id)),
                stated.GetValueOrDefault(Statements.Row(source, id))
            );
        }
        return page;
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
        return Known(facts, profile, stated);
    }

    private KnownPerson Known(PersonStatement facts, PersonProfile? profile, Statements.Stated? stated) =>
        new(facts, profile, stated?.Statement.On, stated?.AcceptedAt ?? people.DeliveredAt);

    /// <summary>Who was found for the questions that were asked last.</summary>
    private sealed class Searches
    {
        // A client pages through one question; several sources, a few clients.
        public LastFew<SourcePeople.Version, Found> Last { get; } = new(16);

        public SemaphoreSlim Turn { get; } = new(1);
    }

    private sealed record Found(IReadOnlyList<EmployeeId> Ids);

    /// <summary>Rows of persons from one number to another, both included; rows sort as numbers do.</summary>
    private async Task<Dictionary<string, T>> BetweenAsync<T>(
        Func<EmployeeId, string> row,
        EmployeeId first,
        EmployeeId last,
        CancellationToken ct
    )
        where T : class =>
        await workspace
            // '-' is the lowest character that a number, and a row, may have: nothing lies between a row and the same row with it.
            .Records.RangeAsync(new(workspace.Tenant, Scopes.Personnel), row(first), row(last) + "-", ct)
            .ToDictionaryAsync(r => r.Row, PartitionCommit.Parse<T>, StringComparer.Ordinal, ct);
}
