using AccessGov.Core.Directory;

namespace AccessGov.Core.Campaign;

/// <summary>Whether somebody who needs a key and has none gets a mail now.</summary>
public static class ReminderDecider
{
    /// <summary>At most one mail a person in so long.</summary>
    public static readonly TimeSpan Rhythm = TimeSpan.FromDays(7);

    /// <summary>A refused address is not tried again before.</summary>
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromHours(20);

    /// <summary>What was written by a clock that was ahead so far is passed over, or the person would never be written to again.</summary>
    private static readonly TimeSpan ClockAhead = TimeSpan.FromDays(1);

    /// <summary>What personnel, the register and former mails say of somebody.</summary>
    /// <param name="IsUnknown">True when nobody can tell whether the person has a key.</param>
    /// <param name="IsOnDuty">True when at work today.</param>
    /// <param name="IsHeld">True when kept out whatever HR says.</param>
    /// <param name="History">Former mails.</param>
    public sealed record Case(bool IsUnknown, bool IsOnDuty, bool IsHeld, MailHistory History);

    /// <summary>Why not, as far as the directory need not be asked; null when nothing is against it.</summary>
    /// <param name="person">The person.</param>
    /// <param name="now">The instant.</param>
    public static NoMail? WhyNot(Case person, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.IsUnknown ? NoMail.Unknown
            : IsAway(person.IsOnDuty, person.IsHeld) is { } away ? away
            : IsWithin(person.History.MailedAt, Rhythm, now) ? NoMail.Recent
            : IsPaused(person.History, now) ? NoMail.Refused
            : null;
    }

    /// <summary>Why nobody writes to the person at all; null when somebody may.</summary>
    /// <param name="isOnDuty">True when at work today.</param>
    /// <param name="isHeld">True when kept out whatever HR says.</param>
    internal static NoMail? IsAway(bool isOnDuty, bool isHeld) =>
        !isOnDuty ? NoMail.NotOnDuty
        : isHeld ? NoMail.Held
        : null;

    /// <summary>True while a refused address is not tried again.</summary>
    /// <param name="history">Former mails.</param>
    /// <param name="now">The instant.</param>
    internal static bool IsPaused(MailHistory history, DateTimeOffset now) =>
        IsWithin(history.RefusedAt, history.Refusals >= MailHistory.ManyRefusals ? Rhythm : AfterRefusal, now);

    /// <summary>Why not to these accounts; null, and the address, when nothing is against it.</summary>
    /// <param name="accounts">Every account that carries the person's number.</param>
    public static (NoMail? Why, string Address) AddressOf(IReadOnlyList<DirectoryAccount> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        return accounts switch
        {
            [] => (NoMail.NoAccount, ""),
            [{ IsGuest: false } only] => !only.Enabled ? (NoMail.AccountDisabled, "")
            : MailAddress.IsOne(only.UserPrincipalName) ? (null, only.UserPrincipalName)
            : (NoMail.NoAddress, ""),
            _ => (NoMail.AccountUnclear, ""),
        };
    }

    private static bool IsWithin(DateTimeOffset? at, TimeSpan span, DateTimeOffset now) =>
        at is { } then && now - then < span && now - then > -ClockAhead;
}
