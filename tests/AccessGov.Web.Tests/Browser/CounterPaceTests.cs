using AccessGov.App.Personnel;
using AccessGov.App.Texts;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Authenticators;
using AccessGov.Web.Tests.Campaign;
using Microsoft.Playwright;
using static AccessGov.Web.Tests.Browser.KeyCounter;
using Delivery = AccessGov.Tests.Delivery;

namespace AccessGov.Web.Tests.Browser;

/// <summary>
/// How long one person takes at the counter: two people look, the ticket, the person's own enrolment, in real browsers. Pages are timed, a
/// human's part is estimated from keys, pointing and thoughts; looking at the card and touching the key are nobody's to shorten.
/// </summary>
public sealed class CounterPaceTests(Chromium chromium)
{
    // 40 people an hour.
    private const double Limit = 90;

    // In dialogs of Entra and of the browser, which nobody drives here: a name of 24 characters and a password of 12, each sent, and a PIN
    // of six chosen and repeated.
    private const int SignInKeys = 24 + 1 + 12 + 1,
        PinKeys = 2 * (6 + 1);

    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_person_is_served_with_the_keys_and_pages_that_were_counted()
    {
        var (first, second, holder) = Assert.Single(await ServeAsync(1));
        Assert.Equal((10, 1, 3), (first.Keys, first.Points, first.Loads));
        Assert.Equal((11, 0, 3), (second.Keys, second.Points, second.Loads));
        Assert.Equal((22, 2, 2), (holder.Keys, holder.Points, holder.Loads));
    }

    /// <summary><c>scripts/soak counter</c>.</summary>
    [Fact(Explicit = true)]
    public async Task Forty_people_an_hour()
    {
        var served = await ServeAsync(10);
        var said = new List<string> { "| at | keys | pointing | pages | machine p50 s | machine worst s | human s |" };
        (string Name, Func<Served, Hand> Of)[] places =
        [
            ("first person", s => s.First),
            ("second person", s => s.Second),
            ("holder", s => s.Holder),
        ];
        foreach (var (name, of) in places)
        {
            var (hand, seconds) = (of(served[0]), served.Select(s => of(s).Machine).Order().ToArray());
            var machine = $"{seconds[seconds.Length / 2]:F2} | {seconds[^1]:F2}";
            said.Add($"| {name} | {hand.Keys} | {hand.Points} | {hand.Loads} | {machine} | {hand.Human:F1} |");
        }
        var dialogs = (SignInKeys + PinKeys) * Hand.Key + 3 * Hand.Thought;
        var each = served.Select(s => s.Total + dialogs).Order().ToArray();
        var clerks = served.Average(s => s.First.Machine + s.First.Human + s.Second.Machine + s.Second.Human);
        said.Add($"dialogs of Entra and of the browser, estimated: {dialogs:F1} s");
        said.Add(
            $"one after the other: p50 {each[each.Length / 2]:F1} s, worst {each[^1]:F1} s, {3600 / each.Average():F0} people an hour"
        );
        said.Add($"the two at the counter alone: {clerks:F1} s, {3600 / clerks:F0} people an hour");
        foreach (var line in said)
            TestContext.Current.TestOutputHelper!.WriteLine(line);
        System.IO.Directory.CreateDirectory(Repository.Path("artifacts/pages"));
        await File.WriteAllLinesAsync(Repository.Path("artifacts/pages/counter-pace.txt"), said, Ct);
        Assert.InRange(each[^1], 1, Limit);
    }

    private sealed record Served(Hand First, Hand Second, Hand Holder)
    {
        public double Total => new[] { First, Second, Holder }.Sum(h => h.Machine + h.Human);
    }

