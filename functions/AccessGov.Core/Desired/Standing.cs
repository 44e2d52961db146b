using AccessGov.Core.Codes;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Desired;

/// <summary>How a worker stands towards the city on a day. Closed.</summary>
[CodedBy(typeof(StandingCodes))]
public abstract record Standing
{
    private Standing() { }

    /// <summary>True when the account of somebody who stands so is enabled.</summary>
    public bool KeepsEnabled => this is OnDuty or OnLeave { Treatment: LeaveTreatment.Withhold };

    /// <summary>Service begins later than the lead time: nothing is due yet.</summary>
    /// <param name="From">First day of service.</param>
    public sealed record Upcoming(DateOnly From) : Standing;

    /// <summary>Service begins within the lead time: a disabled account is prepared.</summary>
    /// <param name="Term">The term that begins.</param>
    public sealed record Preparing(Employment Term) : Standing;

    /// <summary>On duty.</summary>
    /// <param name="Term">The current term.</param>
    public sealed record OnDuty(Employment Term) : Standing;

    /// <summary>Employed, not on duty.</summary>
    /// <param name="Term">The current term.</param>
    /// <param name="Leave">The leave.</param>
    /// <param name="Treatment">What policy does about it; never <see cref="LeaveTreatment.Keep"/>.</param>
    public sealed record OnLeave(Employment Term, Leave Leave, LeaveTreatment Treatment) : Standing;

    /// <summary>Service has ended.</summary>
    /// <param name="Last">The last term.</param>
    /// <param name="LastDay">退職日; null when HR ended access at once without a day.</param>
    /// <param name="Returns">True when a later term is already known: the account is not deleted.</param>
    public sealed record Ended(Employment Last, DateOnly? LastDay, bool Returns) : Standing;

    /// <summary>How the worker stands on the day.</summary>
    /// <param name="worker">Who, canonical.</param>
    /// <param name="on">The day.</param>
    /// <param name="timing">Lead time and treatment of leave.</param>
    public static Standing Of(Worker worker, DateOnly on, Timing timing)
    {
        Employment? current = null,
            next = null,
            last = null;
        for (var i = 0; i < worker.Employments.Count; i++)
        {
            var term = worker.Employments[i];
            if (term.EndsAtOnce)
                last = Later(last, term);
            else if (term.Days.Covers(on))
                current ??= term;
            else if (term.Days.StartsAfter(on))
                next ??= term;
            else
                last = Later(last, term);
        }
        if (current is not null)
        {
            for (var i = 0; i < worker.Leaves.Count; i++)
                if (
                    worker.Leaves[i] is var leave
                    && leave.Days.Covers(on)
                    && timing.TreatmentOf(leave.Kind) is not LeaveTreatment.Keep and var treatment
                )
                    return new OnLeave(current, leave, treatment);
            return new OnDuty(current);
        }
        if (last is not null)
            return new Ended(last, last.Days.Until, next is not null);
        if (next is null)
            return new Upcoming(DateOnly.MaxValue);
        return next.Days.From <= on.AddDays(timing.JoinerLeadDays) ? new Preparing(next) : new Upcoming(next.Days.From);
    }

    private static Employment Later(Employment? one, Employment other) =>
        one is null || (other.Days.Until ?? DateOnly.MaxValue) >= (one.Days.Until ?? DateOnly.MaxValue) ? other : one;
}
