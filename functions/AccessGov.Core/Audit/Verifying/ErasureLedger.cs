using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Verifying;

/// <summary>
/// Holds what is erased against what two people agreed to erase. A fact <c>facts-erased</c> counts only when its body is, byte for byte,
/// what one person proposed and another agreed to before.
/// </summary>
public sealed class ErasureLedger
{
    /// <summary>Subject of the two people's facts.</summary>
    public const string Subject = "erasure";

    private readonly HashSet<string> agreed = new(StringComparer.Ordinal);
    private readonly List<SequenceRange> covered = [];
    private readonly List<SequenceRange> erased = [];

    /// <summary>What is known after the last line.</summary>
    public ErasedFacts Erased
    {
        get
        {
            var (count, uncovered, first) = (0L, 0L, new List<long>());
            var covers = Merged();
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
    }

    /// <summary>Takes a fact, in the order of the log.</summary>
    /// <param name="fact">It.</param>
    public void Note(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        if (fact.Kind == FactKind.DecisionApproved && fact.Subject == Subject)
        {
            if (fact.BodyText("hash") is { } hash && fact.BodyText("proposedBy") is { } by && fact.Actor is Actor.Employee(var who))
                if (who.Value != by)
                    agreed.Add(hash);
        }
        else if (
            fact.Kind == FactKind.FactsErased
            && agreed.Contains(ErasureList.HashOf(fact.Body.Text))
            && ErasureList.TryParse(fact.Body.Text, out var list)
        )
            covered.AddRange(list.Ranges);
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

    private List<SequenceRange> Merged()
    {
        var merged = new List<SequenceRange>();
        foreach (var range in covered.OrderBy(c => c.From))
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