    private async Task<IReadOnlyList<Served>> ServeAsync(int people)
    {
        await using var counter = await OpenAsync();
        var stage = counter.Stage;
        EmployeeId[] all = [.. Enumerable.Range(0, people).Select(i => new EmployeeId($"{400_000 + i}"))];
        var rows = all.Append(PortalStage.Staff).Append(PortalStage.Approver).Append(PortalStage.Operator);
        var file = Delivery.Mayor([.. rows.Select(w => TownHall.Row(w.Value, $"市民　{w}", "020120", "主任"))]);
        Assert.IsType<ImportResult.Accepted>(
            await ImportHr.RunAsync(
                stage.Workspace,
                new Actor.OsUser("test"),
                SampleProfiles.Mayor,
                file,
                stage.Workspace.Today,
                null,
                checkOnly: false,
                Ct
            )
        );
        var (first, second) = (await chromium.OpenAsync(), await chromium.OpenAsync());
        await first.SignInAsync(stage, stage.AccountOf(PortalStage.Operator), "/portal/counter");
        await second.SignInAsync(stage, stage.AccountOf(PortalStage.Approver), "/portal/counter");
        var served = new List<Served>();
        foreach (var (i, person) in all.Index())
        {
            var serial = $"5F-{50_000 + i:D7}";
            stage.AddAccount(person.Value, $"person{i}");
            await counter.DoneAsync(PortalStage.Operator, new KeyCommand.AddToStock(new KeySerial(serial), "Sandbox Key 5", null));
            using var key = counter.NewKey();
            var one = Hand.Of(first);
            var ticket = await IssueAsync(first, one, person, serial);
            var two = Hand.Of(second);
            await ConfirmAsync(second, two, ticket);
            one.Rest();
            two.Rest();
            served.Add(new Served(one, two, await EnrolAsync(counter, key, person, ticket, serial)));
            Assert.True(await counter.IsOpenAsync(person));
        }
        return served;
    }

    /// <summary>The first: 職員番号, the card was seen, the key is scanned, the number is told on.</summary>
    private static async Task<string> IssueAsync(IPage page, Hand hand, EmployeeId person, string serial)
    {
        await Assertions.Expect(Empty(page)).ToHaveCountAsync(1);
        await hand.TypeAsync(person.Value);
        await hand.SendAsync(page.Locator("input[type=radio]:focus"));
        await hand.PressAsync("Space", "Tab");
        await hand.ScanAsync(serial, page.Locator("a[autofocus]:focus"));
        var ticket = await page.Locator(".shout").InnerTextAsync();
        hand.Think();
        await hand.SendAsync(Empty(page));
        return ticket.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>The second: the ticket's number, its button, and on.</summary>
    private static async Task ConfirmAsync(IPage page, Hand hand, string ticket)
    {
        await Assertions.Expect(Empty(page)).ToHaveCountAsync(1);
        await hand.TypeAsync(ticket);
        await hand.SendAsync(page.Locator("button[autofocus]:focus"));
        hand.Think();
        await hand.SendAsync(page.Locator(".banner.ok"));
        await Assertions.Expect(page.Locator("a[autofocus]:focus")).ToHaveCountAsync(1);
        hand.Think();
        await hand.SendAsync(Empty(page));
    }

    /// <summary>The holder, signed in: the ticket, the number printed on the key, the key.</summary>
    private async Task<Hand> EnrolAsync(KeyCounter counter, SoftwareAuthenticator key, EmployeeId person, string ticket, string serial)
    {
        var page = await chromium.OpenAsync();
        await page.UseKeyAsync(key);
        await page.SignInAsync(counter.Stage, counter.Stage.AccountOf(person), "/portal/keys/enrol");
        await page.WaitForLoadStateAsync();
        var hand = Hand.Of(page);
        await hand.ClickAsync(page.GetByLabel(Ja["Portal.Ticket"]));
        await hand.TypeAsync(ticket);
        await hand.PressAsync("Tab");
        await hand.TypeAsync(serial);
        await hand.SendAsync(page.Locator("#start"));
        hand.Think();
        await hand.ClickAsync(page.Locator("#start"), page.GetByText(Ja["Portal.EnrolRightsFollow"]));
        await page.WaitForLoadStateAsync();
        await page.Context.CloseAsync();
        return hand;
    }

    private static ILocator Empty(IPage page) => page.Locator("#q:focus");
}
