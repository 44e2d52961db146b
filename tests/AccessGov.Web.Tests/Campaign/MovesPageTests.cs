using System.Net;
using System.Text;
using AccessGov.App.Personnel;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Sandbox;
using AccessGov.Web.Tests.Browser;
using static AccessGov.Web.Tests.Campaign.TownHall;

namespace AccessGov.Web.Tests.Campaign;

/// <summary>The April pack: in March, everybody whose My Number rights change on 1 April.</summary>
public sealed class MovesPageTests(Chromium chromium)
{
    private const string April = "/portal/campaign/moves?from=2027-03-20&to=2027-04-10";
    private static readonly UiTexts Ja = new("ja", Sample.Policy.HelpDesk);
    private static readonly DateTimeOffset March = new(2027, 3, 22, 9, 0, 0, TimeSpan.FromHours(9));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_order_it_names_who_comes_without_a_key_who_goes_and_who_is_only_announced()
    {
        await using var hall = await TownAsync(0);
        using var visitor = await hall.VisitAsync(PortalStage.Operator);
        var rows = CampaignPageTests.Csv(await visitor.GetAsync(April.Replace("moves?", "moves/csv?", StringComparison.Ordinal)));
        Assert.Equal(
            [("2027-04-01", "000930"), ("2027-04-01", "000931"), ("2027-04-01", "000932"), ("2027-04-01", "009999")],
            rows.Skip(1).Select(r => (r[0], r[1]))
        );
        var (comes, goes, announced, joins) = (rows[1], rows[2], rows[3], rows[4]);
        Assert.Equal(Ja["Portal.KeyNo"], comes[5]);
        Assert.Contains("戸籍", comes[6], StringComparison.Ordinal);
        Assert.Contains(Ja["Fix.MfaKey"], comes[8], StringComparison.Ordinal);
        Assert.Equal(("", true, Ja["Portal.KeyNotNeeded"]), (goes[6], goes[7].Contains("戸籍", StringComparison.Ordinal), goes[5]));
        Assert.Equal((Ja["Portal.MoveAnnounced"], "市民課戸籍係", ""), (announced[9], announced[4], announced[7]));
        Assert.Equal((Ja["Portal.MoveUnknownPerson"], "", ""), (joins[9], joins[6], joins[7]));
        var page = UnitPageTests.Text(await visitor.GetAsync(April));
        Assert.Contains(Ja.Of("Portal.MoveCount", 4), page, StringComparison.Ordinal);
        // The window decides: in May nothing happens.
        Assert.Contains(
            Ja.Of("Portal.MoveCount", 0),
            UnitPageTests.Text(await visitor.GetAsync("/portal/campaign/moves?from=2027-05-01&to=2027-05-31")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("from=2027-04-10&to=2027-04-01")]
    [InlineData("from=2027-04-10&to=2029-04-01")]
    [InlineData("from=april&to=2027-04-01")]
    [InlineData("from=0001-01-01&to=0001-02-01")]
    [InlineData("from=9999-12-01&to=9999-12-31")]
    public async Task A_window_that_is_none_is_said_and_nothing_is_made_up(string query)
    {
        await using var hall = await OpenAsync(clock: new JumpingClock(March));
        using var visitor = await hall.VisitAsync(PortalStage.Operator);
        var page = UnitPageTests.Text(await visitor.GetAsync($"/portal/campaign/moves?{query}"));
        Assert.Contains(Ja["Portal.NoWindow"], page, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", page, StringComparison.Ordinal);
        (await visitor.GetAsync($"/portal/campaign/moves/csv?{query}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Three_hundred_moves_are_shown_in_parts_and_printed_whole_in_both_languages()
    {
        await using var hall = await TownAsync(300);
        var page = await chromium.OpenAsync();
        await page.SignInAsync(hall.Stage, hall.Stage.AccountOf(PortalStage.Operator), "/portal/me");
        foreach (var language in (string[])["en", "ja"])
        {
            await page.GotoAsync(new Uri(hall.Stage.Address, $"/portal/language?to={language}").AbsoluteUri);
            await CampaignSight.FaultlessAsync(page, hall.Stage, April, $"moves-{language}");
        }
        await page.GotoAsync(new Uri(hall.Stage.Address, April + "&part=0").AbsoluteUri);
        Assert.Equal(304, await page.Locator("table.sheet tbody tr").CountAsync());
        await page.PdfAsync(new() { Path = Repository.Path("artifacts/pages/moves-ja.pdf"), PreferCSSPageSize = true });
    }

    /// <summary>One comes to 戸籍係, one leaves it, one is only announced, one is nobody yet.</summary>
    private static async Task<TownHall> TownAsync(int more)
    {
        var hall = await OpenAsync(clock: new JumpingClock(March));
        await hall.DeliverAsync(rows =>
        {
            rows.Add(Row("000930", "来田　明", General, "主査", until: "令和９年３月31日"));
            rows.Add(Row("000930", "来田　明", "020120", "主査", from: "令和９年４月１日"));
            rows.Add(Row("000931", "去川　翠", "020120", "主査", until: "令和９年３月31日"));
            rows.Add(Row("000931", "去川　翠", General, "主査", from: "令和９年４月１日"));
            rows.Add(Row("000932", "内山　示", General, "主査"));
            for (var i = 0; i < more; i++)
            {
                rows.Add(Row($"{500_000 + i}", $"春野　{i}郎", General, "主査", until: "令和９年３月31日"));
                rows.Add(Row($"{500_000 + i}", $"春野　{i}郎", "020120", "主査", from: "令和９年４月１日"));
            }
        });
        await ImportList.AnnouncementAsync(
            hall.Stage.Workspace,
            new Actor.OsUser("test"),
            SampleProfiles.Announcement,
            Encoding.UTF8.GetBytes(
                "職員番号,発令区分,発令年月日,新所属コード\n000932,配置換,令和9年4月1日,020120\n000930,配置換,令和9年4月1日,020120\n009999,採用,令和9年4月1日,020120\n"
            ),
            Ct
        );
        return hall;
    }
}
