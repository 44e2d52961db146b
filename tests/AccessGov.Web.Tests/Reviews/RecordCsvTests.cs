using System.Net;
using AccessGov.App.Texts;
using AccessGov.Web.Tests.Campaign;

namespace AccessGov.Web.Tests.Reviews;

/// <summary>利用者ID棚卸記録 as CSV.</summary>
public sealed class RecordCsvTests
{
    private static readonly UiTexts Ja = new("ja");

    [Fact]
    public async Task The_csv_has_one_head_a_column_and_ends_with_what_the_record_is_held_against()
    {
        await using var hall = await TownHall.OpenAsync(more: 1, hasAuditor: true);
        var round = await ReviewHall.OpenRoundAsync(hall);
        using var auditor = await hall.VisitAsync(PortalStage.Staff, "/portal/reviews");
        var csv = (await auditor.GetAsync($"/portal/reviews/{round.Id}/csv")).Is(HttpStatusCode.OK).Body;
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("\"確認者\",\"日時\",", lines[0], StringComparison.Ordinal);
        Assert.Contains("の担当業務（規則 koseki）", csv, StringComparison.Ordinal);
        var heads = lines[0].Split(',').Length;
        Assert.All(lines, l => Assert.Equal(heads, l.Split("\",\"").Length));
        Assert.Contains(lines, l => l.Contains($"\"{round.Population}\"", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("\"対象\",\"マイナンバー利用事務系\"", StringComparison.Ordinal));
        foreach (var page in (string[])["/portal/reviews", $"/portal/reviews/{round.Id}/record"])
            Assert.Contains(
                "対象：マイナンバー利用事務系",
                WebUtility.HtmlDecode((await auditor.GetAsync(page)).Body),
                StringComparison.Ordinal
            );
        Assert.Contains(lines, l => l.StartsWith($"\"{Ja["Portal.ReviewHeld"]}\",\"{round.Items}\"", StringComparison.Ordinal));
    }
}
