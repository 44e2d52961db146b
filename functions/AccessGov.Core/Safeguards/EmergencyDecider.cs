using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Safeguards;

/// <summary>
/// Whether a sealed account may be opened, and when it must be shut. Opening takes two people, a reason and an hour at which it ends;
/// shutting takes one, because taking is not giving; the review is by somebody who did neither.
/// </summary>
public static class EmergencyDecider
{
    /// <summary>Whoever opens one in an emergency writes so many characters about it.</summary>
    public const int ShortestReason = 5;

    /// <summary>So long somebody else may agree.</summary>
    public static readonly TimeSpan AskedFor = TimeSpan.FromMinutes(60);

    /// <summary>An opening whose outcome nobody told by then was interrupted: the directory is looked at.</summary>
    public static readonly TimeSpan SettledWithin = TimeSpan.FromMinutes(2);

    /// <summary>Clocks of two machines may differ so much.</summary>
    public static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    /// <summary>Whether the policy seals an account of this name.</summary>
    /// <param name="accounts">The protected accounts.</param>
    /// <param name="name">A user principal name.</param>
    /// <returns>The entry; null when none does.</returns>
    public static ProtectedAccount? SealedOf(IReadOnlyList<ProtectedAccount> accounts, string name)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        return accounts.FirstOrDefault(a =>
            a.IsSealed && string.Equals(a.UserPrincipalName, name, StringComparison.OrdinalIgnoreCase)
        );
    }

    /// <summary>Why somebody may not ask; null when nothing speaks against it.</summary>
    /// <param name="entry">What the policy says of the account; null for nothing.</param>
    /// <param name="wish">The wish as it would be kept.</param>
    /// <param name="former">What is asked for the account already; null for nothing.</param>
    /// <param name="openings">All openings that the record tells of.</param>
    /// <param name="by">Who asks.</param>
    public static Refusal? CannotAsk(
        ProtectedAccount? entry,
        EmergencyWish wish,
        EmergencyWish? former,
        IReadOnlyList<EmergencyOpening> openings,
        Approver by
    )
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(openings);
        if (CannotServe(by) is { } cannot)
            return cannot;
        if (entry is not { IsSealed: true })
            return new Refusal("emergency-not-sealed", wish.Account, 0, 1);
        if (!VisibleText.IsReason(wish.Reason) || wish.Reason.Trim().Length < ShortestReason)
            return new Refusal("emergency-reason", wish.Account, wish.Reason.Length, ShortestReason);
        if (wish.Hours < 1 || wish.Hours > entry.MaxHours)
            return new Refusal("emergency-hours", wish.Account, wish.Hours, entry.MaxHours);
        if (openings.Any(o => !o.IsOver && o.Account == wish.Account))
            return new Refusal("emergency-open-already", wish.Account, 1, 0);
        return former is not null && Stands(former, wish.At) && former.By != wish.By
            ? new Refusal("emergency-asked-already", wish.Account, 1, 0)
            : null;
    }

    /// <summary>Why an approver may not have it opened now; null when he may. What was asked is looked at anew.</summary>
    /// <param name="wish">What was asked; null for nothing.</param>
    /// <param name="asker">Who asked, as personnel and the table of operators know the person now.</param>
    /// <param name="entry">What the policy says of the account now; null for nothing.</param>
    /// <param name="account">The account as it is now; null for none.</param>
    /// <param name="openings">All openings that the record tells of.</param>
    /// <param name="by">Who agrees, and every other number the person is known under.</param>
    /// <param name="now">The instant.</param>
    /// <param name="latest">The latest instant of which the record tells.</param>
    public static Refusal? CannotAgree(
        EmergencyWish? wish,
        Approver? asker,
        ProtectedAccount? entry,
        DirectoryAccount? account,
        IReadOnlyList<EmergencyOpening> openings,
        (Approver Person, IReadOnlyList<EmployeeId> AlsoKnownAs) by,
        DateTimeOffset now,
        DateTimeOffset latest
    )
    {
        if (CannotServe(by.Person) is { } cannot)
            return cannot;
        if (by.Person.Lacks(OperatorRole.Approver) is { } lacks)
            return lacks;
        if (latest - now > ClocksDiffer)
            return new Refusal("emergency-clock-behind", by.Person.Id.Value, (int)(latest - now).TotalMinutes, 0);
        if (wish is null || asker is null || !Stands(wish, now))
            return new Refusal("emergency-not-asked", wish?.Account ?? "", 0, 1);
        if (by.AlsoKnownAs.Append(by.Person.Id).Any(id => AreAlike(id, wish.By)))
            return new Refusal("emergency-by-one", by.Person.Id.Value, 1, 2);
        if (CannotServe(asker) is not null)
            return new Refusal("emergency-asker-gone", wish.By.Value, 0, 1);
        return CannotAsk(entry, wish, null, openings, asker) ?? CannotOpen(wish.Account, entry!, account);
    }

    /// <summary>Why somebody may not take a wish back; null when he may.</summary>
    /// <param name="wish">What was asked; null for nothing.</param>
    /// <param name="by">Who wants it taken back: anybody who works with the product, because nothing is given by it.</param>
    public static Refusal? CannotWithdraw(EmergencyWish? wish, Approver by) =>
        CannotServe(by) ?? (wish is null ? new Refusal("emergency-not-asked", "", 0, 1) : null);

    /// <summary>Why somebody may not have an account shut; null when he may: whoever works with the product.</summary>
    /// <param name="by">Who.</param>
    public static Refusal? CannotEnd(Approver by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.IsHeld || !by.Roles.Any(r => r != OperatorRole.Auditor)
            ? new Refusal("emergency-needs-operator", by.Id.Value, 0, 1)
            : null;
    }

    /// <summary>Why somebody may not review an opening; null when he may.</summary>
    /// <param name="opening">The opening; null for one that the record does not tell of.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="by">Who reviews, and every other number the person is known under.</param>
    public static Refusal? CannotReview(
        EmergencyOpening? opening,
        string result,
        (Approver Person, IReadOnlyList<EmployeeId> AlsoKnownAs) by
    )
    {
        ArgumentNullException.ThrowIfNull(result);
        if (CannotServe(by.Person) is { } cannot)
            return cannot;
        if (by.Person.Lacks(OperatorRole.Officer) is { } lacks)
            return lacks;
        if (opening is not { AwaitsReview: true })
            return new Refusal("emergency-nothing-to-review", opening?.Id ?? "", 0, 1);
        if (!opening.IsOver)
            return new Refusal("emergency-still-open", opening.Id, 1, 0);
        if (by.AlsoKnownAs.Append(by.Person.Id).Any(id => AreAlike(id, opening.Wish.By) || AreAlike(id, opening.AgreedBy)))
            return new Refusal("emergency-own-review", by.Person.Id.Value, 1, 0);
        return VisibleText.IsReason(result) && result.Trim().Length >= ShortestReason
            ? null
            : new Refusal("emergency-reason", opening.Id, result.Length, ShortestReason);
    }

    /// <summary>True while somebody else may still agree.</summary>
    /// <param name="wish">What was asked.</param>
    /// <param name="now">The instant.</param>
    public static bool Stands(EmergencyWish wish, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(wish);
        return now >= wish.At && now - wish.At <= AskedFor;
    }

    /// <summary>
    /// True when it has to be shut: its hour has come, somebody wants it, or the clock was set back, by which it would be open for longer
    /// than two people agreed to.
    /// </summary>
    /// <param name="opening">An opening.</param>
    /// <param name="now">The instant.</param>
    /// <param name="latest">The latest instant that anybody saw.</param>
    public static bool IsDue(EmergencyOpening opening, DateTimeOffset now, DateTimeOffset latest)
    {
        ArgumentNullException.ThrowIfNull(opening);
        return !opening.IsOver && (opening.ClosingAt is not null || now >= opening.Until || latest - now > ClocksDiffer);
    }

    /// <summary>True when nobody told what came of it and whoever was at it has had the time.</summary>
    /// <param name="opening">An opening.</param>
    /// <param name="now">The instant.</param>
    public static bool IsUnsettled(EmergencyOpening opening, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(opening);
        return opening is { IsOver: false, OpenedAt: null } && now - opening.AgreedAt > SettledWithin;
    }

    private static Refusal? CannotServe(Approver by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (CannotEnd(by) is { } cannot)
            return cannot;
        return by is { IsKnown: true, IsOnDuty: true } ? null : new Refusal("emergency-needs-operator", by.Id.Value, 0, 1);
    }

    /// <summary>The account must be the sealed one and shut: what is open already was opened by somebody else.</summary>
    private static Refusal? CannotOpen(string name, ProtectedAccount entry, DirectoryAccount? account)
    {
        if (
            account is null
            || !string.Equals(account.UserPrincipalName, name, StringComparison.OrdinalIgnoreCase)
            || (entry.ObjectId is { } id && id != account.ObjectId)
        )
            return new Refusal("emergency-no-account", name, 0, 1);
        if (account.IsGuest)
            return new Refusal("emergency-guest", name, 0, 1);
        return account.Enabled ? new Refusal("emergency-enabled-outside", name, 1, 0) : null;
    }

    private static bool AreAlike(EmployeeId one, EmployeeId other) => NumberForm.Fold(one.Value) == NumberForm.Fold(other.Value);
}
