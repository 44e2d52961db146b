using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>A plan leaves the product: on paper for the 決裁, as rows for a spreadsheet, beside another plan.</summary>
public sealed partial class Story91_A_plan_as_a_file
{
    private const string Formula = "=HYPERLINK(\"http://evil.example\";\"<b>開</b>\")";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_paper_it_needs_nothing_else_and_says_everything()
    {
        await using var village = await PlannedAsync();
        var plan = await village.RunAsync("show last --json");
        var file = Path.Combine(village.Root, "計画.html");
        (await village.RunAsync($"show last --html {file}")).Ended(ExitCodes.Done).Says(file);
        var page = await File.ReadAllTextAsync(file, Ct);
        Assert.Contains("<html lang=\"ja\">", page, StringComparison.Ordinal);
        // Self-contained: nothing runs, nothing is fetched.
        Assert.Empty(Outside().Matches(page));
        // What others wrote is text.
        Assert.Contains("&lt;b&gt;開&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>開", page, StringComparison.Ordinal);
        // Who, what, why by which article, groups, limits, hashes, stamps.
        string[] said =
        [
            "000106",
            "退職 2026-02-09",
            "第6(6)",
            village.GroupOf("groupware"),
            "上限との比較",
            "確認事項",
            "決裁欄",
            "情報セキュリティ責任者",
            plan["id"].GetString()!,
            plan["inputs"].GetProperty("policyHash").GetString()!,
        ];
        Assert.All(said, text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.Equal(plan["actions"].GetArrayLength(), page.Split("<span class=\"sign\"").Length - 1);
        Assert.Equal(plan["findings"].GetArrayLength(), page.Split("class=\"findings\"")[1].Split("<tr><td>").Length - 1);

        var english = (await village.RunAsync("show last --html - --lang en")).Ended(ExitCodes.Done).Out;
        Assert.StartsWith("<!DOCTYPE html>", english, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", english, StringComparison.Ordinal);
        Assert.Contains("Security officer", english, StringComparison.Ordinal);
        Assert.DoesNotContain("決裁欄", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_rows_it_opens_in_a_spreadsheet_and_runs_nothing_there()
    {
        await using var village = await PlannedAsync();
        var plan = await village.RunAsync("show last --json");
        var file = Path.Combine(village.Root, "plan.csv");
        (await village.RunAsync($"show last --csv {file}")).Ended(ExitCodes.Done);
        var bytes = await File.ReadAllBytesAsync(file, Ct);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes[3..]);
        Assert.Equal(plan["actions"].GetArrayLength() + 1, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("\"職員番号\",\"氏名\",", text, StringComparison.Ordinal);
        Assert.Contains("\"'=HYPERLINK(\"\"http", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Cells().Matches(text).Select(m => m.Groups[1].Value), c => c.Length > 0 && "=+-@\t\r".Contains(c[0]));
        Assert.Equal(text, (await village.RunAsync("show last --csv -")).Ended(ExitCodes.Done).Out.TrimStart('\uFEFF'));
    }

    [Fact]
    public async Task A_file_is_written_whole_for_its_owner_or_not_at_all()
    {
        await using var village = await PlannedAsync();
        var file = Path.Combine(village.Root, "plan.html");
        await File.WriteAllTextAsync(file, "kept", Ct);
        (await village.RunAsync($"show last --html {file}")).Ended(ExitCodes.Refused).Says("上書きしません");
        // The other one is not written either.
        var sheet = Path.Combine(village.Root, "plan.csv");
        (await village.RunAsync($"show last --csv {sheet} --html {file}")).Ended(ExitCodes.Refused);
        Assert.Equal("kept", await File.ReadAllTextAsync(file, Ct));
        Assert.False(File.Exists(sheet));
        (await village.RunAsync($"show last --html {village.Root}")).Ended(ExitCodes.Refused).Says("フォルダーです");
        (await village.RunAsync($"show last --html {village.Root}/no/plan.html")).Ended(ExitCodes.Refused).Says("フォルダーがありません");
        (await village.RunAsync("show last --html - --csv -")).Ended(ExitCodes.Usage).Says("標準出力");
        (await village.RunAsync("show last --html - --json")).Ended(ExitCodes.Usage);
        (await village.RunAsync($"show last --html {file} --diff last")).Ended(ExitCodes.Usage).Says("--diff");
        (await village.RunAsync($"show 0000 --csv {sheet}")).Ended(ExitCodes.NotFound);
        var told = (await village.RunAsync($"show last --csv {sheet} --json")).Ended(ExitCodes.Done);
        Assert.Equal(sheet, told["csv"].GetString());
        if (!OperatingSystem.IsLinux())
            return;
        (await village.RunAsync("show last --html /proc/plan.html")).Ended(ExitCodes.Refused).Says("書き込めません");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(sheet));
    }

    [Fact]
    public async Task Beside_another_plan_it_says_what_it_adds_drops_and_does_otherwise()
    {
        await using var village = await PlannedAsync();
        var first = (await village.RunAsync("show last --json"))["id"].GetString()!;
        // HR corrects one post, takes one leaving back, tells of another one.
        village.Change("000102", w => w with { Postings = [w.Postings[0], w.Postings[1] with { Post = "主査" }] });
        village.Change(
            "000106",
            w => w with { Employments = [w.Employments[0] with { Days = w.Employments[0].Days with { Until = null } }] }
        );
        village.Leave("000104", "2026-02-09");
        await village.DeliverAsync("mayor");
        await village.RunAsync("plan");
        var told = (await village.RunAsync($"show last --diff {first} --json")).Ended(ExitCodes.Done);
        Assert.Equal(first, told["other"].GetString());
        Assert.Equal(["000104"], Workers(told["added"]));
        Assert.Equal(["000106"], Workers(told["dropped"]));
        var different = Assert.Single(told["different"].EnumerateArray());
        Assert.Equal("000102", Employee(different.GetProperty("plan")));
        Assert.True(told["same"].GetInt32() > 0);

        var ja = (await village.RunAsync($"show last --diff {first}")).Ended(ExitCodes.Done);
        ja.Says("＋ この計画だけ", "－ 比較対象だけ", "≠ 内容が違う", "主査").SaysNot("only here");
        var back = (await village.RunAsync($"show {first} --diff last --lang en")).Ended(ExitCodes.Done);
        back.Says("+ only here", "- only there", "≠ otherwise", "only there").SaysNot("比較");
        Assert.Equal(["000106"], Workers((await village.RunAsync($"show {first} --diff last --json"))["added"]));
        (await village.RunAsync("show last --diff last")).Ended(ExitCodes.Done).Says("違いはありません");
        (await village.RunAsync("show last --diff 0000")).Ended(ExitCodes.NotFound);
    }

    /// <summary>One moves, one leaves, one begins, whose name is a formula.</summary>
    private static async Task<VillageStory> PlannedAsync()
    {
        var village = await VillageStory.SettledAsync();
        village.MoveTo("2026-02-10");
        village.Move("000102", VillageStory.Residents, "2026-02-10");
        village.Leave("000106", "2026-02-09");
        village.Put(VillageStory.Regular("000107", "mayor", VillageStory.TaxOffice, "2026-02-10") with { DisplayName = Formula });
        await village.DeliverAsync();
        await village.RunAsync("plan");
        return village;
    }

    private static IEnumerable<string> Workers(JsonElement actions) => actions.EnumerateArray().Select(Employee).Distinct();

    private static string Employee(JsonElement action) => action.GetProperty("target").GetProperty("employee").GetString()!;

    [GeneratedRegex("<script|<img|<link|<iframe|src=|href=|url\\(|@import|\\son[a-z]+=", RegexOptions.IgnoreCase)]
    private static partial Regex Outside();

    [GeneratedRegex("\"((?:[^\"]|\"\")*)\"(?:,|\r\n)")]
    private static partial Regex Cells();
}
