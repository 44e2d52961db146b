namespace AccessGov.Core.Campaign;

/// <summary>
/// Whether a reviewer who has not answered everything gets a mail now: when a round opens items for him, when more came to him since, and
/// on the days on which the policy reminds. At most one a day.
/// </summary>
public static class ReviewCallDecider
{
    /// <summary>What is known of a reviewer with open items of one open round.</summary>
    /// <param name="LastDay">The last day on which he decides.</param>
    /// <param name="RemindDays">So many days before it he is reminded.</param>
    /// <param name="Had">Items that are his, and those that he answered.</param>
    /// <param name="IsOnDuty">True when at work today.</param>
    /// <param name="IsHeld">True when kept out whatever HR says.</param>
    /// <param name="History">Former mails of this round.</param>
    /// <param name="MailedOn">The city's day of the last one; null for none.</param>
    public sealed record Case(
        DateOnly LastDay,
        IReadOnlyList<int> RemindDays,
        int Had,
        bool IsOnDuty,
        bool IsHeld,
        MailHistory History,
        DateOnly? MailedOn
    );

    /// <summary>Why not, as far as the directory need not be asked; null when nothing is against it.</summary>
    /// <param name="reviewer">The reviewer.</param>
    /// <param name="now">The instant.</param>
    /// <param name="today">The city's day.</param>
    /// <param name="isWorking">Whether something is sent on a day.</param>
    public static NoMail? WhyNot(Case reviewer, DateTimeOffset now, DateOnly today, Func<DateOnly, bool> isWorking)
    {
        ArgumentNullException.ThrowIfNull(reviewer);
        if (ReminderDecider.IsAway(reviewer.IsOnDuty, reviewer.IsHeld) is { } away)
            return away;
        if (reviewer.MailedOn is { } mailed)
        {
            var isReminded = NoticeDays.Newest(reviewer.LastDay, reviewer.RemindDays, today, isWorking) > mailed;
            if (mailed >= today || !(isReminded || reviewer.Had > reviewer.History.Items))
                return NoMail.Told;
        }
        return ReminderDecider.IsPaused(reviewer.History, now) ? NoMail.Refused : null;
    }
}
