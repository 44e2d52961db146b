using AccessGov.App.Reviews.Rounds;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// A 課長 without a screen: the sheet is printed, sealed, and typed by two people who do not see what the other typed. What the two may not
/// do stands in the second half.
/// </summary>
public sealed class Story55_A_review_on_paper
{
    private const string Round = "my-number-20260202";

    private static readonly EmployeeId Chief = new("000103"),
        Clerk = new("000102"),
        First = VillageStory.Author,
        Second = new("900001");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_two_people_typed_from_the_sealed_sheet_is_the_reviewers_and_is_taken_on_its_day()
    {
        await using var village = await OpenAsync();
        var sheet = await SheetAsync(village);
        var right = sheet.First(r => r.Contains(Clerk.Value, StringComparison.Ordinal)).Split(',')[3].Trim('"');
        (await TypeAsync(village, sheet, First, "やめる", "担当外")).Ended(ExitCodes.Done).Says("もう1人の職員");
        (await village.RunAsync("review list")).Says("0");
        Assert.Empty((await BookAsync(village)).HandedInOf(Round));

        // The second reads another box: he is told where, and not what the first typed.
        var differs = await TypeAsync(village, sheet, Second, "続ける", "");
        differs.Ended(ExitCodes.Refused).Says("か所が一致しません", $"{Clerk} {right}").SaysNot("担当外");
        Assert.Empty((await BookAsync(village)).HandedInOf(Round));
        (await TypeAsync(village, sheet, Second, "やめる", "担当外。")).Ended(ExitCodes.Done).Says($"受付番号 {Round}-0001", "2026-02-05");

        var handed = Assert.Single((await BookAsync(village)).HandedInOf(Round)).Submission;
        Assert.Equal(Chief, handed.By);
        Assert.Equal(new ReviewPaper(NumberOf(sheet), Chief, First, Second, new DateOnly(2026, 2, 2)), handed.Paper);
        var told = (await village.FactsAsync("reviews")).Single(f => f.Kind.Value == "review-submitted");
        Assert.Equal(new Actor.Employee(Second), told.Actor);
        Assert.Equal(
            (Chief.Value, First.Value, "2026-02-02"),
            (told.BodyText("reviewer"), told.BodyText("enteredBy"), told.BodyText("signedOn"))
        );
        // Typed once more it is stale: nothing is asked any more.
        (await TypeAsync(village, sheet, First, "続ける", "")).Ended(ExitCodes.Refused);

        village.MoveTo("2026-02-05");
        await village.DeliverAsync();
        await village.SettleAsync();
        Assert.DoesNotContain(right, village.RightsOf(Clerk));
        await village.RunAgainChangesNothingAsync();
    }

    [Fact]
    public async Task The_reviewer_takes_back_what_was_typed_for_him_and_whoever_typed_it_does_not()
    {
        await using var village = await OpenAsync();
        var sheet = await SheetAsync(village);
        await TypeAsync(village, sheet, First, "やめる", "");
        (await TypeAsync(village, sheet, Second, "やめる", "")).Ended(ExitCodes.Done);
        var taken = (await BookAsync(village)).Removals.First(r => r.Worker == Clerk);
        var back = $"review take-back {Round} {Clerk} {taken.Entitlement}";
        (await village.RunAsync(back, First)).Ended(ExitCodes.Refused).Says("別の人");
        (await village.RunAsync(back, Second)).Ended(ExitCodes.Refused).Says("別の人");
        (await village.RunAsync(back, Chief)).Ended(ExitCodes.Done);
        Assert.DoesNotContain((await BookAsync(village)).Removals, r => r == taken);
    }

