using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>
/// On what ground an account is created, opened, shut or deleted. One place for the planner and for the look before the effect.
/// Terms: an account that is shut is *explained* when facts asked for that on the day it was shut, or the product shut it because they did;
/// then whatever they ask now is news. Premise: who else shuts an account of somebody on duty knows something that HR does not.
/// Consequence: nobody is opened or made anew against that without people.
/// </summary>
internal static class AccountGrounds
{
    /// <summary>Somebody who began so many days ago at most may still be without an account: orders are told late.</summary>
    private const int LateOrderDays = 31;

    /// <summary>True when nothing keeps the account enabled, and that is known: HR says when service begins, or that it ended.</summary>
    public static bool IsShutDue(WorkerDesire desire) =>
        desire.Held is not null || !(desire.Standing.KeepsEnabled || IsUntold(desire.Standing));

    /// <summary>Why an account is shut; call when <see cref="IsShutDue"/>.</summary>
    public static Cause WhyShut(WorkerDesire desire) => desire.Held is { } held ? new Cause.Held(held.Since) : WhyTaken(desire);

    /// <summary>Why somebody who does not serve loses rights.</summary>
    public static Cause WhyTaken(WorkerDesire desire) =>
        desire.Standing switch
        {
            Standing.Ended ended => new Cause.Left(ended.LastDay, ended.Last.EndsAtOnce),
            Standing.OnLeave leave => new Cause.OnLeave(leave.Leave),
            Standing.Preparing preparing => new Cause.Joins(preparing.Term.Days.From),
            Standing.Upcoming upcoming => new Cause.Joins(upcoming.From),
            _ => throw new InvalidOperationException($"{desire.Standing} takes nothing."),
        };

    /// <summary>Why a shut account is opened.</summary>
    /// <param name="desire">What should be: enabled.</param>
    /// <param name="past">Since when it is shut, and by whom.</param>
    /// <param name="hold">The hold that stood against the worker, if any.</param>
    /// <param name="on">The day.</param>
    /// <param name="timing">How leave is treated.</param>
    public static Cause WhyOpened(WorkerDesire desire, AccountPast past, Hold? hold, DateOnly on, Timing timing)
    {
        if (past.AtOnce)
            return new Cause.WasStopped(past.Since);
        var from = ServesSince(desire.Worker, on);
        var isExplained =
            past.ByUs
            || !Standing.Of(desire.Worker, past.Since, timing).KeepsEnabled
            || hold is { LiftedOn: { } lifted } && lifted >= past.Since
            // Made ready around the first day, by hand or by a plan whose outcome is not written yet.
            || !past.WasEnabled && from is { } began && past.Since.DayNumber - began.DayNumber <= LateOrderDays;
        if (!isExplained)
            return new Cause.ShutByOthers(past.Since);
        return from is { } first && first >= past.Since ? new Cause.Joins(first) : new Cause.OnDuty();
    }

    /// <summary>Why an account is created for somebody who has none.</summary>
    /// <param name="desire">What should be: an account.</param>
    /// <param name="on">The day.</param>
    public static Cause WhyCreated(WorkerDesire desire, DateOnly on) =>
        desire.Standing is Standing.Preparing preparing ? new Cause.Joins(preparing.Term.Days.From)
        : ServesSince(desire.Worker, on) is not { } from ? new Cause.OnDuty()
        : on.DayNumber - from.DayNumber <= LateOrderDays ? new Cause.Joins(from)
        : new Cause.Vanished(from);

    /// <summary>
    /// The last day of somebody whose account is deleted now; null when it is not. Retention counts from the day it was in fact shut: a
    /// slip of the year in 退職日 deletes nobody.
    /// </summary>
    /// <param name="desired">What should be.</param>
    /// <param name="desire">What of it concerns the worker.</param>
    /// <param name="past">What is remembered of the account; null for nothing.</param>
    public static DateOnly? DeletedAfter(DesiredState desired, WorkerDesire desire, AccountPast? past) =>
        desire.Held is null
        && desire.Standing is Standing.Ended { Returns: false, LastDay: { } lastDay }
        && past is { Enabled: false, Since: var shutOn }
        && desired.On.DayNumber - Math.Max(lastDay.DayNumber, shutOn.DayNumber) > desired.Policy.Timing.RetentionDays
        && !desired.IsContinued(desire.Worker.Id)
            ? lastDay
            : null;

    /// <summary>True when one of the worker's terms began so short a while ago that the order may have been told late.</summary>
    public static bool BeganLately(Worker worker, DateOnly on)
    {
        for (var i = 0; i < worker.Employments.Count; i++)
            if (on.DayNumber - worker.Employments[i].Days.From.DayNumber is >= 0 and <= LateOrderDays)
                return true;
        return false;
    }

    /// <summary>True when nobody has said when service begins, or that it ended.</summary>
    private static bool IsUntold(Standing standing) => standing is Standing.Upcoming { From: var from } && from == DateOnly.MaxValue;

    /// <summary>
    /// First day of the service that runs on the day, terms that follow each other without a gap counted as one; null for none.
    /// </summary>
    private static DateOnly? ServesSince(Worker worker, DateOnly on)
    {
        DateOnly? since = null;
        foreach (var term in worker.Employments.Where(t => !t.EndsAtOnce).OrderByDescending(t => t.Days.From))
        {
            var isPart = since is { } first ? term.Days.From < first && !term.Days.EndedBefore(first.AddDays(-1)) : term.Days.Covers(on);
            if (isPart)
                since = term.Days.From;
        }
        return since;
    }
}
