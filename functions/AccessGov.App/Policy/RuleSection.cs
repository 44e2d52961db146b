using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary><c>birthright-rules</c>.</summary>
internal sealed class RuleSection(PolicyReading reading, OrgUnitSection orgUnits, EntitlementSection entitlements)
{
    /// <summary>Says aloud that a rule is for every unit.</summary>
    private const string Everywhere = "all";

    public IReadOnlyList<BirthrightRule> Read(YamlField? field)
    {
        var rules = new List<PlacedRule>();
        foreach (var item in reading.Values.List(field, "id"))
        {
            var before = reading.YamlErrors.Unsound;
            // A scope with a key or word that was refused looks wider than it is meant.
            if (
                Section.Of(item, KeySets.BirthrightRule, reading.YamlErrors) is { } section
                && ReadOne(section, before) is { } rule
                && reading.YamlErrors.Unsound == before
            )
                rules.Add(rule);
        }
        new RuleOverlaps(reading, orgUnits).Check(rules);
        return
        [
            .. rules
                .OrderBy(r => r.Id.Value, StringComparer.Ordinal)
                .Select(r => new BirthrightRule(r.Id, Rights(r.Grants.Keys), r.Scope, r.Article)),
        ];
    }

    private static EntitlementId[] Rights(IEnumerable<string> ids) =>
        Array.ConvertAll([.. ids.Order(StringComparer.Ordinal)], id => new EntitlementId(id));

    private PlacedRule? ReadOne(Section section, int before)
    {
        var values = reading.Values;
        var id = reading.Define(reading.Rules, section["id"]);
        var grants = values
            .Set(section["grants"], f => reading.Entitlement(f)?.Value)
            .ToDictionary(g => g.Text, g => g.YamlField, StringComparer.Ordinal);
        foreach (var (right, field) in grants)
            if (entitlements.Independent.Contains(right))
                reading.Add(field, Wording.Of("Policy.independent-right", right), Wording.Of("Policy.owner-grants"));
        var isEverywhere = section["orgs"] is { Node: YamlNode.Scalar { Text: Everywhere } };
        var orgs = isEverywhere ? [] : values.Set(section["orgs"], f => reading.OrgUnit(f)?.Value);
        foreach (var (code, field) in orgs)
            foreach (var (top, _) in orgs)
                if (code != top && orgUnits.IsWithin(code, top))
                    reading.Add(field, Wording.Of("Policy.unit-covered", code, top), Wording.Of("Policy.remove-unit", code));
        string[] units = [.. orgs.Select(o => o.Text).Order(StringComparer.Ordinal)];
        var scope = new RuleScope(
            Array.ConvertAll(units, code => new OrgCode(code)),
            values.Words(section["employments"], PolicyVocabulary.Employments),
            values.Words(section["postings"], PolicyVocabulary.Postings),
            [.. values.Set(section["posts"], f => values.Text(f)).Select(p => p.Text).Order(StringComparer.Ordinal)]
        );
        var article = reading.Article(section["article"]);
        // A line that got lost must not open the zone to everybody.
        if (
            section["orgs"] is null
            && reading.YamlErrors.Unsound == before
            && grants.Keys.FirstOrDefault(entitlements.MyNumber.Contains) is { } opened
        )
            reading.Add(
                section["id"] ?? section["grants"]!,
                Wording.Of("Policy.my-number-everywhere", opened),
                Wording.Of("Policy.add-orgs", Everywhere)
            );
        return id is null || article is null
            ? null
            : new PlacedRule(new RuleId(id), section["id"]!.At, grants, units, scope, article.Value);
    }
}
