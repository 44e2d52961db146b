using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AccessGov.App.Policy;
using AccessGov.App.Yaml;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Policy;

public sealed class SchemaTests
{
    private static readonly JsonElement Schema = JsonDocument
        .Parse(File.ReadAllText(Sample.InRepository("functions/policy/policy.schema.json")))
        .RootElement;

    private static JsonElement Definition(string name) => name == "policy" ? Schema : Schema.GetProperty("$defs").GetProperty(name);

    private static string[] Faults(string yaml) => [.. new SchemaCheck(Schema).Check(YamlTree.Of(yaml, new YamlErrors("policy"))!)];

    [Fact]
    public void The_schema_and_the_reader_have_the_same_keys()
    {
        foreach (var keys in KeySets.All)
        {
            var definition = Definition(keys.Name);
            Assert.Equal(
                keys.All.Order(StringComparer.Ordinal),
                definition.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)
            );
            Assert.Equal(
                keys.Required.Order(StringComparer.Ordinal),
                definition.GetProperty("required").EnumerateArray().Select(r => r.GetString()!).Order(StringComparer.Ordinal)
            );
            Assert.False(definition.GetProperty("additionalProperties").GetBoolean());
        }
        var objects = Schema
            .GetProperty("$defs")
            .EnumerateObject()
            .Where(d => d.Value.TryGetProperty("properties", out _))
            .Select(d => d.Name);
        Assert.Equal(
            KeySets.All.Select(k => k.Name).Where(n => n != "policy").Order(StringComparer.Ordinal),
            objects.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_schema_explains_every_key_and_definition()
    {
        foreach (var definition in Schema.GetProperty("$defs").EnumerateObject())
            Assert.NotEmpty(definition.Value.GetProperty("description").GetString()!);
        foreach (var property in KeySets.All.SelectMany(k => Definition(k.Name).GetProperty("properties").EnumerateObject()))
            Assert.True(property.Value.TryGetProperty("description", out _) || property.Value.TryGetProperty("$ref", out _), property.Name);
    }

    [Fact]
    public void The_schema_and_the_reader_have_the_same_words()
    {
        Same(PolicyVocabulary.Zones, Definition("zone"));
        Same(PolicyVocabulary.Gates, Definition("gate"));
        Same(PolicyVocabulary.Confidentialities, Definition("confidentiality"));
        Same(PolicyVocabulary.Employments, Definition("employment"));
        Same(PolicyVocabulary.Postings, Definition("posting"));
        Same(PolicyVocabulary.ApproverRoles, Definition("approver-role"));
        Same(PolicyVocabulary.Treatments, Definition("treatment"));
        Same(PolicyVocabulary.Protections, Definition("protected-account").GetProperty("properties").GetProperty("kind"));
    }

    [Fact]
    public void The_schema_and_the_reader_have_the_same_forms()
    {
        Same(Forms.IsName64(), Definition("entitlement-id"));
        Same(Forms.IsOrgCode(), Definition("org-code"));
        Same(Forms.IsArticle(), Definition("article-number"));
        Same(Forms.IsName32(), Schema.GetProperty("properties").GetProperty("tenant"));
        Same(Forms.IsSuffix(), Schema.GetProperty("properties").GetProperty("upn-suffix"));
        Same(Forms.IsMail(), Definition("help-desk").GetProperty("properties").GetProperty("mail"));
        Same(Forms.IsUpn(), Definition("protected-account").GetProperty("properties").GetProperty("upn"));
    }

    [Fact]
    public void The_schema_and_the_reader_have_the_same_ranges()
    {
        var probed = 0;
        foreach (var property in KeySets.All.SelectMany(k => Definition(k.Name).GetProperty("properties").EnumerateObject()))
        {
            if (!property.Value.TryGetProperty("minimum", out var min))
                continue;
            var step = property.Value.GetProperty("type").GetString() == "integer" ? 1m : 0.001m;
            Assert.True(
                Accepts(property.Name, min.GetDecimal()) && !Accepts(property.Name, min.GetDecimal() - step),
                $"{property.Name} from {min}"
            );
            var max = property.Value.GetProperty("maximum").GetDecimal();
            Assert.True(Accepts(property.Name, max) && !Accepts(property.Name, max + step), $"{property.Name} until {max}");
            probed++;
        }
        Assert.Equal(24, probed);
    }

    [Fact]
    public void The_sample_and_the_documented_city_are_valid_by_the_schema()
    {
        Assert.Empty(Faults(Sample.Text));
        Assert.Empty(Faults(SmallCity.Text));
        Assert.Equal([": unknown titel", ": no title"], Faults(SmallCity.With("title: 情報", "titel: 情報")).OrderDescending());
        Assert.NotEmpty(Faults(SmallCity.With("code: \"020200\"", "code: 020200")));
    }

    [Fact]
    public void The_documentation_explains_every_key_and_no_other()
    {
        Assert.IsType<PolicyRead.Read>(Sample.Read(SmallCity.Text));
        var keys = KeySets.All.SelectMany(k => k.All).ToHashSet();
        var documented = SmallCity
            .Docs.Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Regex.Matches(line.Split('|')[1], "`([^`]+)`").Select(m => m.Groups[1].Value))
            .ToHashSet();
        Assert.Empty(documented.Except(keys));
        Assert.All(keys, key => Assert.Contains($"`{key}`", SmallCity.Docs, StringComparison.Ordinal));
        foreach (var keySet in KeySets.All)
            foreach (var key in keySet.Optional.Where(documented.Contains).Except(["organ", "source"]))
                Assert.Matches($@"(?m)^\|[^|]*`{key}` \*", SmallCity.Docs);
    }

    // The reader's errors about the key itself; others, such as an approval above a refusal, are another matter.
    private static bool Accepts(string key, decimal value)
    {
        var text = Regex.Replace(
            SmallCity
                .Text.Replace("internet: 7", "internet: 7, independent: 0", StringComparison.Ordinal)
                .Replace("retention-days: 365", "retention-days: 365\n  record-years: 10\n  keep-days: 400", StringComparison.Ordinal),
            $@"\b{key}: -?[0-9.]+",
            $"{key}: {value.ToString("0.###", CultureInfo.InvariantCulture)}"
        );
        Assert.Contains($"{key}: ", text, StringComparison.Ordinal);
        return Sample.Read(text) is PolicyRead.Read
            || Sample
                .ErrorsOf(text)
                .All(e =>
                    !e.Path.EndsWith("." + key, StringComparison.Ordinal) || e.Message().Contains("already above", StringComparison.Ordinal)
                );
    }

    private static void Same<T>(IReadOnlyList<Word<T>> words, JsonElement definition)
        where T : struct, Enum =>
        Assert.Equal(
            words.SelectMany(w => w.Spellings).Order(StringComparer.Ordinal),
            definition.GetProperty("enum").EnumerateArray().Select(v => v.ToString()).Distinct().Order(StringComparer.Ordinal)
        );

    private static void Same(Regex form, JsonElement definition) =>
        Assert.Equal(
            // Of a form over several lines, neither the lines nor what they say count.
            (form.Options.HasFlag(RegexOptions.IgnorePatternWhitespace) ? Regex.Replace(form.ToString(), @"#.*|\s", "") : form.ToString())
                .Replace(@"\A", "^", StringComparison.Ordinal)
                .Replace(@"\z", "$", StringComparison.Ordinal),
            definition.GetProperty("pattern").GetString()
        );
}
