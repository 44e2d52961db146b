using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Reviews;

/// <summary>What two people may make of a sheet of paper.</summary>
public sealed class PaperTests
{
    private const string Name = "mail-20260401";

    private static readonly EmployeeId Chief = new("1"),
        Clerk = new("2"),
        First = new("8"),
        Second = new("9");

    private static readonly DateTimeOffset Now = new(2026, 4, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly ReviewItemId Item = new(Clerk, A.Mail),
        Another = new(new EmployeeId("3"), A.Mail);
    private static readonly DateOnly Today = A.Day(4, 2);
    private static readonly Dictionary<ReviewItemId, ReviewAnswer> Nothing = [];

    [Theory]
    [InlineData("担当外", "担当外", true)]
    [InlineData("担当外。", "担当 外", true)]
    [InlineData("ＡＢＣ、１", "ABC 1", true)]
    [InlineData("担当外", "担当", false)]
    [InlineData("", "担当", false)]
    public void A_handwritten_reason_is_read_the_same_whatever_its_widths_and_spaces(string one, string other, bool same) =>
        Assert.Equal(same, Line(ReviewChoice.Remove, one).SaysAs(Line(ReviewChoice.Remove, other)));

    [Fact]
    public void A_number_is_another_one_once_anything_of_the_sheet_is()
    {
        var (state, items) = (State(), Items());
        var number = SheetNumber.Of(state, Chief, items, Nothing);
        Assert.Equal(number, SheetNumber.Of(state, Chief, items, Nothing));
        Assert.Equal($"{Name}-1-{number.Digest}", number.ToString());
        var answered = new Dictionary<ReviewItemId, ReviewAnswer> { [Item] = new(Item, ReviewChoice.Keep, Chief, Now, "", false, 0) };
        SheetNumber[] others =
        [
            SheetNumber.Of(state, First, items, Nothing),
            SheetNumber.Of(state, Chief, items[..1], Nothing),
            SheetNumber.Of(state, Chief, [items[0] with { NotRemovable = "dynamic" }, items[1]], Nothing),
            SheetNumber.Of(state, Chief, items, answered),
            SheetNumber.Of(State(Round() with { EscalatedOn = Today }), Chief, items, Nothing),
            SheetNumber.Of(State(Round() with { Id = "mail-20260701" }), Chief, items, Nothing),
        ];
        Assert.All(others, o => Assert.NotEqual(number.Digest, o.Digest));
        Assert.Equal(others.Length, others.Select(o => o.Digest).Distinct().Count());
    }

    [Theory]
    [InlineData("mail-20260401-000103-0A1B2C3D", true)]
    [InlineData(" 000103-0a1b2c3d ", true)]
    [InlineData("０００１０３－０Ａ１Ｂ２Ｃ３Ｄ", true)]
    [InlineData("mail-20260701-000103-0A1B2C3D", false)]
    [InlineData("000103", false)]
    [InlineData("-0A1B2C3D", false)]
    [InlineData("000103-0A1B2C3", false)]
    [InlineData("000103-0A1B2C3G", false)]
    [InlineData("00_103-0A1B2C3D", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_number_is_read_as_people_type_it(string? text, bool isRead) =>
        Assert.Equal(isRead ? new SheetNumber(Name, new EmployeeId("000103"), "0A1B2C3D") : null, SheetNumber.Read(text, Name));

    [Theory]
    [InlineData("", null)]
    [InlineData("before the round", "review-paper-date")]
    [InlineData("tomorrow", "review-paper-date")]
    [InlineData("a row less", "review-paper-incomplete")]
    [InlineData("no mark", "review-nothing-to-submit")]
    [InlineData("one mark", null)]
    [InlineData("not removable", "review-not-removable")]
    [InlineData("too long", "review-paper-long")]
    public void A_sheet_is_refused_for_one_reason(string with, string? code)
    {
        var items = with switch
        {
            "not removable" => [Items()[0] with { NotRemovable = "dynamic" }, Items()[1]],
            "too long" => Enumerable
                .Range(0, PaperDecider.MostLines + 1)
                .Select(i => OfItem(new(new EmployeeId($"{1000 + i}"), A.Mail)))
                .ToArray(),
            _ => Items(),
        };
        var entry = Entry(First) with
        {
            SignedOn = with switch
            {
                "before the round" => A.April.AddDays(-1),
                "tomorrow" => Today.AddDays(1),
                _ => Today,
            },
            Lines = with switch
            {
                "a row less" => [Line(ReviewChoice.Remove)],
                "no mark" => [Line(null), Line(null) with { Item = Another }],
                "one mark" => [Line(ReviewChoice.Remove), Line(null) with { Item = Another }],
                _ => Entry(First).Lines,
            },
        };
        Assert.Equal(code, PaperDecider.CannotEnter(State(items: items), items, entry, Today, _ => true)?.Code);
    }

    [Fact]
    public void Neither_the_reviewer_nor_whom_he_decides_about_types_it()
    {
        Assert.Equal("review-paper-own", PaperDecider.CannotType(Chief, Chief, false)?.Code);
        Assert.Equal("review-paper-own", PaperDecider.CannotType(Clerk, Chief, true)?.Code);
        Assert.Null(PaperDecider.CannotType(First, Chief, false));
    }

    [Fact]
    public void Two_people_agree_when_everything_is_the_same_and_one_person_never_does_with_himself()
    {
        var one = Entry(First);
        Assert.True(PaperDecider.Agree(one, Entry(Second)));
        Assert.False(PaperDecider.Agree(one, Entry(First)));
        Assert.False(PaperDecider.Agree(one, Entry(Second) with { SignedOn = A.April }));
        Assert.False(PaperDecider.Agree(one, Entry(Second) with { Sheet = "other" }));
        Assert.False(PaperDecider.Agree(one, Entry(Second) with { Reviewer = Clerk }));
        var differs = Entry(Second) with { Lines = [Line(ReviewChoice.Keep), one.Lines[1]] };
        Assert.False(PaperDecider.Agree(one, differs));
        Assert.Equal([Item], PaperDecider.Differing(one, differs));
        Assert.Equal([Item], PaperDecider.Differing(one, Entry(Second) with { Lines = [one.Lines[1]] }));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("nothing by the first", false)]
    [InlineData("nothing by the second", false)]
    [InlineData("the first is the second", false)]
    [InlineData("the reviewer typed", false)]
    [InlineData("somebody on it typed", false)]
    [InlineData("the reviewer is on it", false)]
    [InlineData("another reviewer", false)]
    [InlineData("another day", false)]
    [InlineData("another answer", false)]
    [InlineData("an answer more", false)]
    [InlineData("an answer of another", false)]
    public void What_the_store_says_counts_only_where_two_others_typed_it(string with, bool isBorneOut)
    {
        var paper = new ReviewPaper("sheet", Chief, First, Second, Today);
        var (first, second) = (Entry(First), Entry(Second));
        PaperLine onIt = Line(ReviewChoice.Keep) with { Item = new(Chief, A.Mail) };
        var answers = PaperDecider.Answers(second, Now).ToList();
        switch (with)
        {
            case "the first is the second":
                (paper, first) = (paper with { EnteredBy = Second }, second);
                break;
            case "the reviewer typed":
                (paper, first) = (paper with { EnteredBy = Chief }, Entry(Chief));
                break;
            case "somebody on it typed":
                (paper, first) = (paper with { EnteredBy = Clerk }, Entry(Clerk));
                break;
            case "the reviewer is on it":
                (first, second) = (first with { Lines = [onIt] }, second with { Lines = [onIt] });
                answers = [.. PaperDecider.Answers(second, Now)];
                break;
            case "another reviewer":
                paper = paper with { Reviewer = new("7") };
                break;
            case "another day":
                paper = paper with { SignedOn = A.April };
                break;
            case "another answer":
                answers[0] = answers[0] with { Choice = ReviewChoice.Keep };
                break;
            case "an answer more":
                answers.Add(answers[0] with { Item = new(new EmployeeId("5"), A.Mail) });
                break;
            case "an answer of another":
                answers[0] = answers[0] with { By = Second };
                break;
        }
        Assert.Equal(
            isBorneOut,
            PaperDecider.IsBorneOut(
                paper,
                with == "nothing by the first" ? null : first,
                with == "nothing by the second" ? null : second,
                answers
            )
        );
    }

    private static PaperLine Line(ReviewChoice? choice, string reason = "") => new(Item, choice, reason);

    private static PaperEntry Entry(EmployeeId by) =>
        new("sheet", Chief, by, Now, Today, [Line(ReviewChoice.Remove, "担当外"), Line(ReviewChoice.Keep) with { Item = Another }]);

    private static ReviewItem OfItem(ReviewItemId id) =>
        new(id, A.Tax, Guid.Empty, new ReviewGround("Serves", new RuleId("rule"), A.Tax, A.April, null, null), null);

    private static ReviewItem[] Items() => [OfItem(Item), OfItem(Another)];

    private static ReviewRound Round() =>
        new(
            Name,
            new ReviewRule(new RuleId("mail"), "棚卸し", [A.Mail], A.April, 3, 21, 3, false, ReviewSilence.Keep, new Article("第6(2)")),
            A.April,
            A.April.AddDays(21),
            "population",
            2,
            "snapshot"
        );

    private static ReviewState State(ReviewRound? round = null, ReviewItem[]? items = null) => new(round ?? Round(), items ?? Items(), []);
}
