using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Reviews;

/// <summary>One round in which silence means something else in each zone: each right ends on its own day.</summary>
public sealed class SilencePerZoneTests
{
    private static readonly ReviewItemId Mail = new(new("2"), A.Mail),
        Inquiry = new(new("2"), A.TaxInquiry);
    private static readonly DateOnly Due = A.April.AddDays(21),
        After = Due.AddDays(1);

    [Fact]
    public void What_is_taken_and_what_is_asked_on_end_on_different_days()
    {
        var round = Round(ReviewSilence.Remove, ReviewSilence.Escalate);
        Assert.True(ReviewDecider.IsToTell(round, Due));
        round = round with { ToldOn = Due.AddDays(-7) };
        var state = State(round);
        Assert.True(ReviewDecider.IsToEscalate(state, After));
        round = round with { EscalatedOn = After };
        Assert.Equal((true, false), (ReviewDecider.IsOver(round, A.Mail, After), ReviewDecider.IsOver(round, A.TaxInquiry, After)));
        var later = After.AddDays(22);
        Assert.True(ReviewDecider.IsOver(round, A.TaxInquiry, later));
        Assert.Equal(later.AddDays(-1), round.LastDay);
    }

    [Fact]
    public void Only_the_owners_of_what_silence_asks_on_are_asked()
    {
        var state = State(Round(ReviewSilence.Remove, ReviewSilence.Escalate) with { EscalatedOn = After });
        Assert.Equal((ReviewStage.Head, ReviewStage.Owner), (state.StageOf(Mail), state.StageOf(Inquiry)));
        // Where silence means the same for every right, all of them are asked on.
        var plain = Round(ReviewSilence.Escalate, ReviewSilence.Escalate);
        state = State(plain with { Rule = plain.Rule with { SilenceFor = [] }, EscalatedOn = After });
        Assert.Equal((ReviewStage.Owner, ReviewStage.Owner), (state.StageOf(Mail), state.StageOf(Inquiry)));
    }

    [Fact]
    public void No_owner_is_asked_where_everything_of_his_is_decided()
    {
        var round = Round(ReviewSilence.Remove, ReviewSilence.Escalate);
        Assert.False(ReviewDecider.IsToEscalate(State(round, Said(Inquiry, ReviewChoice.Keep, "1")), After));
        Assert.True(ReviewDecider.IsToEscalate(State(round, Said(Mail, ReviewChoice.Keep, "1")), After));
        Assert.False(ReviewDecider.IsToTell(Round(ReviewSilence.Keep, ReviewSilence.Escalate), Due));
    }

    [Fact]
    public void What_silence_took_is_answered_by_nobody_while_the_round_goes_on()
    {
        var round = Round(ReviewSilence.Remove, ReviewSilence.Escalate);
        var keep = new ReviewAnswer(Mail, ReviewChoice.Keep, new("1"), default, "", false, 0);
        Assert.Null(ReviewDecider.CannotAnswer(State(round), keep, new("1"), true));
        var taken = State(round, Said(Mail, ReviewChoice.Remove, null));
        Assert.Equal("review-closed", ReviewDecider.CannotAnswer(taken, keep, new("1"), true)?.Code);
        // What silence left may be answered late.
        Assert.Null(ReviewDecider.CannotAnswer(State(round, Said(Mail, ReviewChoice.Keep, null)), keep, new("1"), true));
    }

    private static ReviewRound Round(ReviewSilence silence, ReviewSilence inquiry)
    {
        var round = ReviewTests.Round(silence);
        return round with { Rule = round.Rule with { SilenceFor = [new(Zone.MyNumber, inquiry, [A.TaxInquiry])] } };
    }

    private static ReviewAnswer Said(ReviewItemId item, ReviewChoice choice, string? by) =>
        new(item, choice, by is null ? null : new EmployeeId(by), default, "", false, 0);

    private static ReviewState State(ReviewRound round, params ReviewAnswer[] said) =>
        new(
            round,
            [ReviewTests.OfItem(Mail), ReviewTests.OfItem(Inquiry)],
            [(new ReviewSubmission(round.Id, 1, null, default, "", 0, 0, 0, A.April), said)]
        );
}
