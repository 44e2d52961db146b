using AccessGov.App.Work;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Reviews.Rounds;

/// <summary>What reviews say of who should have what: a family of facts of its own.</summary>
/// <param name="Removals">Rights that they took.</param>
/// <param name="Overdue">Rights that nobody decided about in time, by worker and right.</param>
internal sealed record ReviewFacts(IReadOnlyList<ReviewRemoval> Removals, IReadOnlyList<OverdueReview> Overdue)
{
    /// <summary>Loads it.</summary>
    public static async Task<ReviewFacts> LoadAsync(Workspace workspace, CancellationToken ct)
    {
        var book = await ReviewBook.ReadAsync(workspace, ct);
        return new ReviewFacts(book.Removals, book.Overdue);
    }

    /// <summary>The facts, with these among them.</summary>
    public Facts In(Facts others) =>
        others with
        {
            Removals = Removals,
            OverdueReviews = new Known<IReadOnlyList<OverdueReview>>.Whole(Overdue),
        };
}
