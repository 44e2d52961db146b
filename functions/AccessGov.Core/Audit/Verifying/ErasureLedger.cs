using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Verifying;

/// <summary>
/// Holds what is erased against what two people agreed to. A fact <c>facts-erased</c> counts only when its body is, byte for byte, what
/// one person proposed and another agreed to before it; when all three are signed for; and for facts that there were when it was proposed.
/// </summary>
public sealed class ErasureLedger
{
    /// <summary>Subject of the two people's facts.</summary>
    public const string Subject = "erasure";

    private readonly Dictionary<string, List<(EmployeeId By, long At)>> proposed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> agreed = new(StringComparer.Ordinal);
    private readonly List<(SequenceRange Range, long At)> covered = [];
    private readonly List<SequenceRange> erased = [];

    /// <summary>What is known after the last line.</summary>
    /// <param name="covering">Number of the last fact that is signed for; what later ones say counts for nothing.</param>
    public ErasedFacts Erased(long covering)
    {
        var (count, uncovered, first) = (0L, 0L, new List<long>());
        var covers = Merged(covering);
        var at = 0;
        foreach (var sequence in erased.SelectMany(Numbers))
        {
            count++;
            while (at < covers.Count && covers[at].To < sequence)
                at++;
            if (at < covers.Count && covers[at].From <= sequence)
                continue;
            uncovered++;
            if (first.Count < GapList.Limit)
                first.Add(sequence);
        }
        return new ErasedFacts(count, uncovered, first);
    }

    /// <summary>Takes a fact, in the order of the log.</summary>
    /// <param name="fact">It.</param>
    /// <param name="sequence">Its number.</param>
    public void Note(Fact fact, long sequence)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (fact.Kind == FactKind.FactsErased)
            Cover(fact, sequence);
        else if (fact.Subject != Subject || fact.Actor is not Actor.Employee(var who) || fact.BodyText("hash") is not { } hash)
            return;
        else if (fact.Kind == FactKind.DecisionProposed)
        {
            if (!proposed.TryGetValue(hash, out var some))
                proposed.Add(hash, some = []);
            some.Add((who, sequence));
        }
        else if (fact.Kind == FactKind.DecisionApproved && proposed.TryGetValue(hash, out var before))
            foreach (var (by, from) in before)
                if (by != who && by.Value == fact.BodyText("proposedBy"))
                    agreed[hash] = from;
    }

    /// <summary>Takes the number of a fact of which only the entry is left, in the order of the log.</summary>
    /// <param name="sequence">It.</param>
    public void Gone(long sequence)
    {
        if (erased.Count > 0 && erased[^1].To + 1 == sequence)
            erased[^1] = erased[^1] with { To = sequence };
        else
            erased.Add(new SequenceRange(sequence, sequence));
    }

    /// <summary>Whether one person proposed a list and another agreed, and it is about facts that there were then.</summary>
    /// <param name="list">The list.</param>
    public bool Agrees(ErasureList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return agreed.TryGetValue(list.Hash, out var proposedAt) && list.Ranges[^1].To < proposedAt;
    }

    // Read back from the very bytes: a body in another spelling has another hash.
    private void Cover(Fact fact, long sequence)
    {
        if (ErasureList.TryParse(fact.Body.Text, out var list) && list.ToJson().Text == fact.Body.Text && Agrees(list))
            covered.AddRange(list.Ranges.Select(r => (r, sequence)));
    }

    private List<SequenceRange> Merged(long covering)
    {
        var merged = new List<SequenceRange>();
        foreach (var (range, _) in covered.Where(c => c.At <= covering).OrderBy(c => c.Range.From))
            if (merged.Count > 0 && range.From <= merged[^1].To + 1)
                merged[^1] = merged[^1] with { To = Math.Max(merged[^1].To, range.To) };
            else
                merged.Add(range);
        return merged;
    }

    private static IEnumerable<long> Numbers(SequenceRange range)
    {
        for (var sequence = range.From; sequence <= range.To; sequence++)
            yield return sequence;
    }
}
