using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>
/// A snapshot's lists with statements put in their places: each replaces all that the source said of the person before. What does not
/// concern the persons is shared, not copied.
/// </summary>
internal sealed class StatementFold
{
    public StatementFold(HrSnapshot before, PersonStatement[] said)
    {
        var people = said.Select(s => s.Person).ToHashSet();
        if (people.Count < said.Length)
            throw new ArgumentException($"Source '{before.Source}' speaks twice of a person.", nameof(said));
        Workers = before.People.With([.. said.Select(s => (s.Person, (s as PersonStatement.Employed)?.Worker.Canonical()))]);
        GuestPosting[] guests =
        [
            .. said.OfType<PersonStatement.Guest>().SelectMany(s => s.Postings.Select(p => new GuestPosting(s.Person, p))),
        ];
        var others = Without(before.GuestPostings, said, people, g => g.Worker);
        Guests = guests.Length == 0 ? others : GuestPosting.InOrder([.. others, .. guests]);
        Unlisted = Without(before.Unlisted, said, people, w => w.Id);
        UnlistedGuests = Without(before.UnlistedGuests, said, people, g => g.Worker);
        Said = before.Said.With(said);
    }

    public PeopleList Workers { get; }

    public IReadOnlyList<GuestPosting> Guests { get; }

    public IReadOnlyList<Worker> Unlisted { get; }

    public IReadOnlyList<GuestPosting> UnlistedGuests { get; }

    /// <summary>Of everything that was stated, by this and before.</summary>
    public StatementDigest Said { get; }

    /// <summary>What is not about the people; the same list where nothing is.</summary>
    private static IReadOnlyList<T> Without<T>(
        IReadOnlyList<T> sorted,
        PersonStatement[] said,
        HashSet<EmployeeId> people,
        Func<T, EmployeeId> idOf
    ) =>
        sorted.Count == 0 || Array.TrueForAll(said, s => PeopleList.PlaceOf(sorted, s.Person, idOf) < 0)
            ? sorted
            : [.. sorted.Where(i => !people.Contains(idOf(i)))];
}