    [Fact]
    public async Task A_right_without_a_mark_is_no_answer_and_is_asked_again()
    {
        await using var village = await OpenAsync();
        var sheet = await SheetAsync(village);
        (await TypeAsync(village, sheet, First, "なし", "", others: "なし")).Ended(ExitCodes.Refused).Says("提出する回答がありません");
        foreach (var by in new[] { First, Second })
            await TypeAsync(village, sheet, by, "続ける", "", others: "なし");
        var answers = Assert.Single((await BookAsync(village)).HandedInOf(Round)).Answers;
        Assert.Single(answers);
        Assert.Equal(sheet.Length - 1, (await SheetAsync(village)).Length);
    }

    [Fact]
    public async Task One_operator_alone_hands_in_nothing_however_often_he_types()
    {
        await using var village = await OpenAsync();
        var sheet = await SheetAsync(village);
        for (var i = 0; i < 3; i++)
            (await TypeAsync(village, sheet, First, "やめる", "")).Ended(ExitCodes.Done).Says("もう1人の職員");
        Assert.Empty((await BookAsync(village)).HandedInOf(Round));
    }

    [Fact]
    public async Task Neither_the_reviewer_nor_anybody_he_decides_about_nor_a_stranger_types_the_sheet()
    {
        await using var village = await OpenAsync(Chief, Clerk);
        var sheet = await SheetAsync(village);
        (await TypeAsync(village, sheet, Chief, "続ける", "")).Ended(ExitCodes.Refused).Says("確認者本人");
        (await TypeAsync(village, sheet, Clerk, "続ける", "")).Ended(ExitCodes.Refused).Says("確認される人");
        (await TypeAsync(village, sheet, new EmployeeId("000105"), "続ける", "")).Ended(ExitCodes.Refused).Says("操作者一覧");
        (await village.RunAsync($"review sheet {Round} --reviewer {Chief}", new EmployeeId("000105"))).Ended(ExitCodes.Refused);
        Assert.DoesNotContain(await village.FactsAsync("reviews"), f => f.Kind.Value == "review-paper-entered");
    }

    [Fact]
    public async Task A_sheet_of_another_round_and_one_that_is_stale_are_refused_and_nobody_hears_the_number_of_now()
    {
        await using var village = await OpenAsync();
        var sheet = await SheetAsync(village);
        (await TypeAsync(village, [.. sheet.Select(r => r.Replace(Round, "mail-20260202", StringComparison.Ordinal))], First, "続ける", ""))
            .Ended(ExitCodes.Refused)
            .Says("用紙番号");
        (await TypeAsync(village, sheet, First, "続ける", "")).Ended(ExitCodes.Done);
        // Answered on the screen meanwhile, not even handed in: the paper says something that is not asked any more.
        var right = sheet.First(r => r.Contains(Clerk.Value, StringComparison.Ordinal)).Split(',')[3].Trim('"');
        (await village.RunAsync($"review answer {Round} {Clerk} {right} remove", Chief)).Ended(ExitCodes.Done);
        var now = NumberOf(await SheetAsync(village));
        Assert.NotEqual(NumberOf(sheet), now);
        (await TypeAsync(village, sheet, Second, "続ける", "")).Ended(ExitCodes.Refused).Says("一致しません").SaysNot(now);
        // Somebody else heads the unit now: the sheet of the former head is nobody's.
        var later = await SheetAsync(village);
        village.Change(Chief.Value, w => w with { Postings = [w.Postings[0] with { Post = "主任" }] });
        await village.DeliverAsync();
        (await TypeAsync(village, later, First, "続ける", "")).Ended(ExitCodes.Refused);
        Assert.Empty((await BookAsync(village)).HandedInOf(Round));
    }

    [Fact]
    public async Task A_date_before_the_round_or_after_today_and_rows_that_are_missing_are_refused()
    {
        await using var village = await OpenAsync();
        var sheet = await SheetAsync(village);
        foreach (var day in new[] { "2026-02-01", "2026-02-03" })
            (await TypeAsync(village, sheet, First, "続ける", "", day: day)).Ended(ExitCodes.Refused).Says("用紙の日付");
        (await TypeAsync(village, sheet[..^1], First, "続ける", "")).Ended(ExitCodes.Refused).Says($"{sheet.Length - 2} 件しか");
        (await TypeAsync(village, sheet, First, "つづける", "")).Ended(ExitCodes.Refused).Says("なし");
    }

