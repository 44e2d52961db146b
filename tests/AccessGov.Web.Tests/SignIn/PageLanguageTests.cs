using System.Net;
using System.Text.RegularExpressions;
using AccessGov.App.Planning;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Web.Tests.SignIn;

/// <summary>Whoever reads one language meets no other, on whatever page they come by the portal's own links.</summary>
public sealed partial class PageLanguageTests
{
    // What the portal's stage itself wrote.
    private const string Names = "福島 哲也 坂田 七海 田中 一郎 主任 課長 主事 須坂市 日本語";

    private const int MostPages = 120;

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task Every_page_that_links_lead_to_is_in_one_language(string language)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var stage = await PortalStage.OpenAsync(staffRole: OperatorRole.Auditor);
        await PlanToday.RunAsync(stage.Workspace, new Actor.Trigger("ReconcileNightly"), null, ct);
        foreach (var worker in (EmployeeId[])[PortalStage.Operator, PortalStage.Approver, PortalStage.Staff])
        {
            using var visitor = stage.NewVisitor();
            visitor.Cookies[Visitor.LanguageCookie] = language;
            var first = await visitor.SignInAsync(stage.AccountOf(worker), "/portal/me");
            var (due, seen) = (new Queue<string>(Links(first.Body).Concat(PageTests.Routes)), new HashSet<string>());
            while (due.TryDequeue(out var path) && seen.Count < MostPages)
            {
                if (
                    path.Contains("/language", StringComparison.Ordinal)
                    || path.Contains("/signout", StringComparison.Ordinal)
                    || !seen.Add(path)
                )
                    continue;
                var page = await visitor.FollowAsync(await visitor.GetAsync(path));
                if (page.At.Authority != stage.Address.Authority || Visitor.TextOf(page) is not { } text)
                    continue;
                OneLanguage.Holds(language, text, $"{worker} {path}", () => Names + OneLanguage.WrittenIn(stage.Stage.Folder));
                foreach (var link in Links(page.Body))
                    due.Enqueue(link);
            }
            Assert.True(seen.Count >= 15, string.Join(' ', seen));
        }
    }

    private static IEnumerable<string> Links(string body) =>
        Link().Matches(body).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value).Split('#')[0]);

    [GeneratedRegex("href=\"(/portal(?!/assets)[^\"]*)\"")]
    private static partial Regex Link();
}
