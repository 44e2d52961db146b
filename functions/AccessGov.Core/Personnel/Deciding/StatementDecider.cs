using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel.Deciding;

/// <summary>
/// Decides what becomes of a statement about one person. Told twice it is one; of two about one person the later stands, however late the
/// earlier arrives. Whether it may be believed <see cref="HrIntake"/> judges.
/// </summary>
public static class StatementDecider
{
    /// <summary>Decides.</summary>
    /// <param name="statement">What is said.</param>
    /// <param name="occurredAt">When it occurred.</param>
    /// <param name="isSameEvent">Whether an event of its id, taken before, said the same; null when none was taken.</param>
    /// <param name="present">The facts of the source as they are now, earlier statements included.</param>
    /// <param name="latest">When the latest statement about the person occurred; null when there is none.</param>
    /// <param name="today">The day in the city.</param>
    public static StatementResult Decide(
        PersonStatement statement,
        DateTimeOffset occurredAt,
        bool? isSameEvent,
        HrSnapshot present,
        DateTimeOffset? latest,
        DateOnly today
    )
    {
        if (isSameEvent is { } isSame)
            return isSame ? new StatementResult.Repeated() : new StatementResult.OtherContent();
        if (statement.On > today)
            return new StatementResult.Refused([
                new Refusal("statement-future", statement.Person.Value, statement.On.DayNumber - today.DayNumber, 0),
            ]);
        // Before its time is looked at: what is not believed is not remembered, and may be told again once HR has mended the cause.
        if (HrIntake.Judge(statement, present) is { Count: > 0 } refusals)
            return new StatementResult.Refused(refusals);
        return latest > occurredAt ? new StatementResult.Overtaken(latest.Value) : new StatementResult.Taken();
    }
}
