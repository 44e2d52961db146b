using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>One 棚卸し that the policy asks for: which rights, how often, who is asked first, and what silence means.</summary>
/// <param name="Id">Name in the policy; a round is named after it and its month.</param>
/// <param name="Name">Name on screens.</param>
/// <param name="Rights">Rights that are reviewed, in order; never those of 独自系.</param>
/// <param name="From">First day of the first round.</param>
/// <param name="EveryMonths">Months between the first days of two rounds, 1 to 24.</param>
/// <param name="DueDays">Days that the reviewers have, 8 to 90: what silence would do is shown a week before.</param>
/// <param name="UndoDays">Days until a decision takes effect, 0 to 30; until then it may be taken back.</param>
/// <param name="OwnerFirst">True where the owner of the right is asked instead of 所属長.</param>
/// <param name="Silence">What becomes of a right that nobody decided about in time, unless its zone says otherwise.</param>
/// <param name="Article">Article under which it is held.</param>
public sealed record ReviewRule(
    RuleId Id,
    string Name,
    IReadOnlyList<EntitlementId> Rights,
    DateOnly From,
    int EveryMonths,
    int DueDays,
    int UndoDays,
    bool OwnerFirst,
    ReviewSilence Silence,
    Article Article
)
{
    /// <summary>
    /// True for a review of whoever has moved (異動): what they kept from before is asked about within days; it has no rhythm.
    /// </summary>
    public bool OfMovers { get; init; }

    /// <summary>What the policy says the review is about; its <see cref="Rights"/> are those that this named. Rounds that were opened
    /// before the policy could say more name nothing.</summary>
    public ReviewScope Scope { get; init; } = new();

    /// <summary>True where of a right of the review only some who hold it are asked about.</summary>
    public bool IsOfSome() => OfMovers || Scope.IsOfSome();

    /// <summary>Where silence means something else, by zone; empty where it means the same for every right.</summary>
    public IReadOnlyList<ZoneSilence> SilenceFor { get; init; } = [];

    /// <summary>What becomes of a right that nobody decided about in time.</summary>
    /// <param name="right">The right.</param>
    public ReviewSilence SilenceOf(EntitlementId right)
    {
        foreach (var zone in SilenceFor)
            if (zone.Rights.Contains(right))
                return zone.Silence;
        return Silence;
    }

    /// <summary>True where silence may mean this for a right of the review.</summary>
    /// <param name="silence">What it may mean.</param>
    public bool Has(ReviewSilence silence) => Silence == silence || SilenceFor.Any(z => z.Silence == silence);

    /// <summary>
    /// So many days before its end whoever has not answered is reminded by mail, the farthest first.
    /// </summary>
    public IReadOnlyList<int> RemindDays { get; init; } = UsualReminders(LongTerm);

    /// <summary>From so many days on a review has a week that is worth a reminder.</summary>
    private const int LongTerm = 14;

    /// <summary>When the policy does not say: a week and a day before the end; in a short one, three days and a day.</summary>
    /// <param name="dueDays">Days that the reviewers have.</param>
    public static IReadOnlyList<int> UsualReminders(int dueDays) => dueDays >= LongTerm ? [7, 1] : [3, 1];

    /// <summary>The first day of the round that the day lies in or after; null before the first.</summary>
    /// <param name="on">A day.</param>
    public DateOnly? RoundOf(DateOnly on)
    {
        if (on < From)
            return null;
        var months = (on.Year - From.Year) * 12 + on.Month - From.Month - (on.Day < From.Day ? 1 : 0);
        return From.AddMonths(months / EveryMonths * EveryMonths);
    }
}
