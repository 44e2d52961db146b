using AccessGov.App.Planning;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Texts;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Web.Tests.Browser;
using AccessGov.Web.Tests.Campaign;
using Microsoft.Playwright;

namespace AccessGov.Web.Tests.Reviews;

/// <summary>
/// A 課長 goes away and names a deputy, comes back to a page that is no longer true, and is followed by another, who finds what was said and
/// what a newcomer has kept from his former unit. Nobody decides about himself, nor about who decides about him.
/// </summary>
public sealed class Story63_Who_reviews(Chromium chromium)
{
    private const string Id = "my-number-20260701",
        At = $"/portal/reviews/{Id}",
        Moved = "moved-20260703",
        Deputies = "/portal/reviews/deputy",
        Koseki = "koseki";

    private static readonly EmployeeId Deputy = PortalStage.Staff,
        Citizen = new("400000");
    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Items_follow_the_people_and_whoever_comes_second_is_told_what_the_first_said()
    {
        await using var nights = await ReviewNights.OpenAsync("2026-06-30", more: 2);
        await nights.NightAsync("2026-07-01");
        var head = await chromium.OpenAsync();
        await nights.SitAsync(head, TownHall.CitizensHead, $"{At}?person={Citizen}");
        var second = await head.Context.NewPageAsync();
        await nights.GoAsync(second, Deputies);
        await second.Locator("#worker").FillAsync(Deputy.Value);
        await second.Locator("#until").FillAsync("2026-07-10");
        await second.Locator("#worker").PressAsync("Enter");
        await Assertions.Expect(second.Locator(".banner.ok h2")).ToHaveTextAsync(Ja["Portal.ReviewDeputyDone"]);
        await Assertions.Expect(second.Locator("main")).ToContainTextAsync($"福島　哲也 {Deputy}");

        var deputy = await chromium.OpenAsync();
        await nights.SitAsync(deputy, Deputy, At);
        await NobodyDecidesAboutHimselfAsync(nights, deputy);
        await nights.GoAsync(deputy, $"{At}?person={Citizen}");
        await AnswerAsync(deputy, "2");
        await ReviewNights.ForwardAsync(deputy);

        // He is back; the page that he had left open is no longer true.
        await second.GetByRole(AriaRole.Button, new() { Name = Ja["Portal.ReviewDeputyEnd"] }).PressAsync("Enter");
        await Assertions.Expect(second.Locator(".banner.ok h2")).ToHaveTextAsync(Ja["Portal.ReviewDeputyEnded"]);
        await AnswerAsync(head, "1");
        await head.Keyboard.PressAsync("0");
        await Assertions
            .Expect(head.Locator(".banner.wait h2"))
            .ToHaveTextAsync(Ja.Of("Portal.ReviewOther", "福島　哲也", Ja["Review.remove"]));
        await head.PictureAsync("review-two-at-once");
        await AnswerAsync(head, "1");
        // A key too many changes nothing.
        await head.Keyboard.PressAsync("2");
        await ReviewNights.ForwardAsync(head);
        Assert.Equal([(Deputy, "remove"), (TownHall.CitizensHead, "keep")], await SaidAsync(nights, Koseki));
        Assert.DoesNotContain(await SaidAsync(nights, "juki-inquiry"), s => s.Choice != "keep");

        // Another heads 市民課 from the third on, and brings somebody along.
        await nights.NightAsync("2026-07-03", Change);
        await nights.SitAsync(head, TownHall.CitizensHead, At);
        await Assertions.Expect(head.Locator("main")).ToContainTextAsync(Ja["Portal.ReviewNothing"]);
        await nights.SitAsync(deputy, TownHall.GeneralHead, $"{At}?person={Citizen}");
        await Assertions
            .Expect(deputy.Locator("[data-item]").First)
            .ToContainTextAsync(Ja.Of("Portal.ReviewOther", "小林　健", Ja["Review.keep"]));
        await ReviewNights.AnswerAllAsync(deputy, (person, right) => (person, right) == (Citizen.Value, Koseki) ? "2" : "1");
        await Assertions.Expect(deputy.Locator(".banner.ok")).ToContainTextAsync("やめる 1 件");
        await nights.GoAsync(deputy, "/portal/reviews");
        await deputy.Locator($"article a.main[href$='{Moved}']").PressAsync("Enter");
        await deputy.ArriveAsync(url => url.EndsWith(Moved, StringComparison.Ordinal));
        // Of what she brought from 総務課 alone, not of what the new duty gives, nor of what everybody has.
        Assert.Equal(["総田　務"], await PeopleOnAsync(deputy));
        Assert.Equal(["finance-entry", "hr-payroll"], await ReviewNights.RightsOnAsync(deputy));
        await ReviewNights.AnswerAllAsync(deputy, (_, right) => right == "hr-payroll" ? "2" : "1");
        await Assertions.Expect(deputy.Locator(".banner.ok")).ToContainTextAsync("2026-07-06");

        await nights.NightAsync("2026-07-06");
        Assert.False(nights.Holds(Citizen, Koseki));
        Assert.False(nights.Holds(TownHall.GeneralStaff, "hr-payroll"));
        Assert.True(nights.Holds(TownHall.GeneralStaff, "finance-entry"));
        await nights.RunAgainChangesNothingAsync("2026-07-07");
        await nights.SitAsync(deputy, TownHall.GeneralHead, $"{At}/submit");
        await Assertions.Expect(deputy.Locator("tbody tr").First).ToContainTextAsync(Ja["Review.Proved"]);
    }

