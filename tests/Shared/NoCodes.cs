using System.Text.RegularExpressions;

namespace AccessGov.Tests;

/// <summary>People read sentences. The codes of refusals, incidents and of what outside did not answer are for <c>--json</c>.</summary>
internal static partial class NoCodes
{
    private static readonly Lazy<HashSet<string>> Codes = new(Read);

    /// <summary>The answer, held to it; the test fails with the first code behind a sentence.</summary>
    /// <param name="answer">What somebody reads.</param>
    public static Answer In(Answer answer)
    {
        if (answer.Command.Contains("--json", StringComparison.Ordinal))
            return answer;
        foreach (Match found in Bracketed().Matches(answer.Text))
            Assert.False(Codes.Value.Contains(found.Groups["code"].Value), $"accessgov {answer.Command}\nsays {found}\n\n{answer.Text}");
        return answer;
    }

    private static HashSet<string> Read()
    {
        var texts = File.ReadAllText(Sample.InRepository("functions/AccessGov.App/Texts/UiTexts.resx"));
        HashSet<string> codes = [.. OfTexts().Matches(texts).Select(m => m.Groups["code"].Value)];
        foreach (var file in Directory.EnumerateFiles(Sample.InRepository("functions"), "*.cs", SearchOption.AllDirectories))
            codes.UnionWith(OfFailures().Matches(File.ReadAllText(file)).Select(m => m.Groups["code"].Value));
        Assert.True(codes.Count > 100, $"Only {codes.Count} were found: has the way to write them changed?");
        return codes;
    }

    [GeneratedRegex(@"[（(](?<code>[a-z]+(-[a-z]+)+)[）)]")]
    private static partial Regex Bracketed();

    [GeneratedRegex("""name="(Incident|Refusal|PairFault)\.(?<code>[a-z]+(-[a-z]+)+)" """)]
    private static partial Regex OfTexts();

    [GeneratedRegex("""OutsideFailure\.(Permanent|Transient)\(\s*"(?<code>[a-z]+(-[a-z]+)+)""")]
    private static partial Regex OfFailures();
}
