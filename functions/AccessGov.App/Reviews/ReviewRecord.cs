using System.Collections;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
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

        /// <summary>
        /// True where the item ended with who left, and the person serves again after the end of the round: nobody was asked.
        /// </summary>
        public bool IsLeft { get; init; }

        /// <summary>What was typed from paper, and by whom; null where it was handed in on the screen.</summary>
        public ReviewPaper? Paper { get; init; }
    }

    /// <summary>Figures of a round as it stands.</summary>
    /// <param name="Keeps">Rights that stay.</param>
    /// <param name="Removes">Rights that are taken.</param>
    /// <param name="Unanswered">Rights that nobody decided about, わからない among them.</param>
    /// <param name="Silent">Of the decided ones those that silence decided.</param>
    /// <param name="Proved">Of the taken ones those that were read back.</param>
    public sealed record Figures(int Keeps, int Removes, int Unanswered, int Silent, int Proved);

    /// <summary>The record of a round as it stands: a line is made when it is asked for.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="round">The round.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Line>> OfAsync(Workspace workspace, ReviewRound round, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(round);
        var book = await ReviewBook.ReadAsync(workspace, ct);
        var state = await book.StateAsync(workspace, round, ct);
        var people = await ReviewPeople.OfAsync(workspace, ct);
        var told = round is { IsOpen: true, Told: { } kept }
            ? await workspace.Parsed.ValueAsync<HashSet<ReviewItemId>>("told " + round.Id, kept, ct)
            : [];
        return new MadeLines(state.Items.All.Count, LineOf);

        Line LineOf(int at)
        {
            var item = state.Items.All[at];
            var isAsked = round.IsOpen ? !state.IsDecidedAt(at) : round.Stopped is null && state.IsDrawn(item.Id);
            var reviewer = isAsked ? people.ReviewerOf(state, item) : null;
            if (state.LastAt(at) is not (var answer, var submission))
                return new Line(item, null, null, null, null, reviewer) { IsTold = told.Contains(item.Id) };
            var removal = answer.Choice == ReviewChoice.Remove ? book.RemovalOf(item.Id, submission.Receipt) : null;
            var provedAt = removal is null ? null : book.ProvedAt(removal);
            return new Line(item, answer, submission.Receipt, removal?.From, provedAt, reviewer)
            {
                Paper = submission.Paper,
                IsLeft = !round.IsOpen && answer.Choice == ReviewChoice.Gone && people.Serves(item.Id.Worker),
            };
        }
    }

    /// <summary>Counts, once for all who ask before something else is handed in.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="round">The round.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Figures> FiguresAsync(Workspace workspace, ReviewRound round, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(round);
        var book = await ReviewBook.ReadAsync(workspace, ct);
        var state = await book.StateAsync(workspace, round, ct);
        return book.Once(round.Id, Counted);

        Figures Counted()
        {
            var (keeps, removes, silent, proved) = (0, 0, 0, 0);
            for (var at = 0; at < state.Items.All.Count; at++)
            {
                if (state.LastAt(at) is not (var answer, var submission))
                    continue;
                keeps += answer.Choice == ReviewChoice.Keep ? 1 : 0;
                silent += answer is { By: null, Choice: ReviewChoice.Keep or ReviewChoice.Remove } ? 1 : 0;
                if (answer.Choice != ReviewChoice.Remove)
                    continue;
                removes++;
                proved += book.RemovalOf(answer.Item, submission.Receipt) is { } removal && book.ProvedAt(removal) is not null ? 1 : 0;
            }
            return new Figures(keeps, removes, state.Items.All.Count - state.Decided, silent, proved);
        }
    }

    private sealed class MadeLines(int count, Func<int, Line> make) : IReadOnlyList<Line>
    {
        public int Count => count;

        public Line this[int index] => make(index);

        public IEnumerator<Line> GetEnumerator() => Enumerable.Range(0, count).Select(make).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
