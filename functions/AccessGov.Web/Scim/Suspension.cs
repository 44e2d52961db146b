using AccessGov.Core.Personnel;

namespace AccessGov.Web.Scim;

/// <summary>
/// What <c>active: false</c> means: 即時停止 of every term that has not ended, those to come included; a person who serves as a guest
/// loses the posts told by this source, not the account, which is the employing source's.
/// </summary>
internal static class Suspension
{
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

    /// <summary>True when the person is no longer, or not any more, to be active by what is said.</summary>
    public static bool IsIn(PersonStatement said, DateOnly today) =>
        said switch
        {
            PersonStatement.Employed e => e.Worker.Employments.All(t => t.EndsAtOnce || t.Days.EndedBefore(today)),
            PersonStatement.Guest g => g.Postings.All(p => p.Days.EndedBefore(today)),
            _ => throw new InvalidOperationException(said.GetType().Name),
        };
}
