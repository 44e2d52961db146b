using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.App.Tests.Policy;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

/// <summary>What an editor says of a profile is what the reader says.</summary>
public sealed class ProfileSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument
        .Parse(File.ReadAllText(Sample.InRepository("functions/policy/profile.schema.json")))
        .RootElement;

    private static readonly string Docs = File.ReadAllText(Sample.InRepository("docs/hr-import.md"));

    private static readonly ListKind[] Lists =
    [
        ListProfileReader.Announcement,
        ListProfileReader.Keys,
        ListProfileReader.Training,
        ListProfileReader.Contracts,
    ];

    private static JsonElement Definition(string name) => Schema.GetProperty("$defs").GetProperty(name);

    [Fact]
    public void The_schema_and_the_reader_have_the_same_keys()
    {
        Same(MappingProfileReader.Profile, "extract");
        Same(new KeySet("columns", ExtractColumn.Needed, ExtractColumn.Possible), "extract-columns");
        Same(MappingProfileReader.Words([]), "words");
        foreach (var list in Lists)
        {
            Same(list.Keys, list.Name);
            Same(new KeySet("columns", list.Columns, []), $"{list.Name}-columns");
        }
    }

    [Fact]
    public void The_schema_and_the_reader_have_the_same_words()
    {
        Same(ProfileWords.Employments, "employment");
        Same(ProfileWords.Postings, "posting");
        Same(ProfileWords.Leaves, "leave");
        Same(ProfileWords.Standings, "standing");
        Same(ProfileWords.Moves, "move");
        Same(ProfileWords.Encodings, "encoding");
        Same(ProfileWords.Delimiters, "delimiter");
        Same(ProfileWords.Needs, "need");
        Same(ProfileWords.Dates, "date-form");
        Assert.Equal(DateFormWords.All.All.Select(c => c.Code), ProfileWords.Dates.Select(w => w.English));
    }

    [Theory]
    [InlineData("mayor")]
    [InlineData("education")]
    [InlineData("fire")]
    [InlineData("water")]
    [InlineData("announcement")]
    [InlineData("keys")]
    [InlineData("training")]
    [InlineData("contracts")]
    public void A_profile_that_ships_is_valid_by_the_schema_that_its_first_line_names(string name)
    {
        var yaml = SampleProfiles.Yaml(name);
        Assert.StartsWith("# yaml-language-server: $schema=../profile.schema.json\n", yaml, StringComparison.Ordinal);
        Assert.Empty(Faults(yaml));
        Assert.NotEmpty(Faults(yaml.Replace("encoding: ", "encodign: ", StringComparison.Ordinal)));
        Assert.NotEmpty(Faults(yaml.Replace("kind: ", "kind: a", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_schema_and_the_reader_have_the_same_ranges()
    {
        var properties = Definition("extract").GetProperty("properties");
        foreach (var key in (string[])["idWidth", "maxRejectedShare"])
        {
            var (least, most) = (
                properties.GetProperty(key).GetProperty("minimum").GetDecimal(),
                properties.GetProperty(key).GetProperty("maximum").GetDecimal()
            );
            var step = key == "idWidth" ? 1m : 0.001m;
            Assert.True(Accepts(key, least) && Accepts(key, most), key);
            Assert.False(Accepts(key, least - step) || Accepts(key, most + step), key);
        }
    }

    [Fact]
    public void The_page_explains_every_key_and_column()
    {
        var keys = MappingProfileReader
            .Profile.All.Concat(ExtractColumn.Needed)
            .Concat(ExtractColumn.Possible)
            .Concat(Lists.SelectMany(l => l.Keys.All.Concat(l.Columns)));
        Assert.All(keys, key => Assert.Matches($@"\b{key}\b", Docs));
    }

    [Theory]
    [InlineData("encoding: cp932", "encoding: sjis")]
    [InlineData("encoding: cp932", "encoding: shift_jis")]
    [InlineData("encoding: cp932", "encoding: Shift_JIS")]
    [InlineData("encoding: cp932", "encoding: Shift-JIS")]
    [InlineData("encoding: cp932", "encoding: shift-jis")]
    [InlineData("encoding: cp932", "encoding: MS932")]
    [InlineData("encoding: cp932", "encoding: ms932")]
    [InlineData("encoding: cp932", "encoding: Windows-31J")]
    [InlineData("encoding: cp932", "encoding: SJIS")]
    [InlineData("encoding: cp932", "encoding: CP932")]
    [InlineData("会計年度任用: fiscal-year", "会計年度任用: パートタイム会計年度任用職員")]
    [InlineData("臨時: temporary", "臨時: 臨時的任用職員")]
    [InlineData("dates: [wareki]", "dates: [和暦]")]
    [InlineData("delimiter: comma", "delimiter: カンマ")]
    [InlineData("正規: regular", "正規: 正規職員")]
    [InlineData("正規: regular", "正規: 正職員")]
    [InlineData("正規: regular", "正規: Regular")]
    [InlineData("会計年度任用: fiscal-year", "会計年度任用: 会計年度任用職員")]
    [InlineData("needsEnd: [fiscal-year]", "needsEnd: [FiscalYear]")]
    [InlineData("needsEnd: [fiscal-year]", "needsEnd: [会計年度任用職員]")]
    [InlineData("併任: cross-appointed", "併任: 併任")]
    public void One_thing_may_be_written_in_several_ways(string written, string otherwise)
    {
        var yaml = SampleProfiles.Yaml("mayor");
        Assert.Contains(written, yaml, StringComparison.Ordinal);
        var other = yaml.Replace(written, otherwise, StringComparison.Ordinal);
        Assert.Empty(Faults(other));
        Assert.Equal(Read(yaml), Read(other));

        static string Read(string text)
        {
            var profile = SampleProfiles.Loaded(MappingProfileReader.Read(Encoding.UTF8.GetBytes(text)));
            return JsonSerializer.Serialize(profile with { Form = profile.Form with { Columns = new Dictionary<string, string>() } });
        }
    }

    private static bool Accepts(string key, decimal value) =>
        MappingProfileReader.Read(
            Encoding.UTF8.GetBytes(
                Regex.Replace(
                    SampleProfiles.Yaml("mayor"),
                    $@"\b{key}: -?[0-9.]+",
                    $"{key}: {value.ToString("0.###", CultureInfo.InvariantCulture)}"
                )
            )
        ) is ProfileRead<MappingProfile>.Loaded;

    private static string[] Faults(string yaml) => [.. new SchemaCheck(Schema).Check(YamlTree.Of(yaml, new YamlErrors("profile"))!)];

    private static void Same(KeySet keys, string definition)
    {
        var described = Definition(definition);
        Assert.Equal(
            keys.All.Order(StringComparer.Ordinal),
            described.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            keys.Required.Order(StringComparer.Ordinal),
            described.GetProperty("required").EnumerateArray().Select(r => r.GetString()!).Order(StringComparer.Ordinal)
        );
        Assert.False(described.GetProperty("additionalProperties").GetBoolean());
        Assert.NotEmpty(described.GetProperty("description").GetString()!);
    }

    /// <summary>The words; of those in any case, what an editor completes stands beside the form.</summary>
    private static JsonElement Enum(JsonElement definition) =>
        (definition.TryGetProperty("anyOf", out var ways) ? ways[0] : definition).GetProperty("enum");

    private static void Same<T>(IReadOnlyList<Word<T>> words, string definition)
        where T : struct =>
        Assert.Equal(
            words.SelectMany(w => w.Spellings).Order(StringComparer.Ordinal),
            Enum(Definition(definition)).EnumerateArray().Select(v => v.GetString()!).Order(StringComparer.Ordinal)
        );
}
