namespace AccessGov.Core.Personnel;

/// <summary>
/// 即時停止: access ends now, whatever a term says. Stopped are all terms that have not ended, those to come included; a person who serves as
/// a guest loses the posts told by this source, not the account, which is the employing source's.
/// </summary>
public static class ImmediateStop
{
    /// <summary>What is said of a person, with the stop.</summary>
    /// <param name="said">What is said without it.</param>
    /// <param name="today">The day it speaks of from now on.</param>
    public static PersonStatement Over(PersonStatement said, DateOnly today) =>
        said switch
        {
            PersonStatement.Employed e => new PersonStatement.Employed(
                e.Source,
                today,
                (
                    e.Worker with
                    {
                        Employments = [.. e.Worker.Employments.Select(t => t.Days.EndedBefore(today) ? t : t with { EndsAtOnce = true })],
                    }
                ).Canonical()
            ),
            PersonStatement.Guest g => new PersonStatement.Guest(
                g.Source,
                today,
                g.Person,
                [.. g.Postings.Where(p => p.Days.EndedBefore(today))]
            ),
            _ => throw new InvalidOperationException(said.GetType().Name),
        };

    /// <summary>True when the person is not to be active any more by what is said.</summary>
    /// <param name="said">What is said.</param>
    /// <param name="today">The day.</param>
    public static bool IsIn(PersonStatement said, DateOnly today) =>
        said switch
        {
            PersonStatement.Employed e => e.Worker.Employments.All(t => t.EndsAtOnce || t.Days.EndedBefore(today)),
            PersonStatement.Guest g => g.Postings.All(p => p.Days.EndedBefore(today)),
            _ => throw new InvalidOperationException(said.GetType().Name),
        };

    /// <summary>True when no term of a worker runs on the day because one was stopped.</summary>
    /// <param name="worker">Who.</param>
    /// <param name="on">The day.</param>
    public static bool Shuts(Worker worker, DateOnly on) =>
        worker.Employments.Any(e => e.EndsAtOnce) && worker.Employments.All(e => e.EndsAtOnce || !e.Days.Covers(on));
}
