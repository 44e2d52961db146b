using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Reviews;

/// <summary>利用者ID棚卸記録: every item of a round, who decided what and why, and what became of it.</summary>
public static class ReviewRecord
{
    /// <summary>One line.</summary>
    /// <param name="Item">The item.</param>
    /// <param name="Answer">What was said last; null while nothing was.</param>
    /// <param name="Receipt">受付番号; null while nothing was handed in.</param>
    /// <param name="Effect">The day on which a removal takes effect; null where the right stays.</param>
    /// <param name="ProvedAt">When the directory was read back without it; null while it was not.</param>
    /// <param name="Reviewer">Who is to decide now; null where it is decided, or nobody may.</param>
    public sealed record Line(
        ReviewItem Item,
        ReviewAnswer? Answer,
        string? Receipt,
        DateOnly? Effect,
        DateTimeOffset? ProvedAt,
        EmployeeId? Reviewer
    )
    {
        /// <summary>True where silence takes it at the end of the round, as it was shown.</summary>
        public bool IsTold { get; init; }
    }

    /// <summary>The record of a round as it stands.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="round">The round.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Line>> OfAsync(Workspace workspace, ReviewRound round, CancellationToken ct)
    {
        var book = await ReviewBook.ReadAsync(workspace, ct);
        var state = await book.StateAsync(workspace, round, ct);
        var people = await ReviewPeople.OfAsync(workspace, ct);
        var removals = book.Removals.ToDictionary(r => (new ReviewItemId(r.Worker, r.Entitlement), r.Reference));
        HashSet<ReviewItemId> told = round is { IsOpen: true, Told: { } kept }
            ? [.. await workspace.Kept.ValueAsync<List<ReviewItemId>>(kept, ct)]
            : [];
        return [.. state.Population.Select(LineOf)];

        Line LineOf(ReviewItem item)
        {
            var last = state.LastOf(item.Id);
            var reviewer = state.IsDecided(item.Id) || !round.IsOpen ? null : people.ReviewerOf(state, item);
            if (last is not (var answer, var submission))
                return new Line(item, null, null, null, null, reviewer) { IsTold = told.Contains(item.Id) };
            ReviewRemoval? removal =
                answer.Choice == ReviewChoice.Remove ? removals.GetValueOrDefault((item.Id, submission.Receipt)) : null;
            return new Line(item, answer, submission.Receipt, removal?.From, removal is null ? null : book.ProvedAt(removal), reviewer);
        }
    }
}
