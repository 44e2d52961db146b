using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary><c>separation-rules</c>.</summary>
internal sealed class SeparationSection(PolicyReading reading, EntitlementSection entitlements)
{
    private readonly HashSet<string> pairs = new(StringComparer.Ordinal);

    public IReadOnlyList<SeparationRule> Read(YamlField? field)
    {
        var rules = new List<SeparationRule>();
        foreach (var item in reading.Values.List(field, "id"))
            if (Section.Of(item, KeySets.SeparationRule, reading.YamlErrors) is { } section && ReadOne(section) is { } rule)
                rules.Add(rule);
        return [.. rules.OrderBy(r => r.Id.Value, StringComparer.Ordinal)];
    }

    private SeparationRule? ReadOne(Section section)
    {
        var id = reading.Define(reading.Separations, section["id"]);
        var keeps = reading.Entitlement(section["keeps"]);
        var withholds = reading.Entitlement(section["withholds"]);
        var article = reading.Article(section["article"]);
        if (keeps is { } kept && withholds is { } withheld)
            CheckPair(section, kept.Value, withheld.Value);
        return id is null || keeps is null || withholds is null || article is null
            ? null
            : new SeparationRule(new RuleId(id), keeps.Value, withholds.Value, article.Value);
    }

    private void CheckPair(Section section, string keeps, string withholds)
    {
        var field = section["withholds"]!;
        if (keeps == withholds)
            reading.Add(field, Wording.Of("Policy.separated-from-itself", keeps), Wording.Of("Policy.name-two-rights"));
        // No name has the space.
        else if (!pairs.Add(string.CompareOrdinal(keeps, withholds) < 0 ? $"{keeps} {withholds}" : $"{withholds} {keeps}"))
            reading.Add(field, Wording.Of("Policy.separated-twice", keeps, withholds), Wording.Of("Policy.keep-one-rule"));
        if (entitlements.Independent.Contains(withholds))
            reading.Add(field, Wording.Of("Policy.independent-right", withholds), Wording.Of("Policy.withhold-other"));
    }
}
