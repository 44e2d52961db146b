using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;
using CsCheck;

namespace AccessGov.Core.Tests.Reviews;

/// <summary>Where everything was kept without reading, another looks at a part of it.</summary>
public sealed class SecondLookTests
{
    private static readonly EmployeeId Quick = new("901"),
        Slow = new("902"),
        Owner = new("903");
    private static readonly DateTimeOffset Now = new(2026, 4, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_tenth_is_drawn_three_at_least_and_once_and_only_of_whoever_did_not_read() =>
        Gen.Select(Gen.Int[0, 80], Gen.Int[0, 30], Gen.Int[0, 1000])
            .Sample(
                (quick, slow, seed) =>
                {
                    var one = Handed(1, Items(0, quick).Select(i => Kept(i, Quick, 100)), $"{seed}");
                    var two = Handed(2, Items(100, slow).Select(i => Kept(i, Slow, 5000)), "");
                    var due = quick < ReviewReality.Fewest ? 0 : Math.Max(3, (quick + 9) / 10);
                    var drawn = new SecondLook([one, two]).ToDraw((_, _) => true);
                    Assert.Equal(due, drawn.Count);
                    Assert.Equal(drawn.Distinct().Order(), drawn);
                    Assert.All(drawn, d => Assert.Contains(one.Item2, a => a.Item == d));
                    Assert.Empty(new SecondLook([one, two]).ToDraw((_, _) => false));
                    var after = new SecondLook([one, two, Handed(3, drawn.Select(Draw), "")]);
                    Assert.Empty(after.ToDraw((_, _) => true));
                    Assert.Equal((due, 0), (after.DrawnOf(Quick), after.DrawnOf(Slow)));
                    Assert.All(drawn, d => Assert.Equal(Quick, after.Before(d)!.By));
                    // What was drawn stays what its reviewer did.
                    Assert.Equal(quick + slow, after.Said.Count());
                },
                iter: Cases.Count
            );

    [Fact]
    public void Whoever_hands_in_small_parts_is_looked_at_as_a_whole_and_a_part_more_draws_more()
    {
        var parts = Enumerable.Range(0, 5).Select(n => Handed(n + 1, Items(n * 8, 8).Select(i => Kept(i, Quick, 100)), $"{n}")).ToList();
        var drawn = new SecondLook(parts).ToDraw((_, _) => true);
        Assert.Equal(4, drawn.Count);
        parts.Add(Handed(6, drawn.Select(Draw), ""));
        parts.Add(Handed(7, Items(80, 20).Select(i => Kept(i, Quick, 100)), "x"));
        Assert.Equal(2, new SecondLook(parts).ToDraw((_, _) => true).Count);
    }

    [Fact]
    public void What_came_of_it_is_told_and_who_was_drawn_is_asked_no_second_time()
    {
        var items = Items(0, 30).ToArray();
        var one = Handed(1, items.Select(i => Kept(i, Quick, 100)), "");
        var drawn = new SecondLook([one]).ToDraw((_, _) => true);
        var looked = Handed(3, [Kept(drawn[0], Owner, 9000) with { Choice = ReviewChoice.Remove }, Kept(drawn[1], Owner, 9000)], "");
        var state = State([one, Handed(2, drawn.Select(Draw), ""), looked]);
        var after = new SecondLook([one, Handed(2, drawn.Select(Draw), ""), looked]);
        Assert.Equal((2, 1), after.LookedAt(Quick));
        Assert.Equal((0, 0), after.LookedAt(Slow));
        Assert.Equal(Quick, state.PassedOnBy(state.Items.PlaceOf(drawn[2])!.Value));
        Assert.Null(state.PassedOnBy(state.Items.PlaceOf(drawn[0])!.Value));
        Assert.Equal((29, ReviewStage.Owner), (state.Decided, state.StageOf(drawn[2])));

        ReviewState State((ReviewSubmission, IReadOnlyList<ReviewAnswer>)[] handed) =>
            new(ReviewTests.Round(ReviewSilence.Keep), [.. items.Order().Select(ReviewTests.OfItem)], handed);
    }

    [Fact]
    public void What_its_reviewer_opened_again_is_not_drawn_until_he_has_answered_anew_and_what_was_drawn_stays_so()
    {
        var items = Items(0, 30).ToArray();
        var one = Handed(1, items.Select(i => Kept(i, Quick, 100)), "");
        var opened = Handed(2, items.Select(i => Kept(i, Quick, 0) with { Choice = ReviewChoice.Reopened }), "");
        var look = new SecondLook([one, opened]);
        Assert.Empty(look.ToDraw((_, _) => true));
        Assert.All(items, i => Assert.Equal(ReviewChoice.Keep, look.Before(i)!.Choice));
        Assert.Equal(3, new SecondLook([one, opened, Handed(3, items.Select(i => Kept(i, Quick, 100)), "")]).ToDraw((_, _) => true).Count);
        Assert.Empty(new SecondLook([one, opened, Handed(3, items.Select(i => Kept(i, Quick, 9000)), "")]).ToDraw((_, _) => true));

        var drawn = new SecondLook([one]).ToDraw((_, _) => true);
        (ReviewSubmission, IReadOnlyList<ReviewAnswer>)[] late = [one, Handed(2, drawn.Select(Draw), ""), opened];
        var state = new ReviewState(ReviewTests.Round(ReviewSilence.Keep), [.. items.Order().Select(ReviewTests.OfItem)], late);
        Assert.All(drawn, d => Assert.Equal((false, ReviewStage.Owner), (state.IsDecided(d), state.StageOf(d))));
        Assert.All(drawn, d => Assert.Equal(Quick, state.PassedOnBy(state.Items.PlaceOf(d)!.Value)));
    }

    [Fact]
    public void Whoever_takes_back_what_he_removed_has_removed_nothing_and_is_looked_at()
    {
        var items = Items(0, 30).ToArray();
        var one = Handed(
            1,
            items.Select((i, n) => Kept(i, Quick, 100) with { Choice = n < 3 ? ReviewChoice.Remove : ReviewChoice.Keep }),
            ""
        );
        Assert.Empty(new SecondLook([one]).ToDraw((_, _) => true));
        // In an open round it is decided anew, after its end it is kept.
        foreach (var choice in new[] { ReviewChoice.Reopened, ReviewChoice.Keep })
        {
            var back = Handed(2, items.Take(3).Select(i => Kept(i, Quick, 0) with { Choice = choice }), "");
            Assert.Equal(3, new SecondLook([one, back]).ToDraw((_, _) => true).Count);
        }
    }

    [Fact]
    public void What_was_typed_from_paper_is_neither_measured_nor_drawn()
    {
        var (typed, answers) = Handed(1, Items(0, 40).Select(i => Kept(i, Quick, 0)), "");
        var paper = typed with { Paper = new ReviewPaper("sheet", Quick, Slow, Owner, A.April) };
        var screen = Handed(2, Items(100, 30).Select(i => Kept(i, Quick, 100)), "");
        var look = new SecondLook([(paper, answers), screen]);
        Assert.Equal((40, 30), (look.OnPaper, look.Said.Count()));
        var drawn = look.ToDraw((_, _) => true);
        Assert.Equal(3, drawn.Count);
        Assert.All(drawn, d => Assert.Contains(screen.Item2, a => a.Item == d));
        Assert.Empty(new SecondLook([(paper, answers)]).ToDraw((_, _) => true));
    }

    [Fact]
    public void The_owner_has_a_week_after_the_draw()
    {
        var round = ReviewTests.Round(ReviewSilence.Keep);
        var drawn = round with { SecondLookOn = round.DueOn };
        Assert.True(ReviewDecider.IsOver(round, A.Mail, round.DueOn.AddDays(1)));
        Assert.False(ReviewDecider.IsOver(drawn, A.Mail, round.DueOn.AddDays(7)));
        Assert.True(ReviewDecider.IsOver(drawn, A.Mail, round.DueOn.AddDays(8)));
    }

    private static IEnumerable<ReviewItemId> Items(int from, int count) =>
        Enumerable.Range(from, count).Select(i => new ReviewItemId(new EmployeeId($"{i:D3}"), A.Mail));

    private static ReviewAnswer Kept(ReviewItemId item, EmployeeId by, int ms) => new(item, ReviewChoice.Keep, by, Now, "", false, ms);

    private static ReviewAnswer Draw(ReviewItemId item) => new(item, ReviewChoice.Unsure, null, Now, "", false, 0);

    private static (ReviewSubmission, IReadOnlyList<ReviewAnswer>) Handed(int number, IEnumerable<ReviewAnswer> answers, string kept) =>
        (new ReviewSubmission("round", number, null, Now, kept, 0, 0, 0, A.April, false), [.. answers]);
}
