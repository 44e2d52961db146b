using System.Text.RegularExpressions;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary>Reads the section <c>entitlements</c>: zone, classification, owner and group of each right.</summary>
internal sealed partial class EntitlementSection(PolicyReading reading)
{
    private readonly Dictionary<Guid, YamlField> groups = [];

    /// <summary>The entitlements of the My Number zone, sound or not.</summary>
    public HashSet<string> MyNumber { get; } = new(StringComparer.Ordinal);

    /// <summary>The entitlements of the independent zone, sound or not.</summary>
    public HashSet<string> Independent { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<Entitlement> Read(YamlField? field)
    {
        var entitlements = new List<Entitlement>();
        foreach (var item in reading.Values.List(field, "id"))
            if (Section.Of(item, KeySets.Entitlement, reading.YamlErrors) is { } section && ReadOne(section) is { } entitlement)
                entitlements.Add(entitlement);
        return [.. entitlements.OrderBy(e => e.Id.Value, StringComparer.Ordinal)];
    }

    private Entitlement? ReadOne(Section section)
    {
        var values = reading.Values;
        var id = reading.Define(reading.Entitlements, section["id"]);
        var name = values.Text(section["name"]);
        var zone = values.Word(section["zone"], PolicyVocabulary.Zones);
        if (id is not null && zone is Zone.MyNumber)
            MyNumber.Add(id);
        if (id is not null && zone is Zone.Independent)
            Independent.Add(id);
        var classification = ReadClassification(section["classification"]);
        var owner = reading.OrgUnit(section["owner"]);
        var group = ReadGroup(section["group"]);
        var months = values.Whole(section["review-every-months"], 1, 24);
        var before = reading.YamlErrors.Unsound;
        var gates = values.Words(section["gates"], PolicyVocabulary.Gates);
        if (zone == Zone.MyNumber && reading.YamlErrors.Unsound == before && !gates.Contains(Gate.MfaKey))
            reading.Add(
                section["gates"] ?? section.YamlField,
                Wording.Of("Policy.my-number-without-key"),
                Wording.Of("Policy.add-mfa-key")
            );
        var article = reading.Article(section["article"]);
        var isRequestable = values.YesNo(section["requestable"]) == true;
        if (isRequestable && zone is Zone.Independent)
            reading.Add(
                section["requestable"]!,
                Wording.Of("Policy.independent-requestable"),
                Wording.Of("Policy.remove-key", "requestable")
            );
        var keepsLastHolder = values.Word(section["last-holder"], PolicyVocabulary.LastHolders) == true;
        if (keepsLastHolder && zone is Zone.Independent)
            reading.Add(section["last-holder"]!, Wording.Of("Policy.independent-reviewed"), Wording.Of("Policy.remove-key", "last-holder"));
        var isPrivileged = values.YesNo(section["privileged"]) == true;
        if (isPrivileged && zone is Zone.Independent)
            reading.Add(section["privileged"]!, Wording.Of("Policy.independent-reviewed"), Wording.Of("Policy.remove-key", "privileged"));
        if (
            id is null
            || name is null
            || zone is null
            || classification is null
            || owner is null
            || group is null
            || months is null
            || article is null
        )
            return null;
        return new Entitlement(
            new EntitlementId(id),
            name,
            zone.Value,
            classification,
            owner.Value,
            group.Value,
            months.Value,
            gates,
            article.Value
        )
        {
            IsRequestable = isRequestable,
            KeepsLastHolder = keepsLastHolder,
            IsPrivileged = isPrivileged,
        };
    }

    private Guid? ReadGroup(YamlField? field)
    {
        if (reading.Values.ObjectId(field) is not { } group)
            return null;
        if (!groups.TryAdd(group, field!))
            reading.Add(
                field!,
                Wording.Of("Policy.group-taken", group.ToString("D"), groups[group].At.Line),
                Wording.Of("Policy.own-group")
            );
        return group;
    }

    private Classification? ReadClassification(YamlField? field)
    {
        if (field is null)
            return null;
        if (field.Node is YamlNode.Scalar scalar)
        {
            var parts = Short().Match(scalar.Text);
            if (parts.Success)
                return new Classification(
                    PolicyVocabulary.Confidentialities.Find(parts.Groups[1].Value)!.Value,
                    parts.Groups[2].Value[0] - '0',
                    parts.Groups[3].Value[0] - '0'
                );
            reading.Add(field, Wording.Of("Policy.not-classification", scalar.Text), Wording.Of("Policy.write-classification"));
            return null;
        }
        if (Section.Of(field, KeySets.Classification, reading.YamlErrors) is not { } section)
            return null;
        var confidentiality = reading.Values.Word(section["confidentiality"], PolicyVocabulary.Confidentialities);
        var integrity = reading.Values.Whole(section["integrity"], 1, 2);
        var availability = reading.Values.Whole(section["availability"], 1, 2);
        return confidentiality is { } c && integrity is { } i && availability is { } a ? new Classification(c, i, a) : null;
    }

    [GeneratedRegex(@"\A(3A|3B|3C|2|1)/([12])/([12])\z")]
    private static partial Regex Short();
}
