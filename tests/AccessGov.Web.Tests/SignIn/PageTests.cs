using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Sandbox.Identity;
using AccessGov.Web.Pages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;

namespace AccessGov.Web.Tests.SignIn;

/// <summary>What holds for every page, also for those that come later.</summary>
public sealed partial class PageTests
{
    /// <summary>Pages that ask for nobody.</summary>
    private static readonly string[] ForEverybody =
    [
        "/portal/refused",
        "/portal/signedout",
        "/portal/over",
        "/portal/failed",
        "/portal/language",
        "/portal/missing",
        "/portal/signin/key/{handler?}",
        "/portal/signin/ticket",
    ];

    /// <summary>Pages for whoever is signed in; each shows what is one's own. All others name a role.</summary>
    private static readonly string[] ForStaff =
    [
        "/portal",
        "/portal/me",
        "/portal/keys",
        "/portal/keys/enrol/{handler?}",
        "/portal/keys/proof/{handler?}",
        "/portal/requests",
        "/portal/requests/ask",
        "/portal/requests/{id:regex(^[0-9]{{8}}-[0-9a-f]{{8}}$)}",
        // Anybody may have to decide about somebody's right: 所属長, 代理, whoever owns it.
        "/portal/reviews",
        "/portal/reviews/deputy",
        "/portal/reviews/{round}",
        "/portal/reviews/{round}/submit",
        // Others' sheets are there for 情報システム課 alone.
        "/portal/reviews/{round}/sheet",
        "/portal/signout",
    ];

    private static readonly (string Route, Type Page)[] All =
    [
        .. typeof(PagePipeline)
            .Assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
            .Select(item => (Route: Route(item), item.Type))
            .Where(p => p.Route is not null)
            .Select(p => (p.Route!, p.Type)),
    ];

    /// <summary>Pages that need nothing to be named.</summary>
    internal static IEnumerable<string> Routes => All.Select(p => p.Route).Where(r => !r.Contains('{', StringComparison.Ordinal));

