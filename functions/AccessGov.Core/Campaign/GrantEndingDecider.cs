using AccessGov.Core.Requests;

namespace AccessGov.Core.Campaign;

/// <summary>Whether somebody is told by mail that rights by request end: two weeks before, and three days.</summary>
public static class GrantEndingDecider
{
    /// <summary>So many days before the last one.</summary>
    public static IReadOnlyList<int> DaysBefore { get; } = [14, 3];

    /// <summary>What is known of somebody of whom rights end on one day.</summary>
    /// <param name="LastDay">That day.</param>
    /// <param name="IsOnDuty">True when at work today.</param>
    /// <param name="IsHeld">True when kept out whatever HR says.</param>
    /// <param name="History">Former mails of this end.</param>
    /// <param name="MailedOn">The city's day of the last one; null for none.</param>
    public sealed record Case(DateOnly LastDay, bool IsOnDuty, bool IsHeld, MailHistory History, DateOnly? MailedOn);

    /// <summary>
    /// Requests of which the end is to be told: in force, not given after the day on which it was to be told, and not gone on from: whoever
    /// has the right for longer by another one need not be told.
    /// </summary>
    /// <param name="ledger">Every request.</param>
    /// <param name="today">The city's day.</param>
    /// <param name="isWorking">Whether something is sent on a day.</param>
    public static IReadOnlyList<RightRequest> Ending(RequestLedger ledger, DateOnly today, Func<DateOnly, bool> isWorking)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var inForce = ledger.All.Where(r => r.StateOn(today) == RequestState.InForce).ToArray();
        var longest = inForce.GroupBy(r => (r.Subject, r.Right)).ToDictionary(g => g.Key, g => g.Max(r => r.Until));
        return
        [
            .. inForce.Where(r =>
                r.Until == longest[(r.Subject, r.Right)] && NoticeDays.Newest(r.Until, DaysBefore, today, isWorking) > r.From
            ),
        ];
    }

    /// <summary>Why not, as far as the directory need not be asked; null when nothing is against it.</summary>
    /// <param name="holder">Whose rights end.</param>
    /// <param name="now">The instant.</param>
    /// <param name="today">The city's day.</param>
    /// <param name="isWorking">Whether something is sent on a day.</param>
    public static NoMail? WhyNot(Case holder, DateTimeOffset now, DateOnly today, Func<DateOnly, bool> isWorking)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return ReminderDecider.IsAway(holder.IsOnDuty, holder.IsHeld)
            ?? (
                holder.MailedOn is { } mailed && !(NoticeDays.Newest(holder.LastDay, DaysBefore, today, isWorking) > mailed) ? NoMail.Told
                : ReminderDecider.IsPaused(holder.History, now) ? NoMail.Refused
                : null
            );
    }
}
