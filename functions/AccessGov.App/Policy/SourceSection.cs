using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Policy;

/// <summary><c>articles</c>, <c>organs</c> and <c>sources</c>: the words that the rest of the file refers to.</summary>
internal static class SourceSection
{
    public static void ReadArticles(YamlField? field, PolicyReading reading)
    {
        foreach (var item in reading.Values.List(field, "number"))
            if (Section.Of(item, KeySets.Article, reading.YamlErrors) is { } article)
            {
                reading.Articles.Define(reading.Values.Text(article["number"], Forms.IsArticle(), Forms.Article), article["number"]);
                reading.Values.Text(article["title"]);
            }
    }

    public static void ReadOrgans(YamlField? field, PolicyReading reading)
    {
        foreach (var item in reading.Values.List(field))
            reading.Organs.Define(reading.Values.Text(item), item);
    }

    public static IReadOnlyList<SourceRule> ReadSources(YamlField? field, PolicyReading reading)
    {
        var rules = new List<SourceRule>();
        foreach (var item in reading.Values.List(field, "id"))
            if (Section.Of(item, KeySets.Source, reading.YamlErrors) is { } source)
            {
                var id = reading.Values.Text(source["id"], Forms.IsName32(), Forms.Name32);
                reading.Sources.Define(id, source["id"]);
                var name = reading.Values.Text(source["name"]);
                var maxAge = reading.Values.Whole(source["max-age-days"], 1, 366);
                if (id is not null && name is not null && maxAge is { } days)
                    rules.Add(new SourceRule(new SourceId(id), name, days));
            }
        return [.. rules.OrderBy(r => r.Id.Value, StringComparer.Ordinal)];
    }
}
