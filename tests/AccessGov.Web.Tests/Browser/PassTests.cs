using System.Net;
using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Texts;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Identity;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Browser;

/// <summary>Temporary Access Passes at the counter: by two people, shown once, and nowhere else.</summary>
public sealed class PassTests(Chromium chromium)
{
    private static readonly UiTexts Ja = new("ja");
    private static readonly string At = $"/portal/counter/pass/{PortalStage.Staff}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_give_a_pass_that_one_answer_shows_and_nothing_else_ever_has()
    {
        await using var stage = await PortalStage.OpenAsync();
        var account = stage.AccountOf(PortalStage.Staff);
        var (one, page) = await OpenAsync(stage, PortalStage.Operator);
        var (two, theirs) = await OpenAsync(stage, PortalStage.Approver);
        using var _ = one;
        using var __ = two;
        var asked = TextOf(await one.PostFormAsync(page, At + "?handler=Ask", ("proof", "staff-card")));
        Assert.Contains(Ja["Portal.PassAskedNext"], asked, StringComparison.Ordinal);
        Assert.DoesNotContain(Ja["Portal.PassGive"], asked, StringComparison.Ordinal);
        // Nobody alone: an operator has not the role to agree, and nothing was made.
        var alone = TextOf(await one.PostFormAsync(page, At + "?handler=Give"));
        Assert.Contains(Ja["Portal.CounterRefused"], alone, StringComparison.Ordinal);
        Assert.Null(account.TemporaryPass);

        var given = (await two.PostFormAsync(theirs, At + "?handler=Give")).Is(HttpStatusCode.OK);
        var pass = account.TemporaryPass!;
        Assert.Contains(pass, given.Body, StringComparison.Ordinal);
        Assert.Contains(Ja["Portal.PassOnce"], TextOf(given), StringComparison.Ordinal);
        Assert.Contains("no-store", Assert.Single(given.Headers["Cache-Control"]), StringComparison.Ordinal);
        // Pressed again, or looked at again, it is gone, and no second one was made.
        var again = TextOf(await two.PostFormAsync(theirs, At + "?handler=Give"));
        Assert.Contains(Ja["Portal.CounterRefused"], again, StringComparison.Ordinal);
        await two.GetAsync(At);
        Assert.Equal(pass, account.TemporaryPass);

        Assert.Equal(
            [FactKind.PassAsked, FactKind.PassIntended, FactKind.PassGiven],
            (await FactsAsync(stage)).Select(f => f.Kind).Where(k => k.Value.StartsWith("pass-", StringComparison.Ordinal))
        );
        await NowhereAsync(stage, pass);
        foreach (var answer in one.Answers.Concat(two.Answers).Where(a => a != given))
        {
            Assert.DoesNotContain(pass, answer.At.AbsoluteUri + answer.Location + answer.Body, StringComparison.Ordinal);
            Assert.All(answer.Headers, h => Assert.DoesNotContain(pass, string.Join(' ', h), StringComparison.Ordinal));
        }
        Assert.DoesNotContain(pass, given.At.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Entra_refuses_is_told_and_recorded_and_has_to_be_asked_for_again()
    {
        await using var stage = await PortalStage.OpenAsync();
        stage.AccountOf(PortalStage.Staff).HoldsAdminRole = true;
        var (one, page) = await OpenAsync(stage, PortalStage.Operator);
        var (two, theirs) = await OpenAsync(stage, PortalStage.Approver);
        using var _ = one;
        using var __ = two;
        await one.PostFormAsync(page, At + "?handler=Ask", ("proof", "photo-document"));
        var failed = TextOf((await two.PostFormAsync(theirs, At + "?handler=Give")).Is(HttpStatusCode.OK));
        var why = Wording.Of("Outside.pass-refused", Wording.Of("Outside.forbidden"));
        Assert.Contains(Ja.Of("Portal.PassFailedNext", why), failed, StringComparison.Ordinal);
        Assert.Contains(Ja["Portal.PassAsk"], failed, StringComparison.Ordinal);
        Assert.Contains(await FactsAsync(stage), f => f.Kind == FactKind.PassFailed && f.BodyText("code") == "forbidden");
        Assert.Null(stage.AccountOf(PortalStage.Staff).TemporaryPass);
    }

    [Fact]
    public async Task Whoever_holds_a_key_or_has_no_account_that_may_sign_in_gets_none_and_no_form_without_its_token()
    {
        await using var stage = await PortalStage.OpenAsync();
        var (one, page) = await OpenAsync(stage, PortalStage.Operator);
        using var _ = one;
        (await one.PostAsync(At + "?handler=Ask", ("proof", "staff-card"))).Is(HttpStatusCode.BadRequest);
        (await one.PostAsync(At + "?handler=Give")).Is(HttpStatusCode.BadRequest);
        var ofApprover = $"/portal/counter/pass/{PortalStage.Approver}?handler=Ask";
        var key = TextOf(await one.PostFormAsync(page, ofApprover, ("proof", "staff-card")));
        Assert.Contains(Ja.Of("Refusal.pass-key-at-hand", 1, 0, PortalStage.Approver), key, StringComparison.Ordinal);
        var unseen = TextOf(await one.PostFormAsync(page, At + "?handler=Ask"));
        Assert.Contains(Ja["Portal.CounterNothingSeen"], unseen, StringComparison.Ordinal);
        stage.AccountOf(PortalStage.Staff).AccountEnabled = false;
        var shut = TextOf(await one.PostFormAsync(page, At + "?handler=Ask", ("proof", "staff-card")));
        Assert.Contains(Ja.Of("Refusal.pass-account-disabled", 0, 1, PortalStage.Staff), shut, StringComparison.Ordinal);
        Assert.DoesNotContain(await FactsAsync(stage), f => f.Kind == FactKind.PassAsked);
    }

    [Fact]
    public async Task Both_pages_open_in_both_languages_without_a_fault()
    {
        await using var stage = await PortalStage.OpenAsync();
        foreach (var language in (string[])["en", "ja"])
        {
            var first = await chromium.OpenAsync();
            var second = await chromium.OpenAsync();
            var texts = new UiTexts(language);
            await first.SignInAsync(stage, stage.AccountOf(PortalStage.Operator), $"/portal/language?to={language}&back={At}");
            await first.GotoAsync(new Uri(stage.Address, At).AbsoluteUri);
            await FaultlessAsync(first, "pass-ask", language);
            await first.Keyboard.PressAsync("Space");
            await first.Keyboard.PressAsync("Enter");
            await Assertions.Expect(first.GetByText(texts["Portal.PassAskedNext"])).ToBeVisibleAsync();
            await FaultlessAsync(first, "pass-asked", language);
            await second.SignInAsync(stage, stage.AccountOf(PortalStage.Approver), $"/portal/language?to={language}&back={At}");
            await second.GotoAsync(new Uri(stage.Address, At).AbsoluteUri);
            await FaultlessAsync(second, "pass-give", language);
            await second.Keyboard.PressAsync("Enter");
            await Assertions.Expect(second.Locator(".shout")).ToBeVisibleAsync();
            await FaultlessAsync(second, "pass-given", language);
        }
    }

    /// <summary>Store, files, log and export, to the last byte; a word that must be there shows that it was really looked at.</summary>
    private static async Task NowhereAsync(PortalStage stage, string pass)
    {
        await SealAudit.DrainAsync(stage.Workspace, Ct);
        var bytes = new List<(string Name, byte[] Content)>();
        foreach (var file in Directory.EnumerateFiles(stage.Stage.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, Ct);
            bytes.Add((file, copy.ToArray()));
        }
        Assert.Contains(bytes, b => Has(b.Content, "pass-given"));
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode])
            Assert.All(bytes, b => Assert.False(Has(b.Content, pass, encoding), b.Name));
        Assert.All(bytes, b => Assert.False(Has(b.Content, Convert.ToBase64String(Encoding.UTF8.GetBytes(pass))), b.Name));
        Assert.NotEmpty(stage.Log.Lines);
        Assert.All(stage.Log.Lines, line => Assert.DoesNotContain(pass, line.Text, StringComparison.Ordinal));
        // What an export writes is the lines of the log.
        var lines = await SealAudit.LogLinesAsync(stage.Workspace, Ct).ToListAsync(Ct);
        Assert.Contains(lines, l => l.Contains("pass-given", StringComparison.Ordinal));
        Assert.All(lines, l => Assert.DoesNotContain(pass, l, StringComparison.Ordinal));

        static bool Has(byte[] content, string text, Encoding? encoding = null) =>
            content.AsSpan().IndexOf((encoding ?? Encoding.UTF8).GetBytes(text)) >= 0;
    }

    private static async Task FaultlessAsync(IPage page, string name, string language)
    {
        await page.PictureAsync(language == "ja" ? name : $"{name}-en");
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        var faults = await page.FaultsAsync();
        Assert.True(faults.Count == 0, $"{name} ({language}): {string.Join('\n', faults)}");
    }

    private static async Task<IReadOnlyList<Fact>> FactsAsync(PortalStage stage) =>
        await PartitionCommit.FactsAsync(stage.Workspace, Scopes.Keys, "", Ct).Select(r => FactText.Read(r.Json.Span)).ToListAsync(Ct);

    private static async Task<(Visitor Visitor, PlainAnswer Page)> OpenAsync(PortalStage stage, EmployeeId person)
    {
        var visitor = stage.NewVisitor();
        var page = await visitor.SignInAsync(stage.AccountOf(person), At);
        return (visitor, page.Is(HttpStatusCode.OK));
    }

    private static string TextOf(PlainAnswer answer) => WebUtility.HtmlDecode(answer.Body);
}
