using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Safeguards;

/// <summary>What the brake judges a plan by, besides the plan and the policy.</summary>
/// <param name="Today">The day of the judgement, in the policy's time zone.</param>
/// <param name="Announcement">What HR foretold.</param>
public sealed record Surroundings(DateOnly Today, Announcement Announcement)
{
    /// <summary>Unforetold reductions that were applied before.</summary>
    public IReadOnlyList<Reduction> Reductions { get; init; } = [];

    /// <summary>Unforetold openings that were applied before.</summary>
    public IReadOnlyList<Opening> Openings { get; init; } = [];

    /// <summary>Whom the policy names under <c>approvals</c>: nothing is taken from them unseen.</summary>
    public IReadOnlySet<EmployeeId> Named { get; init; } = new HashSet<EmployeeId>();

    /// <summary>
    /// How many there were when everybody was planned for last: what shares of a plan for one worker are shares of. Null before.
    /// </summary>
    public Population? Everybody { get; init; }

    /// <summary>Of whom something new rests on the word of one person, who supplied it by hand.</summary>
    public OneWord OneWord { get; init; } = OneWord.Nothing;

    /// <summary>True while no plan of the installation was ever completed: somebody looks at the first one, whatever its size.</summary>
    public bool IsFirst { get; init; }

    /// <summary>
    /// So long after a posting has ended its 職名 still counts, in days: longer than any account of somebody who left stays enabled by
    /// accident.
    /// </summary>
    public const int NamedAfterwardsDays = 92;

    /// <summary>Whom a policy names on a day.</summary>
    /// <param name="rules">The policy's approvals.</param>
    /// <param name="roster">Everybody.</param>
    /// <param name="on">
    /// The day. A 職名 counts while the posting lasts and for <see cref="NamedAfterwardsDays"/> after it: who is dismissed holds the post no
    /// longer on the day on which the account is shut.
    /// </param>
    public static IReadOnlySet<EmployeeId> NamedIn(ApprovalRules rules, Roster roster, DateOnly on)
    {
        if (rules.Named.Count == 0)
            return new HashSet<EmployeeId>();
        var named = rules.Named.ToHashSet(StringComparer.Ordinal);
        return roster
            .Workers.Concat(roster.HeldBack)
            .Where(w => named.Contains(w.Id.Value) || w.Postings.Any(p => Counts(p.Days, on) && named.Contains(p.Post)))
            .Select(w => w.Id)
            .ToHashSet();
    }

    private static bool Counts(DateSpan days, DateOnly on) =>
        !days.StartsAfter(on) && (days.Until is not { } last || on.DayNumber - last.DayNumber <= NamedAfterwardsDays);

    internal IEnumerable<T> Window<T>(IEnumerable<T> past, Func<T, DateOnly> on, int days) => past.Where(p => on(p) > Today.AddDays(-days));
}
