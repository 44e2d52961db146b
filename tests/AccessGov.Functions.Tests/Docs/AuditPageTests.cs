using System.Reflection;
using System.Text.RegularExpressions;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Comparing;
using AccessGov.App.Governance;
using AccessGov.App.Texts;
using AccessGov.Core.Audit.Answers;
using AccessGov.Core.Desired;
using AccessGov.Core.Planning;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>docs/audit.md names what a verification can find, in codes that scripts rely on, and every code has its words.</summary>
public sealed class AuditPageTests
{
    private static readonly string Page = File.ReadAllText(Sample.InRepository("docs/audit.md"));

    private static IEnumerable<string> Functions =>
        typeof(AccessGov.Functions.Triggers.Queues)
            .Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .SelectMany(m => m.GetCustomAttributesData())
            .Where(a => a.AttributeType.Name == "FunctionAttribute")
            .Select(a => (string)a.ConstructorArguments[0].Value!);

    [Fact]
    public void Codes_of_what_differs_in_a_store_never_change()
    {
        string[] codes =
        [
            .. typeof(StoreDifference)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(f => f.IsLiteral)
                .Select(f => (string)f.GetRawConstantValue()!),
        ];
        Assert.Equal(
            "fact-altered fact-missing fact-added cursor-moved head-differs decision-unrecorded personnel-differ hold-differs "
                + "restored-differs supplied-differs plan-unknown plan-state-missing plan-unlisted plan-content-differs "
                + "plan-verdict-differs plan-approval-unrecorded plan-rejection-differs plan-progress-differs "
                + "key-differs emergency-differs kept-differs request-differs transfer-differs",
            string.Join(' ', codes)
        );
        foreach (var code in codes)
        {
            Assert.Contains($"`{code}`", Page, StringComparison.Ordinal);
            Assert.NotEmpty(new UiTexts("ja")[$"Store.{code}"]);
            Assert.NotEmpty(new UiTexts("en")[$"Store.{code}"]);
        }
    }

    [Fact]
    public void Codes_of_the_record_of_holders_never_change()
    {
        Assert.Equal(("given-outside", "taken-outside"), (OutsideChange.Given, OutsideChange.Taken));
        Assert.Equal(("go-live", "monthly", "asked"), (RecordHolders.GoLive, RecordHolders.Monthly, RecordHolders.Asked));
        Assert.All(
            new[] { "given-outside", "taken-outside", "go-live", "monthly", "asked", "holders-read", "policy-kept" },
            code => Assert.Contains($"`{code}`", Page, StringComparison.Ordinal)
        );
    }

    /// <summary>A cause or an action that was added later is told in words by the report too.</summary>
    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void Every_cause_and_every_action_has_a_word_in_the_report(string language)
    {
        var words = new UiTexts(language)["Record.Words"].Split(';').Select(w => w.Split('=')[0]).ToArray();
        Assert.All(CodePins.Of(typeof(Cause)), code => Assert.Contains(code, words));
        Assert.All(CodePins.Of(typeof(PlannedAction)), code => Assert.Contains(code, words));
        Assert.All(DecisionKindCodes.All.Codes, code => Assert.Contains(code, words));
    }

    /// <summary>What acts without a person stands where a number would, in the words that a log on a terminal has.</summary>
    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public void Every_function_has_the_same_name_in_the_report_and_in_the_script(string language)
    {
        var (words, script) = (new UiTexts(language), File.ReadAllText(Sample.InRepository("functions/AccessGov.App/Audit/record.py")));
        foreach (var function in Functions.Select(f => f.Split('-')[^1]).Where(f => f != "Web"))
            Assert.Matches($"""'{function}': \(.*['"]{Regex.Escape(words.FunctionName(function)!)}['"]""", script);
    }
}
