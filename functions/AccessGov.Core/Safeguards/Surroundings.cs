using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;

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

    /// <summary>Whom the policy names under <c>approvals</c> (<see cref="NamedPeople"/>): nothing is taken from them unseen.</summary>
    public IReadOnlySet<EmployeeId> Named { get; init; } = new HashSet<EmployeeId>();

    /// <summary>
    /// How many there were when everybody was planned for last: what shares of a plan for one worker are shares of. Null before.
    /// </summary>
    public Population? Everybody { get; init; }

    /// <summary>Of whom something new rests on the word of one person, who supplied it by hand.</summary>
    public OneWord OneWord { get; init; } = OneWord.Nothing;

    /// <summary>True while no plan of the installation was ever completed: somebody looks at the first one, whatever its size.</summary>
    public bool IsFirst { get; init; }

    internal IEnumerable<T> Window<T>(IEnumerable<T> past, Func<T, DateOnly> on, int days) => past.Where(p => on(p) > Today.AddDays(-days));
}
