using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary>A rule, the place of its id and the place of each of its grants.</summary>
internal sealed record PlacedRule(
    RuleId Id,
    SourcePosition At,
    IReadOnlyDictionary<string, YamlField> Grants,
    string[] Orgs,
    RuleScope Scope,
    Article Article
);

/// <summary>One right of one worker must have one reason. Two rules that may give it to the same posting leave it open which.</summary>
internal sealed class RuleOverlaps(PolicyReading reading, OrgUnitSection orgUnits)
{
    private static readonly PostingKind[] ServedHere =
    [
        .. Enum.GetValues<PostingKind>().Except([PostingKind.Seconded, PostingKind.Dispatched]),
    ];

    public void Check(IReadOnlyList<PlacedRule> rules)
    {
        for (var later = 1; later < rules.Count; later++)
            for (var earlier = 0; earlier < later; earlier++)
                Check(rules[earlier], rules[later]);
    }

    private void Check(PlacedRule first, PlacedRule second)
    {
        var shared = second.Grants.Keys.Where(first.Grants.ContainsKey).ToArray();
        if (shared.Length == 0 || !OrgsMeet(first.Orgs, second.Orgs) || !Overlap(first.Scope, second.Scope))
            return;
        foreach (var right in shared)
            reading.Add(
                second.Grants[right],
                Wording.Of("Policy.rules-overlap", first.Id, first.At.Line, second.Id, second.At.Line, right),
                Wording.Of("Policy.narrow-one")
            );
    }

    private static bool Overlap(RuleScope a, RuleScope b) =>
        Meet(a.Employments, b.Employments)
        && (a.Postings.Count > 0 ? a.Postings : ServedHere).Intersect(b.Postings.Count > 0 ? b.Postings : ServedHere).Any()
        && Meet(a.Posts, b.Posts);

    private bool OrgsMeet(string[] a, string[] b) =>
        a.Length == 0 || b.Length == 0 || a.Any(x => b.Any(y => orgUnits.IsWithin(x, y) || orgUnits.IsWithin(y, x)));

    private static bool Meet<T>(IReadOnlyList<T> a, IReadOnlyList<T> b) => a.Count == 0 || b.Count == 0 || a.Intersect(b).Any();
}
