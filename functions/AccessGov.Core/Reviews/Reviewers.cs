using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Reviews;

/// <summary>代理: whoever decides in a head's place for some days.</summary>
/// <param name="Head">In whose place.</param>
/// <param name="By">Who decides.</param>
/// <param name="Days">From–until; an end is always set.</param>
public sealed record Deputy(EmployeeId Head, EmployeeId By, DateSpan Days);

/// <summary>Who is asked about a right.</summary>
public enum ReviewStage
{
    /// <summary>所属長.</summary>
    Head,

    /// <summary>The head of the unit that owns the right.</summary>
    Owner,
}

/// <summary>Stand-in until reviews bring theirs.</summary>
public sealed class Reviewers
{
    private readonly DesiredState desired;
    private readonly IReadOnlyList<EmployeeId> officers;

    /// <summary>As it is on the day of the state.</summary>
    /// <param name="desired">People, policy and day.</param>
    /// <param name="officers">Who decides where no head may.</param>
    /// <param name="deputies">代理.</param>
    public Reviewers(DesiredState desired, IReadOnlyList<EmployeeId> officers, IReadOnlyList<Deputy> deputies) =>
        (this.desired, this.officers) = (desired, officers);

    /// <summary>Who decides; null where nobody may.</summary>
    /// <param name="subject">Whose right it is.</param>
    /// <param name="unit">The unit; null for the main one.</param>
    /// <param name="right">The right.</param>
    /// <param name="stage">Who is asked first.</param>
    public EmployeeId? Of(EmployeeId subject, OrgCode? unit, Entitlement right, ReviewStage stage)
    {
        ArgumentNullException.ThrowIfNull(right);
        var at = unit ?? (desired.Facts.Roster.Find(subject) is { } worker ? desired.Of(worker).Org : null);
        if (stage == ReviewStage.Head && at is { } own && desired.Heads.Over(own, subject) is [var head, ..])
            return head;
        if (desired.Heads.Over(right.Owner, subject) is [var owner, ..])
            return owner;
        foreach (var officer in officers)
            if (officer != subject)
                return officer;
        return null;
    }
}
