using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Personnel;

/// <summary>Whom the policy names under <c>approvals</c>, by number or by 職名, on a day.</summary>
internal sealed class NamedPeople
{
    /// <summary>
    /// So long after a posting has ended its 職名 still counts, in days: longer than any account of somebody who left stays enabled by
    /// accident.
    /// </summary>
    public const int AfterwardsDays = 92;

    private readonly HashSet<string> names;
    private readonly DateOnly on;

    /// <param name="rules">The policy's approvals.</param>
    /// <param name="roster">Everybody.</param>
    /// <param name="on">
    /// The day. A 職名 counts while the posting lasts and for <see cref="AfterwardsDays"/> after it: who is dismissed holds the post no
    /// longer on the day on which the account is shut.
    /// </param>
    public NamedPeople(ApprovalRules rules, Roster roster, DateOnly on)
    {
        (names, this.on) = (rules.Named.ToHashSet(StringComparer.Ordinal), on);
        All =
            names.Count == 0
                ? new HashSet<EmployeeId>()
                : roster.Workers.Concat(roster.HeldBack).Where(IsNamed).Select(w => w.Id).ToHashSet();
    }

    /// <summary>Them.</summary>
    public IReadOnlySet<EmployeeId> All { get; }

    /// <summary>The same by another roster; null where everybody is to be looked at.</summary>
    /// <param name="roster">Everybody.</param>
    /// <param name="changed">Who is different; null where it may be anybody.</param>
    public NamedPeople? After(Roster roster, IReadOnlyList<EmployeeId>? changed) =>
        changed is not null && changed.All(id => IsNamedIn(roster, id) == All.Contains(id)) ? this : null;

    private bool IsNamedIn(Roster roster, EmployeeId id) =>
        names.Count > 0 && (roster.Find(id) is { } worker && IsNamed(worker) || PeopleList.Of(roster.HeldBack, id, w => w.Id).Any(IsNamed));

    private bool IsNamed(Worker worker) =>
        names.Contains(worker.Id.Value) || worker.Postings.Any(p => Counts(p.Days) && names.Contains(p.Post));

    private bool Counts(DateSpan days) =>
        !days.StartsAfter(on) && (days.Until is not { } last || on.DayNumber - last.DayNumber <= AfterwardsDays);
}