    [Theory]
    [InlineData("\"enteredBy\":\"000101\"", "\"enteredBy\":\"900001\"")]
    [InlineData("\"enteredBy\":\"000101\"", "\"enteredBy\":\"000103\"")]
    [InlineData("\"enteredBy\":\"000101\"", "\"enteredBy\":\"000104\"")]
    [InlineData("\"actor\":\"900001\"", "\"actor\":\"000101\"")]
    [InlineData("\"reviewer\":\"000103\"", "\"reviewer\":\"000104\"")]
    [InlineData("\"signedOn\":\"2026-02-02\"", "\"signedOn\":\"2026-01-31\"")]
    [InlineData(",\"signedOn\":\"2026-02-02\"", "")]
    [InlineData("\"sheet\":", "\"shoot\":")]
    public async Task What_the_store_says_was_typed_by_one_alone_or_by_others_counts_for_nothing(string real, string forged)
    {
        await using var village = await OpenAsync();
        var sheet = await SheetAsync(village);
        foreach (var by in new[] { First, Second })
            (await TypeAsync(village, sheet, by, "やめる", "")).Ended(ExitCodes.Done);
        Assert.NotEmpty((await BookAsync(village)).Removals);
        var told = (await village.FactsAsync("reviews")).Single(f => f.Kind.Value == "review-submitted");
        await Forger.EditAsync(
            village,
            "reviews",
            told.Row,
            text =>
            {
                Assert.Contains(real, text, StringComparison.Ordinal);
                return text.Replace(real, forged, StringComparison.Ordinal);
            }
        );
        var book = await BookAsync(village);
        Assert.Empty(book.HandedInOf(Round));
        Assert.Empty(book.Removals);
    }

    private static async Task<VillageStory> OpenAsync(params EmployeeId[] operators)
    {
        var village = await VillageStory.SettledAsync(before: v =>
        {
            v.Approvers.AddRange(operators);
            v.Change(Chief.Value, w => w with { Postings = [w.Postings[0] with { Post = "課長" }] });
            // One more in the same unit, so that the sheet has several lines.
            v.Change("000104", w => w with { Postings = [w.Postings[0] with { Org = new OrgCode(VillageStory.TaxOffice) }] });
        });
        (await village.RunAsync("review open my-number")).Ended(ExitCodes.Done);
        return village;
    }

    private static async Task<ReviewBook> BookAsync(VillageStory village)
    {
        using var installation = village.Open();
        return await ReviewBook.ReadAsync(installation.Workspace, Ct);
    }

    /// <summary>Its rows, the head among them.</summary>
    private static async Task<string[]> SheetAsync(VillageStory village) =>
        (await village.RunAsync($"review sheet {Round} --reviewer {Chief}"))
            .Ended(ExitCodes.Done)
            .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string NumberOf(string[] sheet) => sheet[1].Split(',')[0].Trim('"');

    /// <summary>Types a mark for the first right of the clerk, and another one for everything else.</summary>
    private static async Task<Answer> TypeAsync(
        VillageStory village,
        string[] sheet,
        EmployeeId by,
        string mark,
        string reason,
        string others = "続ける",
        string day = "2026-02-02"
    )
    {
        var first = Array.FindIndex(sheet, r => r.Contains(Clerk.Value, StringComparison.Ordinal));
        var file = Path.Combine(village.Root, "sheet.csv");
        await File.WriteAllLinesAsync(
            file,
            sheet.Select(
                (row, i) =>
                    i == 0 ? row : row.Replace(",\"\",\"\"", i == first ? $",{mark},{reason}" : $",{others},", StringComparison.Ordinal)
            ),
            Ct
        );
        return await village.RunAsync($"review paper-enter {Round} {file} --signed-on {day}", by);
    }
}
