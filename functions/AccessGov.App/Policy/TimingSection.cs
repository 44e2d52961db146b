using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary><c>timing</c>; the ranges are those of <see cref="Timing"/>.</summary>
internal static class TimingSection
{
    public static Timing? Read(YamlField? field, PolicyReading reading)
    {
        if (Section.Of(field, KeySets.Timing, reading.YamlErrors) is not { } section)
            return null;
        var lead = reading.Values.Whole(section["joiner-lead-days"], 0, 90);
        var retention = reading.Values.Whole(section["retention-days"], 30, 3650);
        var training = reading.Values.Whole(section["training-valid-days"], 30, 1100);
        var record = section["record-years"] is { } years ? reading.Values.Whole(years, 1, 100) : null;
        var keep = section["keep-days"] is { } days ? reading.Values.Whole(days, Timing.LeastKeepDays, 3650) : null;
        var overlap = ReadOverlap(section["overlap-days"], reading);
        var leave = ReadLeave(section["on-leave"], reading);
        return lead is null || retention is null || training is null
            ? null
            : new Timing(lead.Value, overlap, retention.Value, leave, training.Value)
            {
                RecordYears = record,
                KeepDays = keep ?? Timing.UsualKeepDays,
            };
    }

    private static Dictionary<Zone, int> ReadOverlap(YamlField? field, PolicyReading reading)
    {
        var overlap = new Dictionary<Zone, int>();
        if (Section.Of(field, KeySets.OverlapDays, reading.YamlErrors) is not { } section)
            return overlap;
        foreach (var word in PolicyVocabulary.Zones)
        {
            // 366: more than a year is a grant, not an overlap.
            if (section[word.English] is not { } value || reading.Values.Whole(value, 0, 366) is not { } days)
                continue;
            if (days > 0 && word.Value is Zone.MyNumber or Zone.Independent)
                reading.Add(
                    value,
                    word.Value is Zone.MyNumber ? Wording.Of("Policy.my-number-overlap") : Wording.Of("Policy.independent-overlap"),
                    Wording.Of("Policy.write-0")
                );
            else
                overlap.Add(word.Value, days);
        }
        return overlap;
    }

    private static Dictionary<LeaveKind, LeaveTreatment> ReadLeave(YamlField? field, PolicyReading reading)
    {
        var treatments = new Dictionary<LeaveKind, LeaveTreatment>();
        if (Section.Of(field, KeySets.OnLeave, reading.YamlErrors) is not { } section)
            return treatments;
        foreach (var word in PolicyVocabulary.Leaves)
            if (reading.Values.Word(section[word.English], PolicyVocabulary.Treatments) is { } treatment)
                treatments.Add(word.Value, treatment);
        return treatments;
    }
}
