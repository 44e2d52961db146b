using AccessGov.Core.Kernel;

namespace AccessGov.Core.Reviews;

/// <summary>Whether somebody may type a sheet of paper, and whether two people have typed the same.</summary>
public static class PaperDecider
{
    /// <summary>Most rights on one sheet: whoever has more answers on the screen.</summary>
    public const int MostLines = 400;

    /// <summary>Why somebody may not type anything of a sheet, whatever he types; null when he may.</summary>
    /// <param name="by">Who types.</param>
    /// <param name="reviewer">Whose sheet it is.</param>
    /// <param name="isSubject">Whether the reviewer decides about the one who types in this round.</param>
    public static Refusal? CannotType(EmployeeId by, EmployeeId reviewer, bool isSubject) =>
        by == reviewer || isSubject ? new Refusal("review-paper-own", by.Value, 1, 0) : null;

    /// <summary>Why a sheet may not be typed as it is; null when it may. A right without a mark is no answer.</summary>
    /// <param name="state">The round.</param>
    /// <param name="items">What stands on the sheet, in order.</param>
    /// <param name="entry">What was typed.</param>
    /// <param name="today">The day.</param>
    /// <param name="isGiven">Whether anything gives a right today, in effect or withheld.</param>
    public static Refusal? CannotEnter(
        ReviewState state,
        IReadOnlyList<ReviewItem> items,
        PaperEntry entry,
        DateOnly today,
        Func<ReviewItemId, bool> isGiven
    )
    {
        ArgumentNullException.ThrowIfNull(isGiven);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(entry);
        if (items.Count > MostLines)
            return new Refusal("review-paper-long", entry.Sheet, items.Count, MostLines);
        if (entry.SignedOn < state.Round.OpenedOn || entry.SignedOn > today)
            return new Refusal("review-paper-date", $"{state.Round.OpenedOn:yyyy-MM-dd}–{today:yyyy-MM-dd}", 0, 1);
        if (!entry.Lines.Select(l => l.Item).SequenceEqual(items.Select(i => i.Id)))
            return new Refusal("review-paper-incomplete", entry.Sheet, entry.Lines.Count, items.Count);
        var answers = Answers(entry, entry.At);
        foreach (var answer in answers)
            if (ReviewDecider.CannotAnswer(state, answer, entry.Reviewer, isGiven(answer.Item)) is { } why)
                return why;
        return answers.Count == 0 ? new Refusal("review-nothing-to-submit", state.Round.Id, 0, 1) : null;
    }

    /// <summary>What the reviewer decided, by what was typed.</summary>
    /// <param name="entry">What was typed.</param>
    /// <param name="at">When it counts.</param>
    public static IReadOnlyList<ReviewAnswer> Answers(PaperEntry entry, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return
        [
            .. entry
                .Lines.Where(l => l.Choice is not null)
                .Select(l => new ReviewAnswer(l.Item, l.Choice!.Value, entry.Reviewer, at, l.Reason, false, 0)),
        ];
    }

    /// <summary>The rights that two people typed differently, in order.</summary>
    /// <param name="one">What one typed.</param>
    /// <param name="other">What the other typed of the same sheet.</param>
    public static IReadOnlyList<ReviewItemId> Differing(PaperEntry one, PaperEntry other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var said = other.Lines.ToDictionary(l => l.Item);
        return [.. one.Lines.Where(l => !said.TryGetValue(l.Item, out var same) || !l.SaysAs(same)).Select(l => l.Item)];
    }

    /// <summary>True when two people read the same sheet, and the same on it.</summary>
    /// <param name="one">What one typed.</param>
    /// <param name="other">What the other typed.</param>
    public static bool Agree(PaperEntry one, PaperEntry other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.By != other.By
            && (one.Sheet, one.Reviewer, one.SignedOn, one.Lines.Count) == (other.Sheet, other.Reviewer, other.SignedOn, other.Lines.Count)
            && Differing(one, other).Count == 0;
    }

    /// <summary>
    /// True where answers are what two people typed of a sheet, neither of them the reviewer nor somebody on it. Asked of whatever the
    /// store says was handed in on paper.
    /// </summary>
    /// <param name="paper">What is said of the paper.</param>
    /// <param name="first">What the first typed last; null for nothing.</param>
    /// <param name="second">What the second typed last; null for nothing.</param>
    /// <param name="answers">What is said to be the reviewer's answers.</param>
    public static bool IsBorneOut(ReviewPaper paper, PaperEntry? first, PaperEntry? second, IReadOnlyList<ReviewAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(answers);
        if (first is null || second is null || !Agree(first, second))
            return false;
        if ((first.By, second.By, second.Reviewer, second.SignedOn) != (paper.EnteredBy, paper.ConfirmedBy, paper.Reviewer, paper.SignedOn))
            return false;
        EmployeeId[] typed = [paper.EnteredBy, paper.ConfirmedBy];
        return !typed.Contains(paper.Reviewer)
            && second.Lines.All(l => !typed.Contains(l.Item.Worker) && l.Item.Worker != paper.Reviewer)
            && answers.All(a => a.By == paper.Reviewer)
            && Answers(second, default)
                .Select(a => (a.Item, a.Choice, a.Reason))
                .SequenceEqual(answers.Select(a => (a.Item, a.Choice, a.Reason)));
    }
}
