using System.Text.RegularExpressions;
using AccessGov.App.Enrolment;
using AccessGov.App.Texts;
using AccessGov.Core.Enrolment;
using Microsoft.Playwright;
using static AccessGov.Web.Tests.Browser.KeyCounter;

namespace AccessGov.Web.Tests.Browser;

/// <summary>The counter in a real browser: by keyboard, in both languages, on paper.</summary>
public sealed partial class CounterPagesTests(Chromium chromium)
{
    private const string Next = "5F-0031900";
    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_serve_somebody_without_a_mouse_and_stand_before_an_empty_field_again()
    {
        await using var counter = await OpenAsync();
        var stock = new KeyCommand.AddToStock(new KeySerial(Next), "Sandbox Key 5", null);
        await counter.DoneAsync(PortalStage.Operator, stock);
        var first = await chromium.OpenAsync();
        await first.SignInAsync(counter.Stage, counter.Stage.AccountOf(PortalStage.Operator), "/portal/counter");
        await TypeAsync(first, "００１００１");
        await Assertions.Expect(first.Locator("h1")).ToContainTextAsync("福島");
        await first.Keyboard.PressAsync("Space");
        await first.Keyboard.PressAsync("Tab");
        // As a scanner types it into a field where a Japanese keyboard is on.
        await TypeAsync(first, "５ｆ-００３１９００");
        var shown = first.Locator(".shout");
        await Assertions.Expect(shown).ToBeVisibleAsync();
        var number = await shown.InnerTextAsync();
        await first.PictureAsync("counter-ticket");
        await GoOnAsync(first);
        await AtEmptyFieldAsync(first);

        var second = await chromium.OpenAsync();
        await second.SignInAsync(counter.Stage, counter.Stage.AccountOf(PortalStage.Approver), "/portal/counter");
        await Assertions.Expect(second.GetByText(number)).ToBeVisibleAsync();
        await TypeAsync(second, number.ToLowerInvariant());
        await Assertions.Expect(second.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.TicketConfirm"] })).ToBeFocusedAsync();
        await second.Keyboard.PressAsync("Enter");
        await Assertions.Expect(second.Locator(".banner.ok h2")).ToHaveTextAsync(Ja.Of("Portal.CounterSaid.key-ticket-confirmed", Next));
        await second.PictureAsync("counter-confirmed");
        await GoOnAsync(second);
        await AtEmptyFieldAsync(second);

        Assert.True(TicketId.TryRead(number, out var id));
        var ticket = (await KeyRegister.FindAsync(counter.Stage.Workspace, id, Ct))!;
        Assert.Equal((PortalStage.Operator, PortalStage.Approver), (ticket.IssuedBy, ticket.ConfirmedBy!.Value));
        Assert.Null(ticket.Flaw(PortalStage.Staff, new KeySerial(Next), counter.Stage.Workspace.Now));
    }

    [Fact]
    public async Task Every_page_opens_in_both_languages_without_a_fault_and_small()
    {
        await using var counter = await OpenAsync();
        var ticket = await counter.TicketAsync();
        for (var i = 0; i < 160; i++)
        {
            var stock = new KeyCommand.AddToStock(new KeySerial($"7A-{i:D6}"), "Sandbox Key 5 NFC", null);
            await counter.DoneAsync(PortalStage.Operator, stock);
        }
        await counter.DoneAsync(PortalStage.Operator, new KeyCommand.HandOut(new KeySerial("7A-000000"), PortalStage.Approver, true));
        await counter.DoneAsync(PortalStage.Operator, new KeyCommand.ReportLost(new KeySerial("7A-000000")));
        await counter.DoneAsync(PortalStage.Operator, new KeyCommand.Revoke(new KeySerial("7A-000000"), null));
        var page = await chromium.OpenAsync();
        var said = new List<string>();
        page.Console += (_, message) => said.Add($"{message.Type}: {message.Text}");
        await page.SignInAsync(counter.Stage, counter.Stage.AccountOf(PortalStage.Operator), "/portal/today");
        (string Path, string Name)[] pages =
        [
            ("/portal/counter", "counter"),
            ("/portal/counter?q=市", "counter-nothing"),
            ("/portal/counter?q=7A", "counter-nothing-2"),
            ("/portal/counter?q=一", "counter-one"),
            ($"/portal/counter/people/{PortalStage.Staff}", "counter-person"),
            ($"/portal/counter/tickets/{ticket}", "counter-ticket-confirmed"),
            ($"/portal/counter/keys/{Serial}", "counter-key"),
            ("/portal/counter/keys/7A-000000", "counter-key-lost"),
            ("/portal/counter/ledger", "counter-ledger"),
            ("/portal/counter/ledger?state=lost", "counter-ledger-lost"),
            ($"/portal/counter/slip/{Serial}", "counter-slip"),
            ("/portal/counter/slip/7A-000001", "counter-slip-nobody"),
        ];
        foreach (var language in (string[])["ja", "en"])
        {
            await page.GotoAsync(new Uri(counter.Stage.Address, $"/portal/language?to={language}").AbsoluteUri);
            foreach (var (path, name) in pages)
            {
                var answer = await page.GotoAsync(new Uri(counter.Stage.Address, path).AbsoluteUri);
                Assert.Equal(200, answer!.Status);
                Assert.InRange((await answer.BodyAsync()).Length, 1, 100_000);
                Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
                await page.PictureAsync(language == "ja" ? name : $"{name}-en");
                var faults = await page.FaultsAsync();
                Assert.True(faults.Count == 0, $"{path} ({language}): {string.Join('\n', faults)}");
                Assert.True(
                    await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"),
                    $"{path} ({language}) is wider than the window"
                );
            }
        }
        Assert.True(said.Count == 0, string.Join('\n', said));
    }

    [Fact]
    public async Task A_slip_is_one_sheet_with_two_copies_and_nothing_of_the_screen()
    {
        await using var counter = await OpenAsync();
        var ticket = await counter.TicketAsync();
        // A sheet of A4 without its margins, as browsers count it.
        var page = await chromium.OpenAsync(680, 1123);
        await page.SignInAsync(counter.Stage, counter.Stage.AccountOf(PortalStage.Operator), $"/portal/counter/slip/{Serial}");
        Assert.True(await page.Locator("[data-print]").IsVisibleAsync());
        foreach (var language in (string[])["en", "ja"])
        {
            await page.GotoAsync(new Uri(counter.Stage.Address, $"/portal/language?to={language}").AbsoluteUri);
            await PrintAsync(page, counter, $"/portal/counter/slip/{Serial}", $"counter-slip-print-{language}");
            await PrintAsync(page, counter, $"/portal/counter/tickets/{ticket}", $"counter-ticket-print-{language}");
        }
        await PrintAsync(page, counter, "/portal/counter/ledger", "counter-ledger-print");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.GotoAsync(new Uri(counter.Stage.Address, $"/portal/counter/slip/{Serial}").AbsoluteUri);
        Assert.Equal(2, await page.Locator(".slip").CountAsync());
        foreach (var hidden in (string[])["header.top", "footer", ".screen"])
            Assert.False(await page.Locator(hidden).First.IsVisibleAsync(), hidden);
    }

    private static async Task PrintAsync(IPage page, KeyCounter counter, string path, string name)
    {
        await page.GotoAsync(new Uri(counter.Stage.Address, path).AbsoluteUri);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.PictureAsync(name);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), name);
        var pdf = await page.PdfAsync(new() { PreferCSSPageSize = true });
        Assert.Single(Sheets().Matches(System.Text.Encoding.Latin1.GetString(pdf)));
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
    }

    // The field waits for whoever comes: nothing was clicked. What is typed before the browser has put the cursor there is lost.
    private static async Task TypeAsync(IPage page, string text)
    {
        await Assertions.Expect(page.Locator("input.field:focus")).ToHaveCountAsync(1);
        await page.Keyboard.InsertTextAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    // A key pressed before the browser has put the cursor on what it is for is lost, and nothing would ever follow.
    private static async Task GoOnAsync(IPage page)
    {
        await Assertions.Expect(page.Locator("a[autofocus]:focus, button[autofocus]:focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task AtEmptyFieldAsync(IPage page)
    {
        await page.ArriveAsync(url => new Uri(url).PathAndQuery == "/portal/counter");
        await Assertions.Expect(page.Locator("#q")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#q")).ToHaveValueAsync("");
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex Sheets();
}
