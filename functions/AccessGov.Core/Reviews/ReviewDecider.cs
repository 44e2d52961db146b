using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Reviews;

/// <summary>Whether somebody may answer, hand in or take back, and what silence means at the end.</summary>
public static class ReviewDecider
{
    /// <summary>A reason has at least so many characters: 異動 is one.</summary>
    public const int ShortestReason = 2;

    /// <summary>True for a reason that somebody can read.</summary>
    /// <param name="reason">Any text.</param>
    public static bool IsReason(string reason) => VisibleText.IsReason(reason) && reason.Trim().Length >= ShortestReason;

    /// <summary>
    /// True where nothing gives the right: the next plan takes it whatever a reviewer says, so 続ける would promise what is not kept. Whoever
    /// needs it asks for it.
    /// </summary>
    /// <param name="item">The item.</param>
    public static bool IsUngrounded(ReviewItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Ground.Cause == CauseCodes.Of(new Cause.Unexplained());
    }

    /// <summary>
    /// True where 続ける is no answer: nothing gives the right, and the next plan takes it. What the directory does not let go stays whatever
    /// is said; then 続ける says so, with a reason.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="isGiven">Whether anything gives the right today, in effect or withheld.</param>
    public static bool CannotBeKept(ReviewItem item, bool isGiven)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.NotRemovable is null && (IsUngrounded(item) || !isGiven);
    }

    /// <summary>Why 続ける would promise what is not kept; null where it would not, and for every other answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="item">Its item.</param>
    /// <param name="isGiven">Whether anything gives the right today, in effect or withheld.</param>
    public static Refusal? CannotKeep(ReviewAnswer answer, ReviewItem item, bool isGiven)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Choice == ReviewChoice.Keep && CannotBeKept(item, isGiven)
            ? new Refusal("review-nothing-gives", $"{answer.Item.Worker} {answer.Item.Right}", 0, 1)
            : null;
    }

    /// <summary>True where an item of a round that has ended is asked still: nobody answered in time, or it was drawn since.</summary>
    /// <param name="state">The round.</param>
    /// <param name="item">The item.</param>
    public static bool IsAskedAfterEnd(ReviewState state, ReviewItemId item)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Round.Stopped is null && (IsSilent(state, item) || state.IsDrawn(item));
    }

    /// <summary>Why somebody may not answer an item now; null when he may.</summary>
    /// <param name="state">The round.</param>
    /// <param name="answer">The answer, with who gives it.</param>
    /// <param name="reviewer">Who is to decide about the item today; null for nobody.</param>
    /// <param name="isGiven">Whether anything gives the right today, in effect or withheld.</param>
    public static Refusal? CannotAnswer(ReviewState state, ReviewAnswer answer, EmployeeId? reviewer, bool isGiven)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(answer);
        var subject = $"{answer.Item.Worker} {answer.Item.Right}";
        if (state.Find(answer.Item) is not { } item)
            return new Refusal("review-no-item", subject, 0, 1);
        // Whoever was silent in time may still say it: the record has both. What silence took is gone. What was drawn later is looked at.
        if (state.IsTakenBySilence(answer.Item) || !(state.Round.IsOpen || IsAskedAfterEnd(state, answer.Item)))
            return new Refusal("review-closed", state.Round.Id, 1, 0);
        if (answer.By == answer.Item.Worker)
            return new Refusal("review-own", subject, 1, 0);
        if (reviewer is null || answer.By != reviewer)
            return new Refusal("review-not-yours", subject, 0, 1);
        if (state.IsDecidedBySomebody(answer.Item))
            return new Refusal("review-decided", subject, 1, 0);
        if (answer.Choice == ReviewChoice.Unsure && state.StageOf(answer.Item) == ReviewStage.Owner)
            return new Refusal("review-owner-decides", subject, 1, 0);
        if (answer.Choice == ReviewChoice.Remove && item.NotRemovable is not null)
            return new Refusal("review-not-removable", subject, 1, 0);
        if (CannotKeep(answer, item, isGiven) is { } cannot)
            return cannot;
        return answer.Reason.Length > 0 && !IsReason(answer.Reason)
            ? new Refusal("review-reason", subject, answer.Reason.Length, ShortestReason)
            : null;
    }

    /// <summary>So many people of a unit make it worth a word that one alone holds a right.</summary>
    public const int FewestPeers = 4;

    /// <summary>
    /// True where of many people of a unit one alone holds the right: to keep it takes a reason. To take it takes none: taking is the safe
    /// side, may be taken back, and nothing shall make it dearer than keeping.
    /// </summary>
    /// <param name="holders">People of the unit who held the right at the opening.</param>
    /// <param name="people">People of the unit.</param>
    public static bool IsAlone(int holders, int people) => holders == 1 && people >= FewestPeers;

    /// <summary>
    /// True where 続ける takes a reason: one of the unit alone holds the right, or nothing gives it and the directory does not let it go.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="isAlone">Whether one person of the unit alone holds the right (<see cref="IsAlone"/>).</param>
    public static bool AsksReason(ReviewItem item, bool isAlone)
    {
        ArgumentNullException.ThrowIfNull(item);
        return IsUngrounded(item) ? item.NotRemovable is not null : isAlone;
    }

    /// <summary>Why an answer is not taken without a reason; null where it is.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="asksReason">Whether 続ける takes one (<see cref="AsksReason"/>).</param>
    public static Refusal? LacksReason(ReviewAnswer answer, bool asksReason)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return asksReason && answer is { Choice: ReviewChoice.Keep, Reason.Length: 0 }
            ? new Refusal("review-reason-missing", $"{answer.Item.Worker} {answer.Item.Right}", 0, ShortestReason)
            : null;
    }

    /// <summary>
    /// Why somebody may not take back what he decided; null when he may: he himself, what is taken until it takes effect, and what he kept
    /// while the round is open, to decide anew. After the end nothing is decided anew: then taking back is to keep, with a reason
    /// (<see cref="CannotKeepAfterEnd"/>).
    /// </summary>
    /// <param name="state">The round.</param>
    /// <param name="item">The item.</param>
    /// <param name="by">Who.</param>
    /// <param name="today">The day.</param>
    public static Refusal? CannotTakeBack(ReviewState state, ReviewItemId item, EmployeeId by, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(state);
        var subject = $"{item.Worker} {item.Right}";
        if (state.LastOf(item) is not ({ Choice: ReviewChoice.Keep or ReviewChoice.Remove } answer, var submission))
            return new Refusal("review-nothing-to-take-back", subject, 0, 1);
        if (answer.By != by)
            return new Refusal("review-not-yours", subject, 0, 1);
        if (answer.Choice == ReviewChoice.Keep)
            return state.Round.IsOpen ? null : new Refusal("review-closed", state.Round.Id, 1, 0);
        return submission.Effect <= today
            ? new Refusal("review-in-effect", subject, today.DayNumber - submission.Effect.DayNumber, 0)
            : null;
    }

    /// <summary>
    /// Why somebody may not keep after the end what he had removed; null where he may. Nobody asks once more then, so he says why; and
    /// where nothing gives the right, keeping it would promise what is not kept.
    /// </summary>
    /// <param name="state">The round.</param>
    /// <param name="answer">続ける, with the reason.</param>
    /// <param name="isGiven">Whether anything gives the right today, in effect or withheld.</param>
    public static Refusal? CannotKeepAfterEnd(ReviewState state, ReviewAnswer answer, bool isGiven)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(answer);
        var subject = $"{answer.Item.Worker} {answer.Item.Right}";
        if (state.Find(answer.Item) is not { } item)
            return new Refusal("review-no-item", subject, 0, 1);
        if (CannotKeep(answer, item, isGiven) is { } cannot)
            return cannot;
        if (answer.Reason.Length == 0)
            return new Refusal("review-back-reason", subject, 0, ShortestReason);
        return IsReason(answer.Reason) ? null : new Refusal("review-reason", subject, answer.Reason.Length, ShortestReason);
    }

    /// <summary>Longest time for which somebody stands in (代理), in days.</summary>
    public const int LongestDeputy = 92;

    /// <summary>Why a head may not name somebody; null when he may.</summary>
    /// <param name="deputy">Who shall stand in, for whom, for how long.</param>
    /// <param name="isHead">Whether the one names somebody for a unit that he heads.</param>
    /// <param name="isThere">Whether the other is on duty.</param>
    /// <param name="today">The day.</param>
    public static Refusal? CannotName(Deputy deputy, bool isHead, bool isThere, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(deputy);
        if (!isHead)
            return new Refusal("review-not-head", deputy.Head.Value, 0, 1);
        if (deputy.By == deputy.Head || !isThere)
            return new Refusal("review-deputy", deputy.By.Value, 0, 1);
        if (deputy.Days.Until is { } end && end < today)
            return new Refusal("review-deputy-past", $"{end:yyyy-MM-dd}", today.DayNumber - end.DayNumber, 0);
        return deputy.Days.Until is { } until && until >= today && until.DayNumber - deputy.Days.From.DayNumber is >= 0 and < LongestDeputy
            ? null
            : new Refusal("review-deputy-days", deputy.By.Value, 0, LongestDeputy);
    }

    /// <summary>True where a round was closed and nobody had said anything of the item.</summary>
    /// <param name="state">The round.</param>
    /// <param name="item">The item.</param>
    public static bool IsSilent(ReviewState state, ReviewItemId item)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.LastOf(item) is ({ By: null, Choice: ReviewChoice.Keep }, _);
    }

    /// <summary>
    /// What silence would take at the end: nothing that the directory would not let go, and never the last holder of a right.
    /// </summary>
    /// <param name="state">The round.</param>
    /// <param name="isHeld">Whether the person still has the right, by what is known now.</param>
    public static IReadOnlyList<ReviewItemId> TakenBySilence(ReviewState state, Func<ReviewItemId, bool> isHeld)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(isHeld);
        if (!state.Round.Rule.Has(ReviewSilence.Remove))
            return [];
        var taken = new List<ReviewItemId>();
        foreach (var right in state.Population.Where(i => isHeld(i.Id)).GroupBy(i => i.Id.Right))
        {
            if (state.Round.Rule.SilenceOf(right.Key) != ReviewSilence.Remove)
                continue;
            ReviewItemId[] silent = [.. right.Where(IsTaken).Select(i => i.Id).Order()];
            var stays = right.Any(i => !IsTaken(i) && state.LastOf(i.Id) is not ({ Choice: ReviewChoice.Remove }, _));
            // Somebody must still hold it: the first of them by number, so that each telling says the same.
            taken.AddRange(stays ? silent : silent.Skip(1));
        }
        taken.Sort();
        return taken;

        // わからない is no silence: somebody asked, and was not answered. It stays.
        bool IsTaken(ReviewItem item) => item.NotRemovable is null && state.LastOf(item.Id) is null;
    }

    /// <summary>What silence means for an item at the end of a round.</summary>
    /// <param name="state">The round.</param>
    /// <param name="item">An item that nobody decided about.</param>
    /// <param name="takes">What silence takes now (<see cref="TakenBySilence"/>).</param>
    /// <param name="told">What was shown a week before at least; null when nothing was.</param>
    /// <param name="at">The instant.</param>
    public static ReviewAnswer Silent(
        ReviewState state,
        ReviewItemId item,
        IReadOnlySet<ReviewItemId> takes,
        IReadOnlySet<ReviewItemId>? told,
        DateTimeOffset at
    )
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(takes);
        var isTaken = takes.Contains(item) && told?.Contains(item) == true;
        return new ReviewAnswer(item, isTaken ? ReviewChoice.Remove : ReviewChoice.Keep, null, at, "", false, 0);
    }

    /// <summary>True when it is time to show what silence would do.</summary>
    /// <param name="round">A round.</param>
    /// <param name="today">The day.</param>
    public static bool IsToTell(ReviewRound round, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(round);
        return round is { IsOpen: true, ToldOn: null }
            && round.Rule.Has(ReviewSilence.Remove)
            && today >= round.DueOn.AddDays(-ReviewRound.ToldDays);
    }

    /// <summary>
    /// True when the time of a right is over, each by what silence means for it: after an outage no earlier than a week after it was shown
    /// what silence takes.
    /// </summary>
    /// <param name="round">A round.</param>
    /// <param name="right">The right.</param>
    /// <param name="today">The day.</param>
    public static bool IsOver(ReviewRound round, EntitlementId right, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(round);
        return round.IsOpen
            && today > round.DueOn
            && !round.IsLookedAt(today)
            && round.Rule.SilenceOf(right) switch
            {
                ReviewSilence.Remove => round.ToldOn is { } told && today >= told.AddDays(ReviewRound.ToldDays),
                ReviewSilence.Escalate => round.EscalatedOn is { } since && today > since.AddDays(round.Rule.DueDays),
                _ => true,
            };
    }

    /// <summary>True when reviewers were silent about rights whose owners are asked then.</summary>
    /// <param name="state">A round.</param>
    /// <param name="today">The day.</param>
    public static bool IsToEscalate(ReviewState state, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(state);
        var round = state.Round;
        return round is { IsOpen: true, EscalatedOn: null }
            && round.Rule.Has(ReviewSilence.Escalate)
            && today > round.DueOn
            && state.Undecided.Any(i => round.Rule.SilenceOf(i.Id.Right) == ReviewSilence.Escalate);
    }
}
