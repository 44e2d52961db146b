using System.Net;
using AccessGov.App.Reviews;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Texts;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Sandbox.Identity;
using AccessGov.Web.Tests.Campaign;

namespace AccessGov.Web.Tests.Reviews;

/// <summary>What the pages of a review show to whom, and take from whom, asked by hand.</summary>
public sealed class ReviewDoorTests
{
    private static readonly UiTexts Ja = new("ja");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_behind_is_told_to_operators_with_what_is_open_and_to_nobody_else()
    {
        await using var hall = await TownHall.OpenAsync(more: 2);
        var round = await ReviewHall.OpenRoundAsync(hall);
        var at = $"/portal/reviews/{round.Id}/progress";
        using var operators = await hall.VisitAsync(PortalStage.Operator, "/portal/today");
        var page = TextOf((await operators.GetAsync(at)).Is(HttpStatusCode.OK));
        var open = await ReviewDesk.ItemsOfAsync(hall.Stage.Workspace, round, TownHall.CitizensHead, Ct);
        Assert.Contains("小林　健", page, StringComparison.Ordinal);
        Assert.Contains(Ja.Of("Portal.ReviewDaysLeft", round.DueOn.DayNumber - round.OpenedOn.DayNumber), page, StringComparison.Ordinal);
        Assert.Contains(Ja["Portal.ReviewMailOff"], page, StringComparison.Ordinal);
        Assert.Contains(Ja["Portal.ReviewMailOff"], TextOf(await operators.GetAsync("/portal/today")), StringComparison.Ordinal);
        var csv = (await operators.GetAsync(at + "/csv")).Is(HttpStatusCode.OK).Body;
        Assert.Contains(
            $"\"小林　健 課長\",\"{open.Count}\",\"{open.Select(i => i.Item.Id.Worker).Distinct().Count()}\"",
            csv,
            StringComparison.Ordinal
        );
        (await operators.GetAsync("/portal/reviews/none-20260101/progress")).Is(HttpStatusCode.NotFound);
        using var head = await hall.VisitAsync(TownHall.CitizensHead, "/portal/reviews");
        foreach (var path in new[] { at, at + "/csv" })
            Assert.DoesNotContain("中村　梓", TextOf(await head.GetAsync(path)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_answers_for_himself_nor_for_people_of_others()
    {
        await using var hall = await TownHall.OpenAsync(more: 2);
        var round = await ReviewHall.OpenRoundAsync(hall);
        var at = $"/portal/reviews/{round.Id}";
        using var other = await hall.VisitAsync(TownHall.GeneralHead, "/portal/reviews");
        var form = await other.GetAsync(at);
        var theirs = (await ReviewDesk.ItemsOfAsync(hall.Stage.Workspace, round, TownHall.CitizensHead, Ct))[0].Item.Id;
        (await other.GetAsync($"{at}?person={theirs.Worker}")).Is(HttpStatusCode.NotFound);
        (await other.PostFormAsync(form, at, ("person", theirs.Worker.Value), ($"c:{theirs.Right}", "remove"))).Is(HttpStatusCode.NotFound);
        using var staff = await hall.VisitAsync(PortalStage.Staff, "/portal/me");
        var own = await staff.GetAsync(at);
        Assert.Contains(Ja["Portal.ReviewNothing"], TextOf(own), StringComparison.Ordinal);
        Assert.DoesNotContain(theirs.Worker.Value, TextOf(await staff.GetAsync(at + "/record")), StringComparison.Ordinal);
        (await staff.GetAsync("/portal/reviews/none-20260101")).Is(HttpStatusCode.NotFound);
        using var head = await hall.VisitAsync(TownHall.CitizensHead, "/portal/reviews");
        (await head.PostAsync(at, ("person", theirs.Worker.Value), ($"c:{theirs.Right}", "remove"))).Is(HttpStatusCode.BadRequest);
        var absurd = ($"s:{theirs.Right}", "999999999999999");
        var answered = await head.PostFormAsync(
            await head.GetAsync(at),
            at,
            ("person", theirs.Worker.Value),
            ($"c:{theirs.Right}", "keep"),
            absurd
        );
        answered.Is(HttpStatusCode.Found);
        Assert.Empty((await ReviewBook.ReadAsync(hall.Stage.Workspace, Ct)).HandedInOf(round.Id));
    }

    [Fact]
    public async Task Whoever_keeps_what_one_of_many_alone_holds_says_why()
    {
        await using var hall = await TownHall.OpenAsync(more: 3);
        var item = new ReviewItemId(new EmployeeId("400000"), new EntitlementId("koseki"));
        var round = await ReviewHall.OpenRoundAsync(hall, holds: (worker, right) => right != item.Right || worker == item.Worker);
        var at = $"/portal/reviews/{round.Id}";
        using var head = await hall.VisitAsync(TownHall.CitizensHead, at);
        var page = await head.GetAsync($"{at}?person={item.Worker}");
        Assert.Contains(Ja["Portal.ReviewReasonToKeep"], TextOf(page), StringComparison.Ordinal);
        (string, string)[] keep = [("person", item.Worker.Value), ($"c:{item.Right}", "keep")];
        var said = await head.PostFormAsync(page, at, keep);
        Assert.Contains(Ja["Portal.ReviewReasonMissingNext"], TextOf(said), StringComparison.Ordinal);
        Assert.Null(await ChoiceAsync());
        await head.PostFormAsync(said, at, [.. keep, ($"w:{item.Right}", "戸籍届の審査のため")]);
        Assert.Equal(ReviewChoice.Keep, await ChoiceAsync());
        await head.PostFormAsync(page, at, ("person", item.Worker.Value), ($"c:{item.Right}", "remove"));
        Assert.Equal(ReviewChoice.Remove, await ChoiceAsync());

        async Task<ReviewChoice?> ChoiceAsync() =>
            (await ReviewDesk.ItemsOfAsync(hall.Stage.Workspace, round, TownHall.CitizensHead, Ct))
                .Single(i => i.Item.Id == item)
                .Answer?.Choice;
    }

    [Fact]
    public async Task A_successor_sees_what_was_said_before_and_both_stand_in_the_record()
    {
        await using var hall = await TownHall.OpenAsync(more: 2);
        var round = await ReviewHall.OpenRoundAsync(hall);
        var at = $"/portal/reviews/{round.Id}";
        using (var head = await hall.VisitAsync(TownHall.CitizensHead, at))
        {
            var item = (await ReviewDesk.ItemsOfAsync(hall.Stage.Workspace, round, TownHall.CitizensHead, Ct))[0].Item.Id;
            var page = (await head.GetAsync($"{at}?person={item.Worker}")).Is(HttpStatusCode.OK);
            await head.PostFormAsync(page, at, ("person", item.Worker.Value), ($"c:{item.Right}", "remove"));
            // 総務課長 heads 市民課 from now on: the items are his at once, with what was said.
            await hall.DeliverAsync(rows =>
            {
                rows.RemoveAll(r =>
                    r.Contains(TownHall.CitizensHead.Value, StringComparison.Ordinal)
                    || r.Contains(TownHall.GeneralHead.Value, StringComparison.Ordinal)
                );
                rows.Add(TownHall.Row(TownHall.CitizensHead.Value, "小林　健", TownHall.General, "課長"));
                rows.Add(TownHall.Row(TownHall.GeneralHead.Value, "中村　梓", TownHall.Citizens, "課長"));
            });
            Assert.Contains(Ja["Portal.ReviewNothing"], TextOf(await head.GetAsync(at)), StringComparison.Ordinal);
            using var successor = await hall.VisitAsync(TownHall.GeneralHead, at);
            var seen = await successor.GetAsync($"{at}?person={item.Worker}");
            Assert.Contains(Ja.Of("Portal.ReviewOther", "小林　健", Ja["Review.remove"]), TextOf(seen), StringComparison.Ordinal);
            // Whoever has not seen it is told first; nothing is overwritten.
            var blind = await successor.PostFormAsync(seen, at, ("person", item.Worker.Value), ($"c:{item.Right}", "keep"));
            Assert.Contains("内容を確かめて、もう一度保存してください", TextOf(blind), StringComparison.Ordinal);
            var answer = Assert.Single(
                await ReviewDesk.ItemsOfAsync(hall.Stage.Workspace, round, TownHall.GeneralHead, Ct),
                i => i.Item.Id == item
            );
            Assert.Equal(TownHall.CitizensHead, answer.Answer!.By);
            var stamp = $"{answer.Answer.At.ToUnixTimeMilliseconds()}";
            await successor.PostFormAsync(
                blind,
                at,
                ("person", item.Worker.Value),
                ($"c:{item.Right}", "keep"),
                ($"s:{item.Right}", stamp)
            );
            answer = Assert.Single(
                await ReviewDesk.ItemsOfAsync(hall.Stage.Workspace, round, TownHall.GeneralHead, Ct),
                i => i.Item.Id == item
            );
            Assert.Equal((TownHall.GeneralHead, ReviewChoice.Keep), (answer.Answer!.By!.Value, answer.Answer.Choice));
        }
    }

    private static string TextOf(PlainAnswer answer) => WebUtility.HtmlDecode(answer.Body);
}
