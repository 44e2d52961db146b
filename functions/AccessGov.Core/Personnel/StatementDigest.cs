using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>
/// Digest of what was stated of single persons, as a hash tree of two levels: a hash of each statement, of each of 256 groups of persons,
/// of all groups. One statement more costs one group and the root, however many there are. It is as good a witness of all of them as one
/// hash over all: nobody finds two sets of statements with one root without finding two texts with one SHA-256. In which order they came
/// changes nothing.
/// </summary>
internal sealed class StatementDigest
{
    private const int Groups = 256;
    private readonly (EmployeeId Person, string Hash)[]?[] statements;
    private readonly string?[] groups;

    private StatementDigest((EmployeeId, string)[]?[] statements, string?[] groups, int count) =>
        (this.statements, this.groups, Count) = (statements, groups, count);

    /// <summary>Of no statement.</summary>
    public static StatementDigest Empty { get; } = new(new (EmployeeId, string)[]?[Groups], new string?[Groups], 0);

    /// <summary>Of how many persons something was stated.</summary>
    public int Count { get; }

    /// <summary>With more statements; of a person who was spoken of the new one stands.</summary>
    /// <param name="stated">Each person once, by number.</param>
    public StatementDigest With(IReadOnlyList<PersonStatement> stated)
    {
        var (lists, hashes, count) = (((EmployeeId, string)[]?[])statements.Clone(), (string?[])groups.Clone(), Count);
        foreach (var some in stated.GroupBy(s => GroupOf(s.Person)))
        {
            var list = new SortedDictionary<EmployeeId, string>((lists[some.Key] ?? []).ToDictionary());
            count -= list.Count;
            foreach (var statement in some)
                list[statement.Person] = HashOf(statement);
            count += list.Count;
            lists[some.Key] = [.. list.Select(s => (s.Key, s.Value))];
            using var hash = new CanonicalHash();
            foreach (var (person, said) in lists[some.Key]!)
                hash.Add(person.Value).Add(said);
            hashes[some.Key] = hash.ToHex();
        }
        return new StatementDigest(lists, hashes, count);
    }

    /// <summary>Adds the root to a digest.</summary>
    /// <param name="hash">Where to.</param>
    public void AddTo(CanonicalHash hash)
    {
        hash.Add(Count);
        foreach (var group in groups)
            hash.Add(group);
    }

    // By the number's characters alone: the same group on every machine (FNV-1a).
    private static int GroupOf(EmployeeId person)
    {
        var hash = 2166136261u;
        foreach (var c in person.Value)
            hash = (hash ^ c) * 16777619u;
        return (int)((hash ^ (hash >> 16)) % Groups);
    }

    private static string HashOf(PersonStatement statement)
    {
        using var hash = new CanonicalHash();
        hash.Add(statement.Person.Value).Add(statement.On);
        switch (statement)
        {
            case PersonStatement.Employed { Worker: var worker }:
                HrSnapshot.Add(hash.Add(true), worker.Canonical());
                break;
            case PersonStatement.Guest guest:
                var postings = GuestPosting.InOrder(guest.Postings.Select(p => new GuestPosting(guest.Person, p)));
                hash.Add(false).Add(postings.Count);
                foreach (var posting in postings)
                    HrSnapshot.Add(hash, posting.Posting);
                break;
            default:
                throw new InvalidOperationException(statement.GetType().Name);
        }
        return hash.ToHex();
    }
}
