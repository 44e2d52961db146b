using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.Core.Reviews;

/// <summary>What was said of a right of a person in an earlier round.</summary>
/// <param name="Review">Name of the review; null where it is the same one.</param>
/// <param name="On">The day on which it was said.</param>
/// <param name="Choice">What.</param>
/// <param name="IsSilence">True where nobody said anything in time.</param>
public sealed record FormerAnswer(string? Review, DateOnly On, ReviewChoice Choice, bool IsSilence);

/// <summary>A person serves mainly elsewhere, or as something else, than before.</summary>
/// <param name="From">Where and as what before.</param>
/// <param name="To">Where and as what since.</param>
public sealed record PlaceChange(Posting From, Posting To)
{
    /// <summary>The first day.</summary>
    public DateOnly On => To.Days.From;

    /// <summary>True where the unit is another one, and not the post alone.</summary>
    public bool IsMove => From.Org != To.Org;

    /// <summary>
    /// Changes of somebody's 本務 after a day until another, oldest first. Where nobody knows what was before, nothing changed.
    /// </summary>
    /// <param name="worker">Who.</param>
    /// <param name="after">The day.</param>
    /// <param name="until">The other day.</param>
    public static IReadOnlyList<PlaceChange> Of(Worker worker, DateOnly after, DateOnly until)
    {
        ArgumentNullException.ThrowIfNull(worker);
        Posting[] main = [.. worker.Postings.Where(p => p.Kind == PostingKind.Primary).OrderBy(p => p.Days.From)];
        return
        [
            .. main.Skip(1)
                .Select((to, at) => new PlaceChange(main[at], to))
                .Where(c => c.On > after && c.On <= until && (c.IsMove || c.From.Post != c.To.Post)),
        ];
    }
}

/// <summary>What the record tells of an item from before its round.</summary>
/// <param name="Before">What was said last; null for nothing.</param>
/// <param name="NewSince">Where nothing was said: the last round of the same right that is over; null where there was none.</param>
/// <param name="Changes">Where the person serves since what was said last.</param>
public sealed record ItemPast(FormerAnswer? Before, FormerRound? NewSince, IReadOnlyList<PlaceChange> Changes);

/// <summary>An earlier round of a right.</summary>
/// <param name="Review">Name of the review; null where it is the same one.</param>
/// <param name="On">The day on which it was opened.</param>
public sealed record FormerRound(string? Review, DateOnly On);

/// <summary>What stands beside an item when somebody reads it: computed then, and no part of the record.</summary>
/// <param name="SignIn">The last successful sign-in of the account.</param>
/// <param name="Past">What was said before, and what changed since.</param>
/// <param name="Grounds">Everything that gives the right, keeps it from being in effect, or speaks against it.</param>
public sealed record BesideItem(LastSignIn SignIn, ItemPast Past, RightGrounds Grounds);
