using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Reviews;

namespace AccessGov.App.Texts;

/// <summary>What stands beside an item of a review, in words: the same on pages and on the command line. It decides nothing.</summary>
/// <param name="words">Texts.</param>
/// <param name="plans">Causes and reasons as sentences.</param>
/// <param name="policy">Names of units and rights.</param>
public sealed class BesideText(UiTexts words, PlanText plans, GovernancePolicy policy)
{
    /// <summary>Everything, a line each.</summary>
    /// <param name="item">The item.</param>
    /// <param name="beside">What is known beside it.</param>
    public IReadOnlyList<string> Lines(ReviewItem item, BesideItem beside)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(beside);
        string?[] lines =
        [
            .. Why(item.Ground, beside.Grounds),
            .. Stops(beside.Grounds),
            .. Conflicts(beside.Grounds),
            Past(beside.Past),
            SignIn(beside.SignIn),
            LongAgo(beside.SignIn),
        ];
        return [.. lines.OfType<string>()];
    }

    /// <summary>Everything that gives the right, a line each; where nothing does any more, what did when the round was opened.</summary>
    /// <param name="atOpening">What gave it then.</param>
    /// <param name="grounds">What gives it now.</param>
    public IReadOnlyList<string> Why(ReviewGround atOpening, RightGrounds grounds)
    {
        ArgumentNullException.ThrowIfNull(atOpening);
        ArgumentNullException.ThrowIfNull(grounds);
        if (grounds.Paths.Count > 0)
            return [.. grounds.Paths.Select(p => PathOf(p, grounds.Paths))];
        var then = atOpening switch
        {
            { Reference: { } reference } => words.Of("Portal.ReviewByRequest", reference),
            { Unit: { } unit } => words.Of("Portal.ReviewByDuty", NameOf(unit)),
            _ => null,
        };
        return [then is null ? words["Portal.ReviewByNothing"] : words.Of("Beside.NoLonger", then)];
    }

    /// <summary>What gave the right when the round was opened: the duty with the rule's id, the request, or nothing.</summary>
    /// <param name="ground">What gave it.</param>
    public string AtOpening(ReviewGround ground)
    {
        ArgumentNullException.ThrowIfNull(ground);
        return ground switch
        {
            { Reference: { } reference } => words.Of("Portal.ReviewByRequest", reference),
            { Rule: { } rule, Unit: { } unit } => words.Of("Beside.ByRule", NameOf(unit), rule),
            { Rule: { } rule } => rule.Value,
            _ => words["Portal.ReviewByNothing"],
        };
    }

    /// <summary>Why it is not in effect now, a line each.</summary>
    /// <param name="grounds">What is known.</param>
    public IReadOnlyList<string> Stops(RightGrounds grounds)
    {
        ArgumentNullException.ThrowIfNull(grounds);
        return [.. grounds.Stops.Select(s => words.Of("Beside.Stop", plans.Of(s)))];
    }

    /// <summary>What the person may not hold beside it, a line each.</summary>
    /// <param name="grounds">What is known.</param>
    public IReadOnlyList<string> Conflicts(RightGrounds grounds)
    {
        ArgumentNullException.ThrowIfNull(grounds);
        return
        [
            .. grounds.Conflicts.Select(c =>
                c.Exception is { } exception
                    ? words.Of("Beside.ConflictExcepted", plans.Name(c.Other), c.Rule.Id, exception.Reference, exception.Days.Until)
                    : words.Of("Beside.Conflict", plans.Name(c.Other), c.Rule.Id, c.Rule.Article)
            ),
        ];
    }

    /// <summary>What was said before, and what changed since.</summary>
    /// <param name="past">What is known.</param>
    public string Past(ItemPast past)
    {
        ArgumentNullException.ThrowIfNull(past);
        if (past.Before is not { } before)
            return past.NewSince is { } last ? words.Of("Beside.NewSince", When(last.On, last.Review)) : words["Beside.First"];
        var choice = words[$"Review.{ReviewChoiceCodes.Of(before.Choice)}"];
        var said = words.Of(
            "Beside.Before",
            When(before.On, before.Review),
            before.IsSilence ? words.Of("Beside.Silence", choice) : choice
        );
        return past.Changes.Count == 0
            ? said
            : said + words.Of("Beside.Since", string.Join(words["List.Between"], past.Changes.Select(ChangeOf)));
    }

    /// <summary>The last successful sign-in of the account, with the instant as of which it is known.</summary>
    /// <param name="signIn">What is known.</param>
    public string SignIn(LastSignIn signIn)
    {
        ArgumentNullException.ThrowIfNull(signIn);
        if (signIn.AsOf is not { } asOf)
            return words["Beside.SignInUnknown"];
        return signIn.On is { } on ? words.Of("Beside.SignIn", on, asOf) : words.Of("Beside.SignInUnknownAsOf", asOf);
    }

    /// <summary>A sentence where the account was not used for long; null otherwise, and where nobody knows.</summary>
    /// <param name="signIn">What is known.</param>
    public string? LongAgo(LastSignIn signIn)
    {
        ArgumentNullException.ThrowIfNull(signIn);
        return signIn.IsLongAgo ? words.Of("Beside.LongAgo", signIn.Days, signIn.AsOf) : null;
    }

    /// <summary>A rule is named where the unit alone would not tell one from another.</summary>
    private string PathOf(DesiredMembership path, IReadOnlyList<DesiredMembership> all)
    {
        var (by, since) = path switch
        {
            { Grant: { } grant } => (words.Of($"Beside.By{GrantKindCodes.Of(grant.Kind)}", grant.Reference), grant.Days.From),
            { Posting: { } posting, Rule: { } rule } => (
                all.Count(p => p.Posting?.Org == posting.Org) > 1
                    ? words.Of("Beside.ByRule", NameOf(posting.Org), rule.Id)
                    : words.Of("Portal.ReviewByDuty", NameOf(posting.Org)),
                posting.Days.From
            ),
            _ => throw new InvalidOperationException("A right is given by a rule or by a grant."),
        };
        return words.Of(path.Until is null ? "Beside.Path" : "Beside.PathUntil", by, since, path.Until);
    }

    private string When(DateOnly on, string? review) =>
        review is null ? words.Of("Beside.When", on) : words.Of("Beside.WhenOther", on, review);

    private string ChangeOf(PlaceChange change) =>
        change.IsMove
            ? words.Of("Beside.Moved", NameOf(change.From.Org), NameOf(change.To.Org), change.On)
            : words.Of("Beside.NewPost", change.From.Post, change.To.Post, change.On);

    private string NameOf(OrgCode unit) => policy.OrgChart.Find(unit)?.Name ?? unit.Value;
}
