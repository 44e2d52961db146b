using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>A snapshot's lists with statements put in their places: each replaces all that the source said of the person before.</summary>
internal sealed class StatementFold
{
    public StatementFold(HrSnapshot before, PersonStatement[] said)
    {
        var people = said.Select(s => s.Person).ToHashSet();
        if (people.Count < said.Length)
            throw new ArgumentException($"Source '{before.Source}' speaks twice of a person.", nameof(said));
        Workers = Merged(before.Workers, [.. said.OfType<PersonStatement.Employed>().Select(s => s.Worker.Canonical())], people);
        Guests = HrIntake.Sorted([
            .. before.GuestPostings.Where(g => !people.Contains(g.Worker)),
            .. said.OfType<PersonStatement.Guest>().SelectMany(s => s.Postings.Select(p => new GuestPosting(s.Person, p))),
        ]);
        Unlisted = [.. before.Unlisted.Where(w => !people.Contains(w.Id))];
        UnlistedGuests = [.. before.UnlistedGuests.Where(g => !people.Contains(g.Worker))];
        Digest = DigestOf(before, said);
    }

    public IReadOnlyList<Worker> Workers { get; }

    public IReadOnlyList<GuestPosting> Guests { get; }

    public IReadOnlyList<Worker> Unlisted { get; }

    public IReadOnlyList<GuestPosting> UnlistedGuests { get; }

    /// <summary>Over the former digest and the statements: a million others are not hashed again for one.</summary>
    public string Digest { get; }

    /// <summary>Both lists are in order; one pass.</summary>
    private static Worker[] Merged(IReadOnlyList<Worker> before, Worker[] stated, HashSet<EmployeeId> people)
    {
        var merged = new List<Worker>(before.Count + stated.Length);
        var next = 0;
        foreach (var worker in before)
        {
            while (next < stated.Length && stated[next].Id.CompareTo(worker.Id) < 0)
                merged.Add(stated[next++]);
            if (!people.Contains(worker.Id))
                merged.Add(worker);
        }
        merged.AddRange(stated[next..]);
        return [.. merged];
    }

    private static string DigestOf(HrSnapshot before, PersonStatement[] said)
    {
        using var hash = new CanonicalHash();
        hash.Add(before.Digest).Add(said.Length);
        foreach (var statement in said)
        {
            hash.Add(statement.Person.Value).Add(statement.On);
            switch (statement)
            {
                case PersonStatement.Employed { Worker: var worker }:
                    HrSnapshot.Add(hash.Add(true), worker.Canonical());
                    break;
                case PersonStatement.Guest guest:
                    var postings = HrIntake.Sorted([.. guest.Postings.Select(p => new GuestPosting(guest.Person, p))]);
                    hash.Add(false).Add(postings.Count);
                    foreach (var posting in postings)
                        HrSnapshot.Add(hash, posting.Posting);
                    break;
                default:
                    throw new InvalidOperationException(statement.GetType().Name);
            }
        }
        return hash.ToHex();
    }
}
