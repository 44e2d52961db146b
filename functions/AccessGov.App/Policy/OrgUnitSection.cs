using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary><c>org-units</c>: a list, nested by <c>children</c> or tied by <c>parent</c>; organ and source come from above unless said.</summary>
internal sealed class OrgUnitSection(Reading reading)
{
    private readonly List<Draft> drafts = [];
    private readonly Dictionary<string, Draft> byCode = new(StringComparer.Ordinal);

    private sealed record Draft(Section Section, string? Code, string? Name, Draft? Above, string? Organ, SourceId? Source, DateSpan Days)
    {
        public string? Parent { get; set; } = Above?.Code;
    }

    public IReadOnlyList<OrgUnit> Read(Field? field)
    {
        foreach (var item in reading.Values.List(field, "code")) ReadUnit(item, null);
        foreach (var draft in drafts)
            if (draft.Section["parent"] is { } parent) draft.Parent = reading.OrgUnit(parent)?.Value;
        var sound = true;
        foreach (var draft in drafts) sound &= IsOutsideAnyCircle(draft);
        return sound ? [.. drafts.Select(Build).OfType<OrgUnit>()] : [];
    }

    /// <summary>True when the unit is the other one or lies below it.</summary>
    public bool IsWithin(OrgCode code, OrgCode top)
    {
        for (var (at, steps) = (byCode.GetValueOrDefault(code.Value), 0); at is not null && steps <= drafts.Count; at = Above(at), steps++)
            if (at.Code == top.Value) return true;
        return false;
    }

    private void ReadUnit(Field item, Draft? above)
    {
        if (Section.Of(item, KeySets.OrgUnit, reading.Complaints) is not { } section) return;
        var code = reading.Values.Text(section["code"], Forms.IsOrgCode(), Forms.OrgCode);
        reading.OrgUnits.Define(code, section["code"]);
        var organ = reading.Values.Text(section["organ"]);
        if (!reading.Organs.Knows(organ, section["organ"])) organ = null;
        if (above is not null && section["parent"] is { } parent)
            reading.Add(parent, "A unit among the children of another has its parent already.", "Remove 'parent'.");
        var draft = new Draft(section, code, reading.Values.Text(section["name"]), above, organ, reading.Source(section["source"]), Days(section));
        drafts.Add(draft);
        if (code is not null) byCode.TryAdd(code, draft);
        if (section["children"] is { } children)
            foreach (var child in reading.Values.List(children, "code")) ReadUnit(child, draft);
    }

    private DateSpan Days(Section section)
    {
        var days = new DateSpan(reading.Values.Date(section["from"]) ?? DateOnly.MinValue, reading.Values.Date(section["until"]));
        if (days.Until < days.From)
            reading.Add(section["until"]!, $"The unit ends on {days.Until:yyyy-MM-dd}, before it begins on {days.From:yyyy-MM-dd}.", "Correct one of the dates.");
        return days;
    }

    private Draft? Above(Draft draft) => draft.Parent is { } parent ? byCode.GetValueOrDefault(parent) : null;

    private bool IsOutsideAnyCircle(Draft draft)
    {
        var path = new List<Draft> { draft };
        for (var at = Above(draft); at is not null && path.Count <= drafts.Count; at = Above(at))
        {
            path.Add(at);
            if (!ReferenceEquals(at, draft)) continue;
            reading.Add(draft.Section["parent"] ?? draft.Section.Field,
                $"The unit is above itself: {string.Join(" → ", path.Select(p => p.Code))}.", "Correct 'parent' of one of them.");
            return false;
        }
        return true;
    }

    private OrgUnit? Build(Draft draft)
    {
        var organ = Inherited(draft, "organ", d => d.Organ);
        var source = Inherited(draft, "source", d => d.Source?.Value);
        if (draft.Code is null || draft.Name is null || organ is null || source is null) return null;
        return new OrgUnit(new OrgCode(draft.Code), draft.Name, organ, new SourceId(source), draft.Parent is { } parent ? new OrgCode(parent) : null, draft.Days);
    }

    private string? Inherited(Draft draft, string key, Func<Draft, string?> read)
    {
        for (var (at, steps) = (draft, 0); at is not null && steps <= drafts.Count; at = Above(at), steps++)
            if (at.Section[key] is not null) return read(at);
        reading.Add(draft.Section.Field, $"Neither the unit nor one above it has a '{key}'.", $"Add '{key}: …' to it or to a unit above.");
        return null;
    }
}
