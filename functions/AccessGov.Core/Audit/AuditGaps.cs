namespace AccessGov.Core.Audit;

/// <summary>Effects whose story the chain tells incompletely.</summary>
/// <param name="OpenIntents">Intended longer ago than the lease, without an outcome.</param>
/// <param name="UnmatchedOutcomes">Outcomes without an open intent before them: never intended, or a second outcome.</param>
/// <param name="RepeatedIntents">Intended again before the former intent had its outcome.</param>
/// <param name="Waiting">Number of open intents that are younger than the lease: work in progress.</param>
public sealed record AuditGaps(GapList OpenIntents, GapList UnmatchedOutcomes, GapList RepeatedIntents, long Waiting)
{
    /// <summary>
    /// Intents of a plan that needed an approval, or that the chain does not know, without an approval of it by somebody else than its
    /// authors before them. No gap that time may close: somebody has gone round the approval.
    /// </summary>
    public GapList Unapproved { get; init; } = new(0, []);

    /// <summary>Whether every effect has its intent and its outcome, or is still within its lease.</summary>
    public bool None => OpenIntents.Count + UnmatchedOutcomes.Count + RepeatedIntents.Count + Unapproved.Count == 0;
}
