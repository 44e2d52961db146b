using System.Collections.Concurrent;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Desired;

/// <summary>What is given and what is withheld, each in the order of the entitlements.</summary>
internal sealed record Rights(IReadOnlyList<DesiredMembership> Given, IReadOnlyList<Withheld> Withheld);

/// <summary>
/// Rights that follow from postings, term and holdings alone: many people share all three, so these rights are decided once and
/// held once. Readers of facts share equal lists of postings, and only the same list counts as equal here.
/// </summary>
internal sealed class SharedRights
{
    // Where hardly anything repeats, remembering costs more than deciding.
    private const int Most = 1 << 16;
    private readonly ConcurrentDictionary<Ground, Rights> known = new();
    private volatile int count;

    public Rights? Find(Ground ground) => known.GetValueOrDefault(ground);

    public void Keep(Ground ground, Rights rights)
    {
        if (count < Most && known.TryAdd(ground, rights))
            Interlocked.Increment(ref count);
    }

    internal readonly record struct Ground(IReadOnlyList<Posting> Postings, Employment Term, GateBook.Holdings Holdings);
}
