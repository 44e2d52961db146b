namespace AccessGov.Core.Audit;

/// <summary>Pairs intents with outcomes. Remembers open intents only, so that a long chain needs no more memory than a short one.</summary>
internal sealed class IntentLedger
{
    private readonly Dictionary<(string Partition, string Action), Gap> open = [];
    private readonly List<Gap> unmatched = [],
        repeated = [];
    private long unmatchedCount,
        repeatedCount;

    public void Note(Fact fact, long line)
    {
        var intended = fact.Kind == FactKind.ActionIntended;
        if (!intended && fact.Kind != FactKind.ActionApplied)
            return;
        var gap = new Gap(line, fact.BodyText(Fact.ActionKey)!, fact.Subject, fact.At);
        // Everybody's plan and the urgent one of a leaver may intend the same action at the same time, each in its own partition.
        var key = (fact.Partition, gap.Action);
        if (!intended)
        {
            if (!open.Remove(key))
                Keep(unmatched, gap, ref unmatchedCount);
            return;
        }
        if (open.ContainsKey(key))
            Keep(repeated, gap, ref repeatedCount);
        open[key] = gap;
    }

    public AuditGaps Gaps(DateTimeOffset asOf, TimeSpan lease)
    {
        var old = open.Values.Where(g => asOf - g.At > lease).OrderBy(g => g.Line).ToList();
        return new AuditGaps(
            new(old.Count, [.. old.Take(GapList.Limit)]),
            new(unmatchedCount, unmatched),
            new(repeatedCount, repeated),
            open.Count - old.Count
        );
    }

    private static void Keep(List<Gap> list, Gap gap, ref long count)
    {
        count++;
        if (list.Count < GapList.Limit)
            list.Add(gap);
    }
}
