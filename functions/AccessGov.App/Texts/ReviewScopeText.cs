using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Texts;

/// <summary>What a review is about, in words: the same on pages, on paper and on the command line.</summary>
/// <param name="words">Texts.</param>
/// <param name="policy">Names of rights, units and sources; what it no longer knows stands as its code.</param>
public sealed class ReviewScopeText(UiTexts words, GovernancePolicy policy)
{
    /// <summary>Rounds from before the policy could say more name their rights: so many, else how many there are.</summary>
    private const int MostNamed = 3;

    /// <summary>One line: every kind that is named, all of which must hold.</summary>
    /// <param name="rule">The review, as the policy has it or as a round kept it.</param>
    public string Of(ReviewRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var scope = rule.Scope;
        string?[] kinds =
        [
            scope.Zones.Count + scope.Rights.Count > 0
                ? List([.. scope.Zones.Select(z => words[$"Zone.{ZoneCodes.Of(z)}"]), .. scope.Rights.Select(policy.NameOf)])
                : null,
            scope.AtLeast is { } least ? words.Of("Review.ScopeClassification", ClassificationOf(least)) : null,
            scope.Privileged ? words["Review.ScopePrivileged"] : null,
            scope.Organs.Count + scope.Sources.Count + scope.Orgs.Count > 0
                ? List([
                    .. scope.Organs,
                    .. scope.Sources.Select(s => words.Of("Review.ScopeSource", policy.NameOf(s))),
                    .. scope.Orgs.Select(o => words.Of("Review.ScopeOrg", policy.OrgChart.Find(o)?.Name ?? o.Value)),
                ])
                : null,
            scope.Grounds.Count > 0 ? List([.. scope.Grounds.Select(g => words[$"Review.Ground.{ReviewGroundKindCodes.Of(g)}"])]) : null,
            rule.OfMovers ? words["Review.ScopeMovers"] : null,
        ];
        var said = kinds.OfType<string>().ToList();
        if (scope.Named().Count == 0)
            said.Insert(
                0,
                rule.Rights.Count is > 0 and <= MostNamed
                    ? List([.. rule.Rights.Select(policy.NameOf)])
                    : words.Of("Review.ScopeRights", rule.Rights.Count)
            );
        return string.Join(words["Review.ScopeAnd"], said);
    }

    private string ClassificationOf(Classification least)
    {
        var lowest = Classification.Lowest;
        string?[] parts =
        [
            least.Confidentiality == lowest.Confidentiality
                ? null
                : words.Of("Review.Confidentiality", ConfidentialityCodes.Of(least.Confidentiality)),
            least.Integrity == lowest.Integrity ? null : words.Of("Review.Integrity", least.Integrity),
            least.Availability == lowest.Availability ? null : words.Of("Review.Availability", least.Availability),
        ];
        return parts.OfType<string>().ToArray() is { Length: > 0 } said ? List(said) : least.Code();
    }

    private string List(IEnumerable<string> parts) => string.Join(words["List.Between"], parts);
}
