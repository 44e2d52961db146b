using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary>What a review of <c>reviews</c> is about: which rights, held where, on which ground.</summary>
internal static class ReviewScopeSection
{
    /// <summary>Every key of a review that says it, <c>movers</c> among them.</summary>
    public static readonly string[] Keys =
    [
        "zones",
        "rights",
        "classification",
        "privileged",
        "organs",
        "sources",
        "orgs",
        "grounds",
        "movers",
    ];

    /// <summary>Complains where nothing is said: a review of everything is seldom what is meant.</summary>
    public static ReviewScope Read(Section section, YamlField item, bool isOfMovers, PolicyReading reading)
    {
        var values = reading.Values;
        var privileged = values.YesNo(section["privileged"]);
        // A value that is neither is complained of already.
        var saysPrivileged = section["privileged"] is not null && privileged != false;
        if (!saysPrivileged && !isOfMovers && Keys.All(k => k is "privileged" or "movers" || section[k] is null))
            reading.Add(item, Wording.Of("Policy.review-of-nothing"), Wording.Of("Policy.say-what-is-reviewed", string.Join(", ", Keys)));
        return new ReviewScope
        {
            Zones = values.Words(section["zones"], PolicyVocabulary.Zones),
            Rights = Array.ConvertAll(Named(section["rights"], f => reading.Entitlement(f)?.Value), id => new EntitlementId(id)),
            AtLeast = ReadClassification(section["classification"], reading),
            Privileged = privileged == true,
            Organs = Named(section["organs"], f => values.Text(f) is { } organ && reading.Organs.Knows(organ, f) ? organ : null),
            Sources = Array.ConvertAll(Named(section["sources"], f => reading.Source(f)?.Value), id => new SourceId(id)),
            Orgs = Array.ConvertAll(Named(section["orgs"], f => reading.OrgUnit(f)?.Value), code => new OrgCode(code)),
            Grounds = values.Words(section["grounds"], PolicyVocabulary.Grounds),
        };

        string[] Named(YamlField? field, Func<YamlField, string?> read) =>
            [.. values.Set(field, read).Select(i => i.Text).Order(StringComparer.Ordinal)];
    }

    /// <summary>機密性 alone, or any of the three parts: what is not said leaves nothing out.</summary>
    private static Classification? ReadClassification(YamlField? field, PolicyReading reading)
    {
        if (field is null)
            return null;
        var values = reading.Values;
        if (field.Node is YamlNode.Scalar)
            return values.Word(field, PolicyVocabulary.Confidentialities) is { } level
                ? Classification.Lowest with
                {
                    Confidentiality = level,
                }
                : null;
        if (Section.Of(field, KeySets.ReviewClassification, reading.YamlErrors) is not { } section)
            return null;
        var lowest = Classification.Lowest;
        return new Classification(
            values.Word(section["confidentiality"], PolicyVocabulary.Confidentialities) ?? lowest.Confidentiality,
            values.Whole(section["integrity"], 1, 2) ?? lowest.Integrity,
            values.Whole(section["availability"], 1, 2) ?? lowest.Availability
        );
    }
}
