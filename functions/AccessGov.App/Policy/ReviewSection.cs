using System.Globalization;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary><c>reviews</c>: which rights are reviewed (棚卸し), how often, by whom first, and what silence means.</summary>
internal static class ReviewSection
{
    /// <summary>What silence would do is shown a week before the last day.</summary>
    private const int ShortestDays = 8;
    private const int LongestDays = 90;
    private const int LongestUndo = 30;
    private const int UsualUndo = 3;
    private const int LongestRhythm = 24;
    private const int MostReminders = 5;

    public static IReadOnlyList<ReviewRule> Read(YamlField? field, PolicyReading reading, IReadOnlyList<Entitlement> rights)
    {
        var reviews = new List<ReviewRule>();
        var ids = new Registry("review", reading.YamlErrors);
        foreach (var item in reading.Values.List(field, "id"))
            if (
                Section.Of(item, KeySets.Review, reading.YamlErrors) is { } section
                && ReadOne(section, item, ids, reading, rights) is { } review
            )
                reviews.Add(review);
        return [.. reviews.OrderBy(r => r.Id.Value, StringComparer.Ordinal)];
    }

    private static ReviewRule? ReadOne(
        Section section,
        YamlField item,
        Registry ids,
        PolicyReading reading,
        IReadOnlyList<Entitlement> rights
    )
    {
        var values = reading.Values;
        var id = reading.Define(ids, section["id"]);
        var name = values.Text(section["name"]);
        var from = values.Date(section["from"]);
        var every = values.Whole(section["every-months"], 1, LongestRhythm);
        var due = values.Whole(section["due-days"], ShortestDays, LongestDays);
        var undo = values.Whole(section["undo-days"], 0, LongestUndo) ?? UsualUndo;
        var remind = ReadReminders(section["remind-days"], reading, due ?? LongestDays);
        var first = values.Word(section["first"], PolicyVocabulary.FirstReviewers) ?? false;
        var silence = values.Word(section["silence"], PolicyVocabulary.Silences);
        var article = reading.Article(section["article"]);
        var ofMovers = values.YesNo(section["movers"]) ?? false;
        var scope = ReviewScopeSection.Read(section, item, ofMovers, reading);
        if (!ofMovers && section["every-months"] is null)
            reading.Add(item, Wording.Of("Policy.review-without-rhythm"), Wording.Of("Policy.say-how-often"));
        if (ofMovers && section["every-months"] is { } rhythm)
            reading.Add(rhythm, Wording.Of("Policy.movers-without-rhythm"), Wording.Of("Policy.remove-rhythm-or-movers"));
        if (id is null || name is null || from is null || due is null || silence is null || article is null)
            return null;
        // A day that not every month has would move a round to another day.
        if (from.Value.Day > 28)
        {
            reading.Add(section["from"]!, Wording.Of("Policy.day-not-every-month", from.Value.Day), Wording.Of("Policy.begin-by-28"));
            return null;
        }
        var reviewed = new List<string>();
        foreach (var right in rights)
            if (scope.Names(right))
                reviewed.Add(right.Id.Value);
        return new ReviewRule(
            new RuleId(id),
            name,
            IdsOf(reviewed),
            from.Value,
            every ?? LongestRhythm,
            due.Value,
            undo,
            first,
            silence.Value,
            article.Value
        )
        {
            OfMovers = ofMovers,
            Scope = scope,
            RemindDays = remind,
            SilenceFor = ReadSilences(section["silence-for"], reading, rights, reviewed),
        };
    }

    /// <summary>What silence means by zone. A zone without a reviewed right would promise what nothing keeps.</summary>
    private static List<ZoneSilence> ReadSilences(
        YamlField? field,
        PolicyReading reading,
        IReadOnlyList<Entitlement> rights,
        List<string> reviewed
    )
    {
        var silences = new List<ZoneSilence>();
        if (Section.Of(field, KeySets.SilenceFor, reading.YamlErrors) is not { } section)
            return silences;
        foreach (var word in PolicyVocabulary.Zones)
        {
            if (section[word.English] is not { } value || reading.Values.Word(value, PolicyVocabulary.Silences) is not { } silence)
                continue;
            var there = new List<string>();
            foreach (var right in rights)
                if (right.Zone == word.Value && reviewed.Contains(right.Id.Value))
                    there.Add(right.Id.Value);
            if (there.Count == 0)
                reading.Add(value, Wording.Of("Policy.review-without-zone", word.English), Wording.Of("Policy.remove-or-review-zone"));
            else
                silences.Add(new ZoneSilence(word.Value, silence, IdsOf(there)));
        }
        return silences;
    }

    private static EntitlementId[] IdsOf(List<string> ids) => Array.ConvertAll(ids.ToArray(), id => new EntitlementId(id));

    /// <summary>The farthest day first, each once.</summary>
    private static IReadOnlyList<int> ReadReminders(YamlField? field, PolicyReading reading, int due)
    {
        if (field is null)
            return ReviewRule.UsualReminders(due);
        var days = new List<int>();
        foreach (var item in reading.Values.Set(field, TextOf))
            days.Add(int.Parse(item.Text, CultureInfo.InvariantCulture));
        if (days.Count > MostReminders)
            reading.Add(field, Wording.Of("Policy.many-reminders", days.Count), Wording.Of("Policy.fewer-reminders", MostReminders));
        days.Sort();
        days.Reverse();
        return days;

        string? TextOf(YamlField item) => reading.Values.Whole(item, 1, due - 1)?.ToString(CultureInfo.InvariantCulture);
    }
}