    [Fact]
    public void Every_page_is_for_everybody_for_staff_or_names_a_role()
    {
        Assert.True(All.Length >= 8, string.Join(", ", All.Select(p => p.Route)));
        Assert.All(ForEverybody.Concat(ForStaff), route => Assert.Contains(All, p => p.Route == route));
        foreach (var (route, page) in All)
            Assert.True(
                ForEverybody.Concat(ForStaff).Contains(route) != HasRole(page),
                $"{route} must name a role ([Authorize(Policy = …)] on its model) or stand in one of the lists above"
            );
    }

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_and_staff_never_see_a_page_that_names_a_role()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var stranger = stage.NewVisitor();
        using var staff = stage.NewVisitor();
        await staff.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me");
        foreach (var (route, page) in All)
        {
            var path = Parameters().Replace(route, "001001");
            if (ForEverybody.Contains(route))
                continue;
            Assert.Equal("/portal/signin", (await stranger.GetAsync(path)).Is(HttpStatusCode.Found).Location!.AbsolutePath);
            if (!HasRole(page))
                continue;
            foreach (var answer in (PlainAnswer[])[await staff.GetAsync(path), await staff.PostAsync(path)])
                Assert.Equal("/portal/refused", answer.Is(HttpStatusCode.Found).Location!.AbsolutePath);
        }
        var refused = (await staff.GetAsync("/portal/refused?to=/portal/plans")).Is(HttpStatusCode.Forbidden);
        var shown = WebUtility.HtmlDecode(refused.Body);
        Assert.Contains(new UiTexts("ja")["Portal.Refused.role"], shown, StringComparison.Ordinal);
        Assert.Contains("必要なときは、情報政策課（内線 2345）へお知らせください。", shown, StringComparison.Ordinal);
    }

    /// <summary>A browser stops a form on its way to Entra, and nothing would be said.</summary>
    [Fact]
    public async Task A_form_that_comes_after_the_session_is_over_is_told_so_and_led_back()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var stranger = stage.NewVisitor();
        var sent = (await stranger.PostAsync("/portal/requests/ask?handler=Send&right=mail")).Is(HttpStatusCode.SeeOther);
        Assert.Equal("/portal/over?to=%2Fportal%2Frequests%2Fask%3Fright%3Dmail", sent.Location!.PathAndQuery);
        var page = (await stranger.GetAsync(sent.Location.PathAndQuery)).Is(HttpStatusCode.OK);
        Assert.Contains(
            "/portal/signin?to=%2Fportal%2Frequests%2Fask%3Fright%3Dmail",
            WebUtility.HtmlDecode(page.Body),
            StringComparison.Ordinal
        );
        var elsewhere = await stranger.GetAsync("/portal/over?to=https%3A%2F%2Fevil.example");
        Assert.DoesNotContain("evil", elsewhere.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_reads_every_page_of_the_work_and_sends_nothing()
    {
        await using var stage = await PortalStage.OpenAsync(staffRole: OperatorRole.Auditor);
        using var auditor = stage.NewVisitor();
        var first = await auditor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal");
        Assert.Equal("/portal/audit", first.At.AbsolutePath);
        Assert.Contains(new UiTexts("ja")["Portal.OnlyReads"], WebUtility.HtmlDecode(first.Body), StringComparison.Ordinal);
        var read = 0;
        foreach (var (route, page) in All.Where(p => HasRole(p.Page) && !p.Route.Contains('{', StringComparison.Ordinal)))
        {
            var shown = await auditor.GetAsync(route);
            Assert.True(shown.Status is HttpStatusCode.OK || shown.Location?.AbsolutePath == "/portal/refused", $"{route}: {shown.Status}");
            if (shown.Status != HttpStatusCode.OK)
                continue;
            read++;
            Assert.Equal("/portal/refused", (await auditor.PostFormAsync(first, route)).Is(HttpStatusCode.Found).Location!.AbsolutePath);
        }
        Assert.True(read >= 4);
    }

    [Fact]
    public async Task No_page_breaks_when_it_is_asked_in_a_way_that_it_does_not_know()
    {
        await using var stage = await PortalStage.OpenAsync(staffRole: OperatorRole.Approver);
        foreach (var worker in (EmployeeId[])[PortalStage.Operator, PortalStage.Approver])
        {
            using var visitor = stage.NewVisitor();
            var shown = await visitor.SignInAsync(stage.AccountOf(worker), "/portal/me");
            foreach (var (route, _) in All.Where(p => p.Route != "/portal/signout"))
            {
                var path = Parameters().Replace(route, "001001");
                var answers = new List<PlainAnswer>
                {
                    await visitor.GetAsync(path + "?handler=Nothing"),
                    await visitor.PostFormAsync(shown, path + "?handler=Nothing"),
                    await visitor.PostFormAsync(shown, path),
                };
                foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options, HttpMethod.Head])
                    answers.Add(await visitor.SendAsync(method, new Uri(stage.Address, path), null));
                Assert.All(answers, a => Assert.True((int)a.Status < 500, $"{a.At}: {a.Status}"));
            }
        }
        Assert.DoesNotContain(stage.Log.Lines, l => l.Text.Contains("NullReference", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_answer_forbids_what_browsers_should_not_do_and_is_kept_nowhere()
    {
        await using var stage = await PortalStage.OpenAsync();
        using var visitor = stage.NewVisitor();
        await visitor.GetAsync("/portal/me");
        var page = await visitor.SignInAsync(stage.AccountOf(PortalStage.Staff), "/portal/me");
        await visitor.GetAsync("/portal/nothing-here");
        await visitor.GetAsync("/nothing-here");
        await visitor.PostAsync("/portal/signout");
        foreach (var path in ForEverybody)
            await visitor.GetAsync(path);
        var style = (await visitor.GetAsync(Style().Match(page.Body).Groups[1].Value)).Is(HttpStatusCode.OK);
        Assert.Contains("immutable", Assert.Single(style.Headers["Cache-Control"]), StringComparison.Ordinal);
        var ours = visitor.Answers.Where(a => a.At.Authority == stage.Address.Authority).ToList();
        Assert.True(ours.Count >= 12);
        Assert.All(
            ours,
            answer =>
            {
                var csp = Assert.Single(answer.Headers["Content-Security-Policy"]);
                Assert.Contains("default-src 'none'", csp, StringComparison.Ordinal);
                Assert.Contains("frame-ancestors 'none'", csp, StringComparison.Ordinal);
                Assert.DoesNotContain("unsafe", csp, StringComparison.Ordinal);
                Assert.Equal("nosniff", Assert.Single(answer.Headers["X-Content-Type-Options"]));
                Assert.Equal("no-referrer", Assert.Single(answer.Headers["Referrer-Policy"]));
                if (answer != style)
                    Assert.Contains("no-store", Assert.Single(answer.Headers["Cache-Control"]), StringComparison.Ordinal);
                Assert.DoesNotContain("style=", answer.Body, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("<script>", answer.Body, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    [Fact]
    public void Every_text_that_a_page_names_exists()
    {
        var named = Directory
            .EnumerateFiles(Repository.Path("functions/AccessGov.Web/Pages"), "*.cs*", SearchOption.AllDirectories)
            .SelectMany(f => TextNames().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .Distinct()
            .ToArray();
        Assert.True(named.Length > 20);
        var texts = File.ReadAllText(Repository.Path("functions/AccessGov.App/Texts/UiTexts.resx"));
        Assert.All(named, name => Assert.Contains($"<data name=\"{name}\"", texts, StringComparison.Ordinal));
        foreach (var code in RefusedModel.Codes)
            foreach (var kind in (string[])["Portal.Refused", "Portal.RefusedFix"])
                Assert.Contains($"<data name=\"{kind}.{code}\"", texts, StringComparison.Ordinal);
    }

    private static string? Route(RazorCompiledItemAttribute item) =>
        item.Type.GetCustomAttributes<RazorCompiledItemMetadataAttribute>().FirstOrDefault(m => m.Key == "RouteTemplate")?.Value;

    private static bool HasRole(Type page) =>
        page.GetProperty("Model") is { PropertyType: var model }
        && typeof(PageModel).IsAssignableFrom(model)
        && model.GetCustomAttribute<AuthorizeAttribute>()?.Policy is not null;

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameters();

    [GeneratedRegex("href=\"(/portal/assets/portal[^\"]+)\"")]
    private static partial Regex Style();

    [GeneratedRegex("[uU]i(?:\\.Of\\(|\\[)\"([A-Za-z][\\w.-]+)\"")]
    private static partial Regex TextNames();
}
