using System.Text.RegularExpressions;
using AccessGov.App.Texts;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Architecture;

/// <summary>Nothing that the product can say is missing in one of its languages.</summary>
public sealed partial class TextTests
{
    private static readonly Dictionary<string, Dictionary<string, string>> Languages = new()
    {
        ["ja"] = Read("UiTexts.resx"),
        ["en"] = Read("UiTexts.en.resx"),
    };

    [Fact]
    public void Every_text_exists_in_both_languages_with_the_same_places_to_fill()
    {
        Assert.Equal(Languages["ja"].Keys.Order(StringComparer.Ordinal), Languages["en"].Keys.Order(StringComparer.Ordinal));
        // An argument may be left out, never invented.
        Assert.All(Languages["ja"], text => Assert.True(Places(text.Value).Max() <= Places(Languages["en"][text.Key]).Max() + 1, text.Key));
        Assert.All(Languages.Values.SelectMany(l => l), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
    }

    [Theory]
    [InlineData(typeof(FindingKind), "Finding.")]
    [InlineData(typeof(Gate), "Gate.")]
    [InlineData(typeof(Gate), "Fix.")]
    [InlineData(typeof(Gate), "GateFacts.")]
    [InlineData(typeof(Gate), "Missing.")]
    [InlineData(typeof(Zone), "Zone.")]
    [InlineData(typeof(PostingKind), "Posting.")]
    [InlineData(typeof(AttributeName), "Attribute.")]
    [InlineData(typeof(LeaveKind), "Leave.")]
    [InlineData(typeof(MoveKind), "Move.")]
    [InlineData(typeof(Core.Planning.PlanStatus), "Status.")]
    [InlineData(typeof(Core.Adopting.Likeness), "Likeness.")]
    [InlineData(typeof(Core.Adopting.LeftOut), "LeftOut.")]
    [InlineData(typeof(Core.Campaign.NoMail), "NoMail.")]
    [InlineData(typeof(Core.Audit.Witnesses.WitnessPolicyError), "WitnessPolicy.")]
    [InlineData(typeof(Core.Audit.Witnesses.WitnessRefusal), "WitnessRefusal.")]
    [InlineData(typeof(Core.Audit.Witnesses.CheckpointFlaw), "CheckpointFlaw.")]
    [InlineData(typeof(Core.Audit.Witnesses.WitnessStanding), "WitnessStanding.")]
    public void Every_word_of_a_list_has_a_text(Type list, string prefix) =>
        Assert.All(CodePins.Of(list), name => Assert.Contains(prefix + name, Languages["ja"].Keys));

    [Fact]
    public void Every_fault_of_an_edited_list_has_a_text() =>
        Assert.All(Core.Adopting.PairFault.Codes, code => Assert.Contains($"PairFault.{code}", Languages["ja"].Keys));

    [Fact]
    public void Every_refusal_that_the_code_can_give_has_a_text()
    {
        var sources = System
            .IO.Directory.EnumerateFiles(Sample.InRepository("functions"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText);
        var codes = sources.SelectMany(s => RefusalCodes().Matches(s).Select(m => m.Groups["code"].Value)).Distinct().ToArray();
        Assert.True(codes.Length >= 15, $"Only {string.Join(", ", codes)} were found: has the way to write a refusal changed?");
        Assert.All(codes, code => Assert.Contains($"Refusal.{code}", Languages["ja"].Keys));
    }

    /// <summary>Codes come from many places: the page on operations has those that end by themselves, the code others.</summary>
    [Fact]
    public void Every_incident_has_a_text()
    {
        var page = File.ReadAllText(Sample.InRepository("docs/operations.md"));
        var table = page[page.IndexOf("| text | code | over by itself when |", StringComparison.Ordinal)..];
        table = table[..table.IndexOf("\n\n", StringComparison.Ordinal)];
        var told = table
            .Split('\n')
            .Skip(2)
            .SelectMany(row => Codes().Matches(row.Split('|')[2]).Select(m => m.Groups["code"].Value));
        var written = System
            .IO.Directory.EnumerateFiles(Sample.InRepository("functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => IncidentCodes().Matches(File.ReadAllText(f)).Select(m => m.Groups["code"].Value));
        string[] codes = [.. told.Concat(written).Concat(App.Reviews.OpenReview.NotOpenedCodes).Distinct()];
        Assert.True(codes.Length >= 30, $"Only {string.Join(", ", codes)} were found: has the way to write an incident changed?");
        Assert.All(codes, code => Assert.Contains($"Incident.{code}", Languages["ja"].Keys));
    }

    [Fact]
    public void Every_wording_that_the_code_can_give_has_a_text()
    {
        var keys = System
            .IO.Directory.EnumerateFiles(Sample.InRepository("functions"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Wordings().Matches(File.ReadAllText(f)).Select(m => m.Groups["key"].Value))
            .Distinct();
        Assert.All(keys, key => Assert.Contains(key, Languages["ja"].Keys));
    }

    /// <summary>What a policy names apart, nobody who reads one language meets the other.</summary>
    [Fact]
    public void No_text_is_in_the_other_language()
    {
        Assert.All(Languages["en"], t => Assert.True(t.Key == "Portal.OtherLanguage" || !Kana().IsMatch(t.Value), $"{t.Key}: {t.Value}"));
        Assert.All(Languages["ja"], t => Assert.False(EnglishSentence().IsMatch(Commands().Replace(t.Value, "")), $"{t.Key}: {t.Value}"));
    }

    /// <summary>Whom to turn to, the city says: <c>help-desk</c> in its policy.</summary>
    [Fact]
    public void Advice_names_the_desk_of_the_policy_and_none_of_its_own()
    {
        Assert.All(Languages.Values.SelectMany(l => l), t => Assert.False(Section().IsMatch(t.Value), $"{t.Key}: {t.Value}"));
        string Said(string language, HelpDesk? desk) => new UiTexts(language, desk)["Portal.RequestNobodyNext"];
        var desk = new HelpDesk("情報政策課", "内線 2345", "johosei@city.example.jp");
        Assert.Equal("承認できる人がいません。情報政策課（内線 2345、johosei@city.example.jp）に相談してください。", Said("ja", desk));
        Assert.Equal("Nobody may agree to it. Ask 情報政策課 (内線 2345, johosei@city.example.jp).", Said("en", desk));
        Assert.Equal("承認できる人がいません。情報政策課に相談してください。", Said("ja", new HelpDesk("情報政策課", null, null)));
        Assert.Equal("承認できる人がいません。システム担当者に相談してください。", Said("ja", null));
        Assert.Equal("Nobody may agree to it. Ask your system administrators.", Said("en", null));
        // Braces are the city's, and so is what somebody else wrote.
        var odd = new UiTexts("ja", new HelpDesk("{0}課", null, null)).Of("Refusal.request-nobody-agrees", "", 0, "{desk}");
        Assert.Contains("（{desk}）。{0}課に", odd, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(PlannedAction), "ja")]
    [InlineData(typeof(Cause), "ja")]
    [InlineData(typeof(WithheldReason), "ja")]
    [InlineData(typeof(Standing), "ja")]
    [InlineData(typeof(PlannedAction), "en")]
    [InlineData(typeof(Cause), "en")]
    [InlineData(typeof(WithheldReason), "en")]
    [InlineData(typeof(Standing), "en")]
    public void Every_case_of_a_closed_hierarchy_has_a_sentence(Type hierarchy, string language)
    {
        var text = new PlanText(new UiTexts(language), Sample.Policy);
        var switches = typeof(PlanText)
            .GetMethods()
            .Where(m => m.ReturnType == typeof(string) && m.GetParameters() is [var only] && only.ParameterType == hierarchy)
            .ToArray();
        Assert.NotEmpty(switches);
        var cases = hierarchy.GetNestedTypes().Where(t => t.IsSubclassOf(hierarchy)).ToArray();
        Assert.NotEmpty(cases);
        foreach (var type in cases)
            foreach (var of in switches)
                Assert.False(string.IsNullOrWhiteSpace((string)of.Invoke(text, [Any(type)])!), type.Name);
    }

    /// <summary>A condition that is not met is no list that was not imported: one sentence within another says neither.</summary>
    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void What_is_not_known_is_named_and_no_sentence_stands_within_another(string language)
    {
        var (words, text) = (new UiTexts(language), new PlanText(new UiTexts(language), Sample.Policy));
        foreach (var gate in Enum.GetValues<Gate>())
        {
            var unknown = new WithheldReason.GateUnknown(gate);
            foreach (var said in new[] { text.Of(unknown), text.FixOf(unknown) })
            {
                Assert.Contains(words[$"GateFacts.{GateCodes.Of(gate)}"], said, StringComparison.Ordinal);
                Assert.DoesNotContain(words[$"Gate.{GateCodes.Of(gate)}"], said, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(20_839_446, "241 日 4 時間", "241 d 4 h")]
    [InlineData(150, "2 分 30 秒", "2 min 30 s")]
    [InlineData(7_200, "2 時間", "2 h")]
    [InlineData(86_460, "1 日", "1 d")]
    [InlineData(0, "0 秒", "0 s")]
    public void A_length_of_time_is_told_in_units_that_people_count_by(int seconds, string japanese, string english)
    {
        Assert.Equal(japanese, DurationText.Of(new UiTexts("ja"), TimeSpan.FromSeconds(seconds)));
        Assert.Equal(english, DurationText.Of(new UiTexts("en"), TimeSpan.FromSeconds(seconds)));
    }

    /// <summary>In Japanese the roles have their Japanese names; <c>operators</c> is the name of a command and of a setting.</summary>
    [Fact]
    public void No_Japanese_sentence_calls_a_role_by_its_code()
    {
        var sentences = System
            .IO.Directory.EnumerateFiles(Sample.InRepository("functions"), "*.cs*", SearchOption.AllDirectories)
            .SelectMany(file => Literals().Matches(File.ReadAllText(file)).Select(m => (file, m.Value)))
            .Where(s => Kana().IsMatch(s.Value))
            .Concat(Languages["ja"].Select(t => (t.Key, t.Value)));
        var wrong = sentences.Where(s => RoleCodes().IsMatch(s.Item2)).Select(s => $"{s.Item1}: {s.Item2}").ToArray();
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
        var text = new PlanText(new UiTexts("ja"), Sample.Policy);
        foreach (var role in OperatorRoleCodes.All.ByCode.Keys)
            Assert.DoesNotMatch(RoleCodes(), text.Of(new Refusal("approver-without-role", role, 0, 1)));
    }

    /// <summary>Some value of a type: the first of every list, the shortest constructor's arguments likewise.</summary>
    private static object? Any(Type type)
    {
        if (type == typeof(string))
            return "0101";
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Any(inner);
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(0);
        if (type == typeof(Cause))
            return new Cause.OnDuty();
        if (type == typeof(Expect))
            return new Expect.NoAccount();
        if (type == typeof(DateOnly))
            return new DateOnly(2026, 4, 1);
        if (type.IsGenericType && type.IsInterface)
        {
            var list = Array.CreateInstance(type.GetGenericArguments()[0], 1);
            list.SetValue(Any(type.GetGenericArguments()[0]), 0);
            return list;
        }
        if (type.IsPrimitive || type == typeof(decimal) || type == typeof(Guid))
            return Activator.CreateInstance(type);
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();
        return constructor is null
            ? Activator.CreateInstance(type)
            : constructor.Invoke([.. constructor.GetParameters().Select(p => Any(p.ParameterType))]);
    }

    private static Dictionary<string, string> Read(string file) =>
        System
            .Xml.Linq.XDocument.Load(Sample.InRepository($"functions/AccessGov.App/Texts/{file}"))
            .Root!.Elements("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static IEnumerable<int> Places(string text) =>
        PlaceNumbers().Matches(text).Select(m => int.Parse(m.Groups[1].Value)).Append(-1);

    [GeneratedRegex("`(?<code>[a-z-]+)`")]
    private static partial Regex Codes();

    [GeneratedRegex("""new Incident\(\s*"(?<code>[a-z]+(-[a-z]+)+)""")]
    private static partial Regex IncidentCodes();

    [GeneratedRegex("""Wording\.Of\(\s*"(?<key>[^"]+)""")]
    private static partial Regex Wordings();

    // Words of a command line are the same in every language.
    [GeneratedRegex("accessgov [A-Za-z0-9 .=:/{}-]+")]
    private static partial Regex Commands();

    [GeneratedRegex(@"([A-Za-z']+,? ){3}[A-Za-z']+")]
    private static partial Regex EnglishSentence();

    [GeneratedRegex("情報(システム|政策|管理|推進)[課係室]|総務課|service desk|IT (division|section)|information systems section")]
    private static partial Regex Section();

    [GeneratedRegex(@"\{(\d+)")]
    private static partial Regex PlaceNumbers();

    [GeneratedRegex(@"""[^""\r\n]*""")]
    private static partial Regex Literals();

    [GeneratedRegex(@"[\p{IsHiragana}\p{IsKatakana}\p{IsCJKUnifiedIdeographs}]")]
    private static partial Regex Kana();

    [GeneratedRegex(@"(?<![A-Za-z-])(?:operator|approver|officer|auditor)(?![A-Za-z-])", RegexOptions.IgnoreCase)]
    private static partial Regex RoleCodes();

    [GeneratedRegex("""(?:new Refusal|Denied|Check)\("(?<code>[a-z-]+)",""")]
    private static partial Regex RefusalCodes();
}
