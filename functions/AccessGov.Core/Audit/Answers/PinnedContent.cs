using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Answers;

/// <summary>Hashes of kept content that the chain names, so that who has the chain can trust the content.</summary>
public static class PinnedContent
{
    private static readonly string[] Kept = ["kept"],
        Plan = ["kept", "policy"],
        Policy = ["policy", "rights"],
        Review = ["kept", "population"];

    /// <summary>
    /// What a fact names that belongs into an export: plans, policies and what else two people decided, maps of rights, lists of holders,
    /// what reviews found and what was said in them. Not personnel records: they hold everybody's name, and the record needs none.
    /// </summary>
    /// <param name="fact">The fact.</param>
    public static IEnumerable<string> Of(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var keys =
            fact.Kind == FactKind.PlanMade || fact.Kind == FactKind.HoldersRead ? Plan
            : fact.Kind == FactKind.PolicyKept ? Policy
            : fact.Kind == FactKind.ReviewOpened ? Review
            : fact.Kind == FactKind.PolicyRead || IsDecision(fact) || IsOfReview(fact) ? Kept
            : [];
        foreach (var key in keys)
            if (fact.BodyText(key) is { } hash && IsHash(hash))
                yield return hash;
    }

    private static bool IsDecision(Fact fact) => fact.Kind == FactKind.DecisionProposed || fact.Kind == FactKind.DecisionApproved;

    private static bool IsOfReview(Fact fact) =>
        fact.Kind == FactKind.ReviewSubmitted
        || fact.Kind == FactKind.ReviewTold
        || fact.Kind == FactKind.ReviewPaperEntered
        || fact.Kind == FactKind.ReviewMoversSeen;

    private static bool IsHash(string text) => text.Length == ChainHash.Length && CanonicalText.IsLowerHex(text.AsSpan());
}
