using AccessGov.Core.Kernel;

namespace AccessGov.Core.Audit.Answers;

/// <summary>Hashes of kept content that the chain names, so that who has the chain can trust the content.</summary>
public static class PinnedContent
{
    private static readonly string[] Keys = ["kept", "policy", "rights", "content", "hash", "former"];

    /// <summary>
    /// What a fact names that belongs into an export: plans, policies, maps of rights, lists of holders. Not personnel records: they hold
    /// everybody's name, and the record needs none.
    /// </summary>
    /// <param name="fact">The fact.</param>
    public static IEnumerable<string> Of(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var isPolicy = fact.Kind.Value.StartsWith("policy-", StringComparison.Ordinal);
        if (!isPolicy && fact.Kind != FactKind.PlanMade && fact.Kind != FactKind.HoldersRead)
            yield break;
        if (isPolicy && IsHash(fact.Subject))
            yield return fact.Subject;
        foreach (var key in Keys)
            if (fact.BodyText(key) is { } hash && IsHash(hash))
                yield return hash;
    }

    private static bool IsHash(string text) => text.Length == ChainHash.Length && CanonicalText.IsLowerHex(text.AsSpan());
}
