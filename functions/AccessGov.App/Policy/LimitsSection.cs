using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary><c>limits</c>; the ranges are those of <see cref="Limits"/>.</summary>
internal static class LimitsSection
{
    private sealed record PlacedCap(Cap Cap, Section Section);

    public static Limits? Read(YamlField? field, PolicyReading reading)
    {
        if (Section.Of(field, KeySets.Limits, reading.YamlErrors) is not { } section)
            return null;
        var values = reading.Values;
        var (approval, approvalCaps) = ReadCaps(section["approval"], reading);
        var (refusal, refusalCaps) = ReadCaps(section["refusal"], reading);
        foreach (var (key, cap) in approvalCaps)
            if (refusalCaps.TryGetValue(key, out var above))
                Compare(section["approval"]!, key, cap, above, reading);
        var population = values.Whole(section["minimum-population"], 0, 1_000_000);
        var window = values.Whole(section["window-days"], 1, 366);
        var actions = values.Whole(section["approval-from-actions"], 1, 1_000_000);
        var myNumber = values.YesNo(section["approve-my-number-grants"]);
        var deletions = values.YesNo(section["approve-deletions"]);
        var shrink = values.Share(section["max-shrink-share"]);
        var rejected = values.Share(section["max-rejected-share"]);
        if (
            approval is null
            || refusal is null
            || population is null
            || window is null
            || actions is null
            || myNumber is null
            || deletions is null
            || shrink is null
            || rejected is null
        )
            return null;
        return new Limits(
            approval,
            refusal,
            population.Value,
            window.Value,
            actions.Value,
            myNumber.Value,
            deletions.Value,
            shrink.Value,
            rejected.Value
        );
    }

    private static (CapSet?, Dictionary<string, PlacedCap>) ReadCaps(YamlField? field, PolicyReading reading)
    {
        var caps = new Dictionary<string, PlacedCap>();
        if (Section.Of(field, KeySets.CapSet, reading.YamlErrors) is not { } section)
            return (null, caps);
        foreach (var key in KeySets.CapSet.All)
        {
            if (section[key] is null && KeySets.CapSet.Optional.Contains(key))
                continue;
            if (Section.Of(section[key], KeySets.Cap, reading.YamlErrors) is not { } cap)
                continue;
            var count = reading.Values.Whole(cap["count"], 0, 1_000_000);
            var share = reading.Values.Share(cap["share"]);
            if (count is { } number && share is { } part)
                caps.Add(key, new PlacedCap(new Cap(number, part), cap));
        }
        var set = KeySets.CapSet.Required.All(caps.ContainsKey)
            ? new CapSet(caps["disables"].Cap, caps["removals"].Cap, caps["removals-per-zone"].Cap, caps["removals-per-org"].Cap)
            {
                Creations = caps.GetValueOrDefault("creations")?.Cap,
                Enables = caps.GetValueOrDefault("enables")?.Cap,
            }
            : null;
        return (set, caps);
    }

    private static void Compare(YamlField approval, string key, PlacedCap smaller, PlacedCap larger, PolicyReading reading)
    {
        if (smaller.Cap.Count > larger.Cap.Count)
            reading.Add(
                smaller.Section["count"]!,
                Wording.Of("Policy.approval-above-refusal", key, smaller.Cap.Count, larger.Cap.Count, larger.Section["count"]!.At.Line),
                Wording.Of("Policy.lower-approval", approval.Path)
            );
        if (smaller.Cap.Share > larger.Cap.Share)
            reading.Add(
                smaller.Section["share"]!,
                Wording.Of("Policy.approval-above-refusal", key, smaller.Cap.Share, larger.Cap.Share, larger.Section["share"]!.At.Line),
                Wording.Of("Policy.lower-approval", approval.Path)
            );
    }
}
