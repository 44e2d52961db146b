using System.Net;
using AccessGov.App.Requests;
using AccessGov.App.Texts;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Requests;
using AccessGov.Sandbox.Identity;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Browser;

/// <summary>利用申請 on the portal: asked by one, agreed to by two others, returned by whoever has it.</summary>
public sealed class RequestPagesTests(Chromium chromium)
{
    private const string At = "/portal/requests";
    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The form is filled and sent with keys alone.</summary>
    [Fact]
    public async Task One_asks_two_agree_and_the_person_returns_it_each_by_keyboard()
    {
        await using var stage = await PortalStage.OpenAsync(staffRole: OperatorRole.Officer);
        var page = await chromium.OpenAsync();
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Operator), At);
        await FaultlessAsync(page, "requests-none");
        await page.GetByRole(AriaRole.Link, new() { Name = Ja["Portal.RequestAsk"] }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(url => url.EndsWith("/requests/ask", StringComparison.Ordinal));
        await FaultlessAsync(page, "request-choose");
        await page.GetByRole(AriaRole.Link, new() { Name = "農地台帳" }).PressAsync("Enter");
        await page.ArriveAsync(url => url.EndsWith("/requests/ask?right=farmland", StringComparison.Ordinal));
        await page.GetByLabel(Ja["Portal.RequestPurposeAsked"]).FillAsync("相続の届出の照会");
        Assert.EndsWith("-03-31", await page.GetByLabel(Ja["Portal.RequestUntilAsked"]).InputValueAsync(), StringComparison.Ordinal);
        await FaultlessAsync(page, "request-ask");
        await page.GetByLabel(Ja["Portal.RequestPurposeAsked"]).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".banner.wait h2")).ToContainTextAsync(Ja["RequestStage.head"]);
        await FaultlessAsync(page, "request-waits");
        var request = Assert.Single(await RequestAnswers.AllAsync(stage.Workspace, Ct)).Request;
        Assert.EndsWith(request.Id, page.Url, StringComparison.Ordinal);
        // Nobody decides about his own.
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.RequestAgree"] }).CountAsync());

        var head = await chromium.OpenAsync();
        await head.SignInAsync(stage, stage.AccountOf(PortalStage.Approver), "/portal/today");
        await Assertions.Expect(head.GetByText(Ja.Of("Portal.RequestsAwait", 1))).ToBeVisibleAsync();
        await FaultlessAsync(head, "requests-today");
        await head.GetByRole(AriaRole.Link, new() { Name = Ja["Portal.RequestsLook"] }).PressAsync("Enter");
        await head.ArriveAsync(url => url.EndsWith("/portal/requests", StringComparison.Ordinal));
        await FaultlessAsync(head, "requests-to-decide");
        await head.GetByRole(AriaRole.Link, new() { Name = "農地台帳" }).PressAsync("Enter");
        await Assertions.Expect(head.GetByText(Ja.Of("Portal.RequestAgreePasses", request.Until))).ToBeVisibleAsync();
        await FaultlessAsync(head, "request-decide");
        await head.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.RequestAgree"] }).PressAsync("Enter");
        await Assertions.Expect(head.Locator(".banner.ok h2")).ToHaveTextAsync(Ja["Portal.RequestAgreed"]);

        var officer = await chromium.OpenAsync(width: 375, height: 812);
        await officer.SignInAsync(stage, stage.AccountOf(PortalStage.Staff), $"{At}/{request.Id}");
        await Assertions.Expect(officer.GetByText(Ja.Of("Portal.RequestAgreeGives", request.Until))).ToBeVisibleAsync();
        await FaultlessAsync(officer, "request-decide-narrow");
        Assert.True(await officer.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));
        await officer.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.RequestAgree"] }).PressAsync("Enter");
        await Assertions.Expect(officer.Locator(".banner.ok h2").First).ToHaveTextAsync(Ja["Portal.RequestAgreed"]);

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".banner.ok h2")).ToHaveTextAsync(Ja.Of("Portal.RequestInForce", request.Until));
        await FaultlessAsync(page, "request-in-force");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.PictureAsync("request-print");
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        Assert.Equal(
            [PortalStage.Operator.Value],
            (await stage.Workspace.Queue.ReceiveAsync(WorkQueues.HrChanged, 32, TimeSpan.FromMinutes(1), Ct)).Select(m =>
                WorkMessage.Read(stage.Workspace, m.Body).NeededWorker.Value
            )
        );
        await page.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.RequestReturn"] }).PressAsync("Enter");
        await Assertions.Expect(page.Locator(".banner.stop h2")).ToHaveTextAsync(Ja["RequestEnd.returned"]);
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.Locator("html[lang=en]")).ToHaveCountAsync(1);
        await FaultlessAsync(page, "request-returned-en");
        await page.GotoAsync(new Uri(stage.Address, At).AbsoluteUri);
        await FaultlessAsync(page, "requests-en");
    }

    [Fact]
    public async Task What_withholds_it_and_what_it_is_at_odds_with_is_said_before_anybody_asks()
    {
        await using var stage = await PortalStage.OpenAsync(morePolicy: "");
        var page = await chromium.OpenAsync();
        await page.SignInAsync(stage, stage.AccountOf(PortalStage.Staff), $"{At}/ask?right=electoral-roll");
        await Assertions.Expect(page.Locator(".banner.wait h2")).ToHaveTextAsync(Ja["Portal.RequestGate"]);
        await FaultlessAsync(page, "request-gate");
        // An exception asks for what is done instead.
        await page.GotoAsync(new Uri(stage.Address, $"{At}/ask?exception=true").AbsoluteUri);
        await FaultlessAsync(page, "request-exception-choose");
        await page.GotoAsync(new Uri(stage.Address, $"{At}/ask?right=farmland&exception=true").AbsoluteUri);
        // No officer stands in the table: said before anybody writes anything, and nothing can be sent that would be refused.
        await Assertions.Expect(page.GetByLabel(Ja["Portal.RequestControlAsked"])).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".banner.stop h2")).ToHaveTextAsync(Ja["Portal.RequestNobody"]);
        await Assertions.Expect(page.GetByText("3C/2/1")).ToBeVisibleAsync();
        await FaultlessAsync(page, "request-exception");
    }

    [Fact]
    public async Task What_is_refused_is_said_and_what_was_written_is_not_lost()
    {
        await using var stage = await PortalStage.OpenAsync(staffRole: OperatorRole.Officer);
        using var visitor = stage.NewVisitor();
        var form = await visitor.SignInAsync(stage.AccountOf(PortalStage.Operator), $"{At}/ask?right=farmland");
        foreach (var (purpose, until) in new[] { ("短い", "2099-01-01"), ("短い", "x"), ("目的を書きました", "2001-01-01") })
        {
            var refused = TextOf(await AskAsync(visitor, form, purpose, until));
            Assert.Contains(Ja["Portal.RequestRefused"], refused, StringComparison.Ordinal);
            Assert.Contains($"value=\"{purpose}\"", refused, StringComparison.Ordinal);
        }
        Assert.Empty(await RequestAnswers.AllAsync(stage.Workspace, Ct));
        // For somebody whom he does not head, and for nobody.
        foreach (var other in new[] { PortalStage.Staff.Value, "999999" })
        {
            var shown = await visitor.GetAsync($"{At}/ask?right=farmland&for={other}");
            Assert.DoesNotContain("name=\"purpose\"", shown.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_asker_cannot_approve_his_own_request()
    {
        await using var stage = await PortalStage.OpenAsync(staffRole: OperatorRole.Officer);
        var (id, _) = await AskedAsync(stage, PortalStage.Operator);
        var at = $"{At}/{id}";
        using var asker = stage.NewVisitor();
        var page = await asker.SignInAsync(stage.AccountOf(PortalStage.Operator), at);
        var refused = TextOf(await asker.PostFormAsync(page, at + "?handler=Approve"));
        Assert.Contains(Ja["Portal.RequestRefused"], refused, StringComparison.Ordinal);
        (await asker.PostAsync(at + "?handler=Approve")).Is(HttpStatusCode.BadRequest);
        Assert.Null((await RequestAnswers.FindAsync(stage.Workspace, id, Ct))!.Request.Head);
        (await asker.GetAsync($"{At}/20260101-00000000")).Is(HttpStatusCode.NotFound);
        (await asker.GetAsync($"{At}/x")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_enrolled_a_key_agrees_with_it_and_with_nothing_less()
    {
        await using var counter = await KeyCounter.OpenAsync(policy: "", staffRole: OperatorRole.Officer);
        var (id, _) = await AskedAsync(counter.Stage, PortalStage.Operator);
        var at = $"{At}/{id}";
        var (visitor, _) = await counter.VisitAsync(PortalStage.Approver);
        using var __ = visitor;
        using var key = await counter.EnrolAsync(PortalStage.Approver, "5F-0031900", visitor);
        var page = (await visitor.GetAsync(at)).Is(HttpStatusCode.OK);
        Assert.Contains("data-prove=\"/portal/keys/proof\"", page.Body, StringComparison.Ordinal);
        var without = TextOf(await visitor.PostFormAsync(page, at + "?handler=Approve"));
        Assert.Contains(Ja["Portal.KeyNotProved"], without, StringComparison.Ordinal);
        Assert.Null((await RequestAnswers.FindAsync(counter.Stage.Workspace, id, Ct))!.Request.Head);
        (await ProofTests.ProveAsync(visitor, key)).Is(HttpStatusCode.OK);
        var agreed = TextOf(await visitor.PostFormAsync(page, at + "?handler=Approve"));
        Assert.Contains(Ja["Portal.RequestAgreed"], agreed, StringComparison.Ordinal);
        Assert.Equal(PortalStage.Approver, (await RequestAnswers.FindAsync(counter.Stage.Workspace, id, Ct))!.Request.Head!.By);
    }

    private static async Task<(string Id, Refusal? Why)> AskedAsync(PortalStage stage, EmployeeId by)
    {
        var ask = new RequestCommand.Ask(
            "",
            by,
            new EntitlementId("farmland"),
            Core.Grants.GrantKind.Request,
            "相続の届出の照会",
            FiscalYear.EndOf(stage.Workspace.Today)
        );
        var (request, why) = await RequestDesk.AskAsync(stage.Workspace, by, ask, Ct);
        Assert.Null(why);
        return (request!.Id, why);
    }

    private static Task<PlainAnswer> AskAsync(Visitor visitor, PlainAnswer form, string purpose, string until) =>
        visitor.PostFormAsync(
            form,
            $"{At}/ask",
            ("right", "farmland"),
            ("for", PortalStage.Operator.Value),
            ("extends", ""),
            ("exception", "false"),
            ("purpose", purpose),
            ("until", until)
        );

    private static string TextOf(PlainAnswer answer) => WebUtility.HtmlDecode(answer.Is(HttpStatusCode.OK).Body);

    private static async Task FaultlessAsync(IPage page, string picture)
    {
        await page.PictureAsync(picture);
        Assert.Empty(await page.FaultsAsync());
    }
}
