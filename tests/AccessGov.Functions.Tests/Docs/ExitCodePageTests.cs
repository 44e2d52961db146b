using System.Reflection;
using System.Text.RegularExpressions;
using AccessGov.App.Texts;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Docs;

/// <summary>Scripts rely on exit codes: each that a page promises is met once, and no other exists.</summary>
public sealed partial class ExitCodePageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.ja.md")]
    [InlineData("docs/operations.md")]
    [InlineData("docs/ja/operations.md")]
    public void A_page_names_every_exit_code_and_no_other(string path)
    {
        var known = typeof(ExitCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (int)f.GetRawConstantValue()!)
            .Order();
        Assert.Equal(known, Named(path));
    }

    [Theory]
    [InlineData("en", "README.md", "docs/operations.md")]
    [InlineData("ja", "README.ja.md", "docs/ja/operations.md")]
    public void The_pages_and_the_help_say_the_same_of_each(string language, string readme, string operations)
    {
        var told = Rows(readme).ToArray();
        Assert.NotEmpty(told);
        Assert.Equal(told, Rows(operations));
        var help = Bare(new UiTexts(language)["Help"]);
        Assert.All(told, row => Assert.Contains(Bare(row), help, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_is_met_once_and_says_why_on_standard_error()
    {
        await using var village = await VillageStory.SettledAsync();
        var met = new Dictionary<int, Answer>();
        async Task MeetsAsync(int code, string command, CancellationToken? ct = null) =>
            met[code] = (await village.RunAsync(command, ct: ct)).Ended(code);

        await MeetsAsync(ExitCodes.Done, "whoami");
        await MeetsAsync(ExitCodes.Usage, "plan --as-of yesterday");
        await MeetsAsync(ExitCodes.NotFound, "show 0000");
        var broken = await village.ListAsync("broken.csv", "列", ["値"]);
        await MeetsAsync(ExitCodes.Refused, $"hr import {broken} --source mayor");
        village.Account(VillageStory.Author).AccountEnabled = false;
        await MeetsAsync(ExitCodes.NotAsItShouldBe, "verify");
        village.Tenant.Faults.Next("* /*", times: int.MaxValue, status: 503);
        await MeetsAsync(ExitCodes.TryAgain, "verify");
        village.Tenant.Faults.Calm();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await MeetsAsync(ExitCodes.Interrupted, "plan", stopped.Token);
        await File.WriteAllTextAsync(Path.Combine(village.Root, "accessgov.json"), "{", Ct);
        await MeetsAsync(ExitCodes.Settings, "whoami");

        Assert.Equal(Named("docs/operations.md"), met.Keys.Order());
        // What is left over is a result; everything else is a complaint.
        foreach (var (code, answer) in met.Where(m => m.Key is not (ExitCodes.Done or ExitCodes.NotAsItShouldBe)))
        {
            Assert.True(answer.Error.Trim().Length > 0, $"{code} says nothing on standard error: {answer.Out}");
            Assert.True(answer.Out.Length == 0, $"{code} mixes a complaint with results: {answer.Out}");
        }
    }

    /// <summary>Results go to standard output, refusals do not: also of each list.</summary>
    [Theory]
    [InlineData("hr import {0} --source mayor")]
    [InlineData("hr check {0} --source mayor")]
    [InlineData("hr announce {0}")]
    [InlineData("hr keys {0}")]
    [InlineData("hr training {0}")]
    [InlineData("hr tell {0} --source mayor")]
    public async Task A_refusal_of_personnel_files_leaves_results_alone(string command)
    {
        await using var village = await VillageStory.SettledAsync();
        var broken = await village.ListAsync("broken.csv", "列", ["値"]);
        var refused = (await village.RunAsync(string.Format(command, broken))).Ended(ExitCodes.Refused);
        Assert.Equal("", refused.Out);
        Assert.NotEqual("", refused.Error);
        if (command.Contains("tell", StringComparison.Ordinal))
            return;
        // Who asked for JSON gets it, whatever it says.
        Assert.NotEqual("", (await village.RunAsync(string.Format(command, broken) + " --json")).Ended(ExitCodes.Refused).Out);
    }

    /// <summary>The codes of the one table that is headed so.</summary>
    private static int[] Named(string path) => [.. Rows(path).Select(r => int.Parse(r[..r.IndexOf(' ')])).Order()];

    /// <summary>Each with what it means.</summary>
    private static IEnumerable<string> Rows(string path) =>
        File.ReadLines(Sample.InRepository(path))
            .SkipWhile(l => !ExitCodeHead().IsMatch(l))
            .TakeWhile(l => l.Length > 0)
            .Select(l => ExitCodeRow().Match(l))
            .Where(m => m.Success)
            .Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}");

    /// <summary>Without spaces, line ends and quotes.</summary>
    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('`' or '\'')));

    [GeneratedRegex(@"^\| (exit code|終了コード) \| ")]
    private static partial Regex ExitCodeHead();

    [GeneratedRegex(@"^\| (\d{1,3}) \| (.*) \|$")]
    private static partial Regex ExitCodeRow();
}
