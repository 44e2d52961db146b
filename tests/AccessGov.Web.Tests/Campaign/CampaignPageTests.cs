using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AccessGov.App.Enrolment;
using AccessGov.App.Personnel;
using AccessGov.App.Texts;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Identity;
using AccessGov.Web.Tests.Browser;
using static AccessGov.Web.Tests.Campaign.TownHall;

namespace AccessGov.Web.Tests.Campaign;

/// <summary>鍵の登録率: what the pages count is what the register and the kept days say, and everybody without a key is named.</summary>
public sealed partial class CampaignPageTests(Chromium chromium)
{
    private static readonly UiTexts Ja = new("ja");
    private const string OtherRight = "tax-levy";
    private static readonly DateTimeOffset Start = new(2026, 10, 1, 9, 0, 0, TimeSpan.FromHours(9));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_worst_unit_comes_first_and_everybody_without_a_key_is_named_once()
    {
        await using var hall = await OpenAsync(more: 3);
        using var visitor = await hall.VisitAsync(PortalStage.Operator);
        var page = UnitPageTests.Text(await visitor.GetAsync("/portal/campaign"));
        var rates = await EnrolmentRates.NowAsync(hall.Stage.Workspace, Ct);
        var (needed, enrolled) = (rates.Units.Sum(u => u.Needed), rates.Units.Sum(u => u.Enrolled));
        Assert.Contains(Ja.Of("Portal.EnrolledDetail", needed, enrolled), page, StringComparison.Ordinal);
        var shown = Percents().Matches(page).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(rates.Units.Count, shown.Length);
        Assert.Equal(shown.Order(), shown);

        var csv = Csv(await visitor.GetAsync("/portal/campaign/stuck/csv"));
        var stuck = await MissingKeys.StuckAsync(hall.Stage.Workspace, null, Ct);
        Assert.Equal(needed - enrolled, stuck.Count);
        Assert.Equal(
            stuck.Select(p => p.Worker.Value).Order(StringComparer.Ordinal),
            csv.Skip(1).Select(r => r[0]).Order(StringComparer.Ordinal)
        );
        var units = Csv(await visitor.GetAsync("/portal/campaign/csv"));
        Assert.Equal(rates.Units.Count, units.Count - 1);
        Assert.Equal($"{needed}", $"{units.Skip(1).Sum(r => int.Parse(r[3], CultureInfo.InvariantCulture))}");
    }

    [Fact]
    public async Task Whoever_would_be_stuck_is_told_with_the_way_to_a_key_by_right_and_in_all()
    {
        await using var counter = await KeyCounter.OpenAsync();
        using var visitor = counter.Stage.NewVisitor();
        await visitor.SignInAsync(counter.Stage.AccountOf(PortalStage.Operator), "/portal/campaign");
        // The key is lent, and of the two who serve nobody is the person: the counter can issue the ticket.
        var page = UnitPageTests.Text(await visitor.GetAsync("/portal/campaign/stuck?right=juki-inquiry"));
        Assert.Contains(Ja.Of("Portal.StuckCount", 1, 0), page, StringComparison.Ordinal);
        Assert.Contains(Ja.Of("Portal.PathCounter", KeyCounter.Serial), page, StringComparison.Ordinal);
        await counter.TicketAsync();
        Assert.Contains("登録票は", UnitPageTests.Text(await visitor.GetAsync("/portal/campaign/stuck")), StringComparison.Ordinal);
        await counter.DoneAsync(PortalStage.Operator, new KeyCommand.TakeBack(new KeySerial(KeyCounter.Serial), true));
        page = UnitPageTests.Text(await visitor.GetAsync("/portal/campaign/stuck?path=none"));
        Assert.Contains(Ja.Of("Portal.PathSpare", 1), page, StringComparison.Ordinal);
        Assert.Contains("福島", page, StringComparison.Ordinal);
        (await visitor.GetAsync("/portal/campaign/stuck?right=no-such-right")).Is(HttpStatusCode.NotFound);
        // Not his: closing that gate would stop nobody.
        page = UnitPageTests.Text(await visitor.GetAsync($"/portal/campaign/stuck?right={OtherRight}"));
        Assert.Contains(Ja["Portal.NobodyStuck"], page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_picture_and_the_table_below_it_show_the_days_that_were_kept()
    {
        var clock = new JumpingClock(Start);
        await using var hall = await OpenAsync(more: 900, clock: clock);
        await KeepAsync(hall, clock, days: 60);
        var page = await chromium.OpenAsync();
        await page.SignInAsync(hall.Stage, hall.Stage.AccountOf(PortalStage.Operator), "/portal/campaign");
        var points = await page.Locator(".plot polyline.all").GetAttributeAsync("points");
        var rows = await page.Locator("table.dense tbody tr").CountAsync();
        Assert.Equal(rows, points!.Split(' ').Length);
        Assert.InRange(rows, 15, 24);
        // The last point is today's rate.
        var now = (await EnrolmentRates.NowAsync(hall.Stage.Workspace, Ct)).Units;
        var percent = now.Sum(u => u.Enrolled) * 100 / now.Sum(u => u.Needed);
        Assert.EndsWith("," + Web.Pages.Campaign.RatePlot.Text(Web.Pages.Campaign.RatePlot.Y(percent)), points, StringComparison.Ordinal);
        Assert.StartsWith($"{percent}%", await page.Locator("table.dense tbody td").First.InnerTextAsync(), StringComparison.Ordinal);
        foreach (var language in (string[])["en", "ja"])
        {
            await page.GotoAsync(new Uri(hall.Stage.Address, $"/portal/language?to={language}").AbsoluteUri);
            await CampaignSight.FaultlessAsync(page, hall.Stage, "/portal/campaign", $"campaign-{language}", prints: language == "ja");
            await CampaignSight.FaultlessAsync(page, hall.Stage, "/portal/campaign/stuck", $"campaign-stuck-{language}");
        }
    }

    /// <summary>Nights of a campaign: every tenth person comes, and a key more.</summary>
    private static async Task KeepAsync(TownHall hall, JumpingClock clock, int days)
    {
        var workspace = hall.Stage.Workspace;
        for (var day = 1; day <= days; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            if (day % 10 == 0)
            {
                var keys = string.Concat(Enumerable.Range(0, day * 12).Select(i => $"{400_000 + i},2026-10-01,\n"));
                await ImportList.KeysAsync(
                    workspace,
                    new Actor.OsUser("test"),
                    SampleProfiles.Keys,
                    Encoding.UTF8.GetBytes("職員番号,登録日,失効日\n" + keys),
                    Ct
                );
            }
            await EnrolmentRates.KeepAsync(workspace, Ct);
        }
    }

    internal static List<string[]> Csv(PlainAnswer answer) =>
        [
            .. answer
                .Is(HttpStatusCode.OK)
                .Body.TrimStart('\uFEFF')
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line[1..^1].Split("\",\"")),
        ];

    [GeneratedRegex("<td class=\"num\">(\\d+)%</td>")]
    private static partial Regex Percents();
}
