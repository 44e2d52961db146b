using System.Net;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox.Identity;
using AccessGov.Web.Tests.Browser;
using static AccessGov.Web.Tests.Campaign.TownHall;

namespace AccessGov.Web.Tests.Campaign;

/// <summary>課の鍵と利用権限: a head sees the own people, and nobody else's.</summary>
public sealed class UnitPageTests(Chromium chromium)
{
    private static readonly UiTexts Ja = new("ja", Sample.Policy.HelpDesk);

    [Fact]
    public async Task A_head_sees_the_people_of_the_unit_and_of_its_sections_and_not_himself()
    {
        await using var hall = await OpenAsync();
        using var head = await hall.VisitAsync(CitizensHead);
        // ホーム of somebody without a role.
        Assert.Equal("/portal/unit", (await head.GetAsync("/portal")).Is(HttpStatusCode.Found).Location!.AbsolutePath);
        var page = Text(await head.GetAsync("/portal/unit"));
        Assert.All((string[])["福島", "坂田", "田中"], name => Assert.Contains(name, page, StringComparison.Ordinal));
        Assert.DoesNotContain($"<span class=\"soft num\">{CitizensHead}</span>", page, StringComparison.Ordinal);
        Assert.All((string[])["中村", "総田"], name => Assert.DoesNotContain(name, page, StringComparison.Ordinal));
        // One of the three has no key: his work in the My Number zone stands still, and the page says what helps.
        var one = $"<b>{Ja.Of("Portal.PeopleCount", 1)}</b><span class=\"soft\">{Ja["Portal.KeyNoDetail"]}";
        Assert.Contains(one, page, StringComparison.Ordinal);
        Assert.Contains(Ja["Fix.MfaKey"], page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_who_asks_for_another_unit_learns_nothing_not_even_that_there_is_one()
    {
        await using var hall = await OpenAsync();
        using var head = await hall.VisitAsync(CitizensHead);
        var units = hall.Stage.Workspace.Policy.OrgChart.Units.Select(u => u.Code.Value).ToArray();
        Assert.True(units.Length > 40);
        string[] forged = ["999999", "*", "%", "020100%00", "020100,010100", "' or 1=1--", " 010100", new string('0', 4000)];
        foreach (var unit in units.Concat(forged).Where(u => u != Citizens))
        {
            var answer = await head.GetAsync($"/portal/unit?unit={Uri.EscapeDataString(unit)}");
            Assert.Equal("/portal/refused", answer.Is(HttpStatusCode.Found).Location!.AbsolutePath);
        }
        // Twice the same name: the first may not vouch for the second.
        var both = await head.GetAsync($"/portal/unit?unit={Citizens}&unit={General}");
        Assert.DoesNotContain("総田", Text(both), StringComparison.Ordinal);
        foreach (var path in (string[])["/portal/campaign", "/portal/people?q=総田", $"/portal/people/{GeneralStaff}"])
            Assert.Equal("/portal/refused", (await head.GetAsync(path)).Is(HttpStatusCode.Found).Location!.AbsolutePath);
        (await head.GetAsync($"/portal/unit?unit={Citizens}&part=999999")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_heads_nothing_any_more_is_refused_at_the_next_click()
    {
        await using var hall = await OpenAsync();
        using var head = await hall.VisitAsync(CitizensHead);
        (await head.GetAsync("/portal/unit")).Is(HttpStatusCode.OK);
        await hall.DeliverAsync(rows =>
        {
            rows.RemoveAll(r => r.StartsWith(CitizensHead.Value, StringComparison.Ordinal));
            rows.Add(Row(CitizensHead.Value, "小林　健", Citizens, "主幹"));
        });
        Assert.Equal("/portal/refused", (await head.GetAsync("/portal/unit")).Is(HttpStatusCode.Found).Location!.AbsolutePath);
        Assert.DoesNotContain("/portal/unit", (await head.GetAsync("/portal/me")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auditors_and_operators_open_any_unit_and_a_unit_that_there_is_not_is_no_page()
    {
        await using var hall = await OpenAsync(hasAuditor: true);
        foreach (var reader in (EmployeeId[])[PortalStage.Staff, PortalStage.Operator])
        {
            using var visitor = await hall.VisitAsync(reader);
            Assert.Contains(Ja["Portal.ChooseUnit"], Text(await visitor.GetAsync("/portal/unit")), StringComparison.Ordinal);
            var page = Text(await visitor.GetAsync($"/portal/unit?unit={General}"));
            Assert.All((string[])["中村", "総田"], name => Assert.Contains(name, page, StringComparison.Ordinal));
            Assert.DoesNotContain("坂田", Body(page), StringComparison.Ordinal);
            (await visitor.GetAsync("/portal/unit?unit=999999")).Is(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Nine_hundred_people_are_shown_in_parts_in_both_languages_without_a_fault()
    {
        await using var hall = await OpenAsync(more: 900);
        var page = await chromium.OpenAsync();
        await page.SignInAsync(hall.Stage, hall.Stage.AccountOf(CitizensHead), "/portal/unit");
        foreach (var language in (string[])["en", "ja"])
        {
            await page.GotoAsync(new Uri(hall.Stage.Address, $"/portal/language?to={language}").AbsoluteUri);
            foreach (var (path, name) in ((string, string)[])[("/portal/unit", "unit"), ("/portal/unit?part=19", "unit-last")])
                await CampaignSight.FaultlessAsync(page, hall.Stage, path, $"{name}-{language}");
        }
    }

    internal static string Text(PlainAnswer answer) => WebUtility.HtmlDecode(answer.Is(HttpStatusCode.OK).Body);

    private static string Body(string page) => page[page.IndexOf("<main", StringComparison.Ordinal)..];
}
