using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Reviews;

/// <summary>What may be said after a round has ended.</summary>
public sealed class AfterTheEndTests
{
    private static readonly EmployeeId Chief = new("1"),
        Owner = new("4");
    private static readonly ReviewItemId Item = new(new("2"), A.Mail);
    private static readonly DateTimeOffset Now = new(2026, 4, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Whoever_removed_keeps_with_a_reason_until_its_day()
    {
        var ended = State(Answer(ReviewChoice.Remove, Chief));
        Assert.Null(ReviewDecider.CannotTakeBack(ended, Item, Chief, A.April));
        Assert.Equal("review-in-effect", ReviewDecider.CannotTakeBack(ended, Item, Chief, A.Day(4, 5))?.Code);
        foreach (var (reason, code) in new[] { ("", "review-back-reason"), ("a", "review-reason"), ("必要", null) })
            Assert.Equal(code, ReviewDecider.CannotKeepAfterEnd(ended, Keep(reason), true)?.Code);
    }

    [Fact]
    public void Nobody_keeps_what_nothing_gives_or_what_is_none_of_the_round()
    {
        var item = ReviewTests.OfItem(Item);
        var without = StateOf([item with { Ground = item.Ground with { Cause = "Unexplained" } }], Answer(ReviewChoice.Remove, Chief));
        Assert.Equal("review-nothing-gives", ReviewDecider.CannotKeepAfterEnd(without, Keep("必要"), true)?.Code);
        Assert.Equal("review-no-item", ReviewDecider.CannotKeepAfterEnd(StateOf([]), Keep("必要"), true)?.Code);
        // Nor what nothing gives any more; but what the directory does not let go stays, whatever is said.
        Assert.Equal("review-nothing-gives", ReviewDecider.CannotKeepAfterEnd(State(), Keep("必要"), false)?.Code);
        Assert.Null(ReviewDecider.CannotKeepAfterEnd(StateOf([item with { NotRemovable = "dynamic" }]), Keep("必要"), false));
        Assert.True(
            ReviewDecider.AsksReason(item with { NotRemovable = "dynamic", Ground = item.Ground with { Cause = "Unexplained" } }, false)
        );
        Assert.False(ReviewDecider.AsksReason(item with { Ground = item.Ground with { Cause = "Unexplained" } }, true));
    }

    [Fact]
    public void What_was_drawn_is_asked_of_its_owner_for_a_week_and_of_nobody_else()
    {
        var draw = new ReviewAnswer(Item, ReviewChoice.Unsure, null, Now, "", false, 0);
        var state = State(Answer(ReviewChoice.Keep, Chief), draw);
        Assert.True(state.IsDrawn(Item));
        Assert.Null(ReviewDecider.CannotAnswer(state, Keep("") with { By = Owner }, Owner, true));
        Assert.Equal("review-not-yours", ReviewDecider.CannotAnswer(state, Keep(""), Owner, true)?.Code);
        var kept = State(Answer(ReviewChoice.Keep, Chief));
        Assert.False(kept.IsDrawn(Item));
        Assert.Equal("review-closed", ReviewDecider.CannotAnswer(kept, Keep("") with { By = Owner }, Owner, true)?.Code);
        var round = state.Round with { SecondLookOn = A.Day(5, 1) };
        Assert.Equal((true, false), (round.IsLookedAt(A.Day(5, 8)), round.IsLookedAt(A.Day(5, 9))));
        Assert.Equal(A.Day(5, 8), round.LastDay);
        Assert.Equal(round.DueOn, (round with { SecondLookOn = A.April }).LastDay);
        Assert.False(state.Round.IsLookedAt(A.April));
    }

    [Fact]
    public void What_its_owner_was_silent_about_is_asked_of_him_still_and_not_of_who_passed_it_on()
    {
        var silence = new ReviewAnswer(Item, ReviewChoice.Keep, null, Now, "", false, 0);
        var state = State(Answer(ReviewChoice.Unsure, Chief), silence);
        Assert.Equal((true, ReviewStage.Owner, (EmployeeId?)Chief), (state.IsDecided(Item), state.StageOf(Item), state.PassedOnBy(0)));
        Assert.Equal([0], state.PassedOn);
        Assert.Null(ReviewDecider.CannotAnswer(state, Keep("") with { By = Owner }, Owner, true));
        var plain = State(silence);
        Assert.Equal((ReviewStage.Head, (EmployeeId?)null), (plain.StageOf(Item), plain.PassedOnBy(0)));
        Assert.Empty(plain.PassedOn);
    }

    private static ReviewAnswer Answer(ReviewChoice choice, EmployeeId by) => new(Item, choice, by, Now, "", false, 0);

    private static ReviewAnswer Keep(string reason) => Answer(ReviewChoice.Keep, Chief) with { Reason = reason };

    private static ReviewState State(params ReviewAnswer[] said) => StateOf([ReviewTests.OfItem(Item)], said);

    private static ReviewState StateOf(IReadOnlyList<ReviewItem> items, params ReviewAnswer[] said)
    {
        var round = ReviewTests.Round(ReviewSilence.Keep) with { ClosedAt = default(DateTimeOffset) };
        return new(
            round,
            items,
            said.Select(
                (a, i) => (new ReviewSubmission(round.Id, i + 1, a.By, Now, "", 0, 0, 0, A.Day(4, 5)), (IReadOnlyList<ReviewAnswer>)[a])
            )
        );
    }
}
