using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>A person HR knows. Lists are in canonical order (see <see cref="Canonical"/>).</summary>
/// <param name="Id">職員番号.</param>
/// <param name="Home">The 任命権者 that employs the worker; only it tells employments and leaves.</param>
/// <param name="DisplayName">Name for the directory (旧姓 where HR says so); never used to match.</param>
/// <param name="Employments">Terms of employment.</param>
/// <param name="Postings">Postings from every source.</param>
/// <param name="Leaves">Absences.</param>
/// <param name="FormerId">The number the same person had before, by an explicit statement of HR; else null.</param>
/// <param name="FormerName">旧姓, where HR tells it: people are found by it, and nothing else depends on it. Null for none.</param>
public sealed record Worker(
    EmployeeId Id,
    SourceId Home,
    string DisplayName,
    IReadOnlyList<Employment> Employments,
    IReadOnlyList<Posting> Postings,
    IReadOnlyList<Leave> Leaves,
    EmployeeId? FormerId = null,
    string? FormerName = null
)
{
    /// <summary>The same worker with its lists sorted, so that the order of the input never matters (law 2).</summary>
    public Worker Canonical()
    {
        var employments = Sorted(Employments, CompareEmployments);
        var postings = Sorted(Postings, ComparePostings);
        var leaves = Sorted(Leaves, CompareLeaves);
        return ReferenceEquals(employments, Employments) && ReferenceEquals(postings, Postings) && ReferenceEquals(leaves, Leaves)
            ? this
            : this with
            {
                Employments = employments,
                Postings = postings,
                Leaves = leaves,
            };
    }

    private static int CompareEmployments(Employment a, Employment b) =>
        (a.Days.From, a.Days.Until ?? DateOnly.MaxValue, a.Kind, a.EndsAtOnce).CompareTo(
            (b.Days.From, b.Days.Until ?? DateOnly.MaxValue, b.Kind, b.EndsAtOnce)
        );

    private static int CompareLeaves(Leave a, Leave b) =>
        (a.Days.From, a.Days.Until ?? DateOnly.MaxValue, a.Kind).CompareTo((b.Days.From, b.Days.Until ?? DateOnly.MaxValue, b.Kind));

    private static int ComparePostings(Posting a, Posting b)
    {
        var order = (a.Kind, a.Days.From, a.Days.Until ?? DateOnly.MaxValue).CompareTo(
            (b.Kind, b.Days.From, b.Days.Until ?? DateOnly.MaxValue)
        );
        if (order == 0)
            order = a.Org.CompareTo(b.Org);
        if (order == 0)
            order = a.Source.CompareTo(b.Source);
        return order != 0 ? order : string.CompareOrdinal(a.Post, b.Post);
    }

    private static IReadOnlyList<T> Sorted<T>(IReadOnlyList<T> items, Comparison<T> order)
    {
        if (items.Count < 2)
            return items;
        var copy = items.ToArray();
        Array.Sort(copy, order);
        return copy;
    }
}
