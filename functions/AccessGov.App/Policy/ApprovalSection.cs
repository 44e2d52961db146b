using AccessGov.App.Yaml;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Policy;

/// <summary><c>approvals</c>: who may agree to what, and from whom nothing is taken unseen.</summary>
internal static class ApprovalSection
{
    /// <summary>What a role may be asked for: the brake's reasons, and decisions of two people.</summary>
    public static readonly string[] Codes = [.. ApprovalReasons.All, .. ApprovalRules.Decisions];

    public static ApprovalRules Read(YamlField? field, PolicyReading reading)
    {
        if (field is null || Section.Of(field, KeySets.Approvals, reading.YamlErrors) is not { } section)
            return ApprovalRules.Usual;
        var roles = new Dictionary<string, OperatorRole>(StringComparer.Ordinal);
        if (section["roles"] is { } given && Section.Of(given, KeySets.ApprovalRoles, reading.YamlErrors) is { } asked)
            foreach (var code in Codes)
                if (asked[code] is { } role && reading.Values.Word(role, PolicyVocabulary.ApproverRoles) is { } word)
                    roles[code] = word;
        var named = reading.Values.Set(section["named"], f => reading.Values.Text(f));
        return new ApprovalRules(roles, [.. named.Select(n => n.Text).Order(StringComparer.Ordinal)]);
    }
}
