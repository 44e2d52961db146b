using AccessGov.App.Yaml;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary>
/// <c>org-units</c>: a list, nested by <c>children</c> or tied by <c>parent</c>; organ and source come from above unless said.
/// </summary>
internal sealed class OrgUnitSection(PolicyReading reading)
{
    // A city has four levels; a chain of this length is a slip, and unbounded ones are slow.
    private const int MaxLevels = 16;

    private readonly List<Draft> drafts = [];
    private readonly Dictionary<string, Draft> byCode = new(StringComparer.Ordinal);

    private sealed record Draft(Section Section, string? Code, string? Name, Draft? Above, string? Organ, SourceId? Source, DateSpan Days)
    {
        public string? Parent { get; set; } = Above?.Code;
    }

    public IReadOnlyList<OrgUnit> Read(YamlField? field)
    {
        foreach (var item in reading.Values.List(field, "code"))
            ReadUnit(item, null);
        foreach (var draft in drafts)
            if (draft.Section["parent"] is { } parent)
                draft.Parent = reading.OrgUnit(parent)?.Value;
        var sound = true;
        foreach (var draft in drafts)
            sound &= HasSoundPath(draft);
        return sound ? [.. drafts.Select(Build).OfType<OrgUnit>()] : [];
    }

    /// <summary>True when the unit is the other one or lies below it.</summary>
    public bool IsWithin(string code, string top) => byCode.TryGetValue(code, out var unit) && PathOf(unit).Any(d => d.Code == top);

    private void ReadUnit(YamlField item, Draft? above)
    {
        if (Section.Of(item, KeySets.OrgUnit, reading.YamlErrors) is not { } section)
            return;
        var code = reading.Values.Text(section["code"], Forms.IsOrgCode(), Forms.OrgCode);
        reading.OrgUnits.Define(code, section["code"]);
        var name = reading.Values.Text(section["name"]);
        RefuseTooLong(name, AttributeName.Department, section["name"]);
        var organ = reading.Values.Text(section["organ"]);
        RefuseTooLong(organ, AttributeName.Division, section["organ"]);
        if (!reading.Organs.Knows(organ, section["organ"]))
            organ = null;
        if (above is not null && section["parent"] is { } parent)
            reading.Add(parent, Wording.Of("Policy.parent-of-child"), Wording.Of("Policy.remove-key", "parent"));
        var draft = new Draft(section, code, name, above, organ, reading.Source(section["source"]), Days(section));
        drafts.Add(draft);
        if (code is not null)
            byCode.TryAdd(code, draft);
        if (section["children"] is { } children)
            foreach (var child in reading.Values.List(children, "code"))
                ReadUnit(child, draft);
    }

    /// <summary>What every sync would fail on is an error of the policy, not of a person's account.</summary>
    private void RefuseTooLong(string? text, AttributeName name, YamlField? field)
    {
        if (field is not null && text is not null && text.Length > AttributeLimits.Of(name))
            reading.Add(
                field,
                Wording.Of("Policy.name-too-long", text.Length, AttributeLimits.Of(name), AttributeCodes.Of(name)),
                Wording.Of("Policy.write-shorter")
            );
    }

    private DateSpan Days(Section section)
    {
        var days = new DateSpan(reading.Values.Date(section["from"]) ?? DateOnly.MinValue, reading.Values.Date(section["until"]));
        if (days.Until < days.From)
            reading.Add(
                section["until"]!,
                Wording.Of("Policy.ends-before-beginning", days.Until, days.From),
                Wording.Of("Policy.correct-date")
            );
        return days;
    }

    private Draft? Above(Draft draft) => draft.Parent is { } parent ? byCode.GetValueOrDefault(parent) : null;

    /// <summary>The unit and those above it; cut off behind one level too many.</summary>
    private IEnumerable<Draft> PathOf(Draft draft)
    {
        var (at, levels) = (draft, 0);
        for (; at is not null && levels <= MaxLevels; levels++)
        {
            yield return at;
            at = Above(at);
        }
    }

    private bool HasSoundPath(Draft draft)
    {
        var path = PathOf(draft).ToArray();
        var again = Array.FindIndex(path, 1, d => ReferenceEquals(d, draft));
        if (again < 0 && path.Length <= MaxLevels)
            return true;
        reading.Add(
            draft.Section["parent"] ?? draft.Section.YamlField,
            again > 0
                ? Wording.Of("Policy.above-itself", string.Join(" → ", path[..(again + 1)].Select(p => p.Code)))
                : Wording.Of("Policy.too-deep", MaxLevels),
            Wording.Of("Policy.correct-parent")
        );
        return false;
    }

    private OrgUnit? Build(Draft draft)
    {
        var organ = Inherited(draft, "organ", d => d.Organ);
        var source = Inherited(draft, "source", d => d.Source?.Value);
        if (draft.Code is null || draft.Name is null || organ is null || source is null)
            return null;
        return new OrgUnit(
            new OrgCode(draft.Code),
            draft.Name,
            organ,
            new SourceId(source),
            draft.Parent is { } parent ? new OrgCode(parent) : null,
            draft.Days
        );
    }

    private string? Inherited(Draft draft, string key, Func<Draft, string?> read)
    {
        var path = PathOf(draft).ToArray();
        if (path.FirstOrDefault(d => d.Section[key] is not null) is { } told)
            return read(told);
        // An unknown parent is already complained of, and might have told it.
        if (path[^1].Section["parent"] is null)
            reading.Add(draft.Section.YamlField, Wording.Of("Policy.unit-without", key), Wording.Of("Policy.add-to-unit", key));
        return null;
    }
}