    /// <summary>The deputy has neither himself nor the head on his page; sent by hand it is refused, by the page and behind it.</summary>
    private static async Task NobodyDecidesAboutHimselfAsync(ReviewNights nights, IPage deputy)
    {
        var people = await PeopleOnAsync(deputy);
        Assert.Contains("市民　0子", people);
        var (workspace, by) = (nights.Workspace, await WhoApproves.OfAsync(nights.Workspace, Deputy, Ct));
        var round = (await ReviewBook.ReadAsync(workspace, Ct)).Find(Id)!;
        foreach (
            var (who, name, right, code) in new[]
            {
                (Deputy, "福島　哲也", Koseki, "review-own"),
                (TownHall.CitizensHead, "小林　健", "juki-inquiry", "review-not-yours"),
            }
        )
        {
            Assert.DoesNotContain(name, people);
            var sent = await ReviewNights.PostByHandAsync(deputy, At, ("person", who.Value), ($"c:{right}", "keep"));
            Assert.StartsWith("200", sent, StringComparison.Ordinal);
            Assert.Contains("いまあなたが確認するものはありません", System.Net.WebUtility.HtmlDecode(sent), StringComparison.Ordinal);
            ReviewDesk.Wanted[] wanted = [new(new ReviewItemId(who, new(right)), ReviewChoice.Keep, "", 0, null)];
            var (refused, _) = await ReviewDesk.AnswerAsync(workspace, by, round, wanted, false, Ct);
            Assert.Equal(code, refused?.Code);
        }
    }

    /// <summary>小林 and 中村 change places, and 総田 goes with her.</summary>
    private static void Change(List<string> rows)
    {
        foreach (
            var (id, name, post, from, to) in new[]
            {
                (TownHall.CitizensHead, "小林　健", "課長", TownHall.Citizens, TownHall.General),
                (TownHall.GeneralHead, "中村　梓", "課長", TownHall.General, TownHall.Citizens),
                (TownHall.GeneralStaff, "総田　務", "主査", TownHall.General, TownHall.Residents),
            }
        )
        {
            rows.RemoveAll(r => r.Contains(id.Value, StringComparison.Ordinal));
            rows.Add(TownHall.Row(id.Value, name, from, post, until: "令和８年７月２日"));
            rows.Add(TownHall.Row(id.Value, name, to, post, from: "令和８年７月３日"));
        }
    }

    /// <summary>戸籍 is answered with a key, everything else is kept.</summary>
    private static async Task AnswerAsync(IPage page, string koseki)
    {
        foreach (var right in await ReviewNights.RightsOnAsync(page))
            await page.Keyboard.PressAsync(right == Koseki ? koseki : "1");
    }

    private static async Task<string[]> PeopleOnAsync(IPage page) =>
        await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.people a')].map(a => a.childNodes[1].textContent.trim())");

    /// <summary>Who answered what about a right of one person, oldest first.</summary>
    private static async Task<(EmployeeId By, string Choice)[]> SaidAsync(ReviewNights nights, string right)
    {
        var facts = PartitionCommit.FactsAsync(nights.Workspace, Scopes.ReviewAnswers(Id, "020120"), "", Ct);
        return
        [
            .. (await facts.Select(r => FactText.Read(r.Json.Span)).ToListAsync(Ct))
                .Where(f => f.Kind == FactKind.ReviewAnswered && f.Subject == Citizen.Value && f.BodyText("right") == right)
                .Select(f => (((Actor.Employee)f.Actor).Id, f.BodyText("choice")!)),
        ];
    }
}
