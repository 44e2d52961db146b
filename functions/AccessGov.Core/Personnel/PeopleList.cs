using System.Collections;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>
/// People by number, each at most once: a list that many states share, and what is different in this one. One person more, less or other
/// costs no copy of a million.
/// </summary>
internal sealed class PeopleList : IReadOnlyList<Worker>
{
    /// <summary>With more differences than this a new list is made of all, so that no look ever costs more.</summary>
    private const int MostChanges = 1024;

    private readonly Worker[] basis;
    private readonly Change[] changes;

    /// <summary>A list of its own.</summary>
    /// <param name="people">By number, each once.</param>
    public PeopleList(Worker[] people)
        : this(people, []) { }

    private PeopleList(Worker[] basis, Change[] changes) => (this.basis, this.changes) = (basis, changes);

    /// <summary>What is different: at a place of the shared list, instead of who stands there or before it.</summary>
    /// <param name="Id">Whose.</param>
    /// <param name="Worker">Who stands there now; null for nobody.</param>
    /// <param name="At">Place in the shared list.</param>
    /// <param name="Replaces">True when the shared list has the number.</param>
    /// <param name="Shift">By how many places the changes before it shift what follows.</param>
    private readonly record struct Change(EmployeeId Id, Worker? Worker, int At, bool Replaces, int Shift)
    {
        public int Index => At + Shift;

        public int ShiftAfter => Shift + (Worker is null ? 0 : 1) - (Replaces ? 1 : 0);
    }

    /// <inheritdoc/>
    public int Count => basis.Length + (changes.Length == 0 ? 0 : changes[^1].ShiftAfter);

    /// <inheritdoc/>
    public Worker this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            int low = 0,
                high = changes.Length;
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (changes[middle].Index <= index)
                    low = middle + 1;
                else
                    high = middle;
            }
            if (low == 0)
                return basis[index];
            var last = changes[low - 1];
            return last.Worker is { } worker && last.Index == index ? worker : basis[index - last.ShiftAfter];
        }
    }

    /// <summary>Who has a number; null for nobody.</summary>
    /// <param name="id">The number.</param>
    public Worker? Find(EmployeeId id)
    {
        var change = PlaceOf(changes, id, c => c.Id);
        if (change >= 0)
            return changes[change].Worker;
        var at = PlaceOf(basis, id, w => w.Id);
        return at >= 0 ? basis[at] : null;
    }

    /// <summary>The list with some people added, replaced or left out.</summary>
    /// <param name="people">By number, each once; null for whom it shall not have.</param>
    public PeopleList With(IReadOnlyList<(EmployeeId Id, Worker? Worker)> people)
    {
        if (people.Count == 0)
            return this;
        var merged = new List<Change>(changes.Length + people.Count);
        var next = 0;
        foreach (var (id, worker) in people)
        {
            while (next < changes.Length && changes[next].Id.CompareTo(id) < 0)
                merged.Add(changes[next++]);
            if (next < changes.Length && changes[next].Id == id)
                merged.Add(changes[next++] with { Worker = worker });
            else if (PlaceOf(basis, id, w => w.Id) is var at && (at >= 0 || worker is not null))
                merged.Add(new Change(id, worker, at >= 0 ? at : ~at, at >= 0, 0));
        }
        while (next < changes.Length)
            merged.Add(changes[next++]);
        for (var i = 1; i < merged.Count; i++)
            merged[i] = merged[i] with { Shift = merged[i - 1].ShiftAfter };
        if (merged.Count > 0)
            merged[0] = merged[0] with { Shift = 0 };
        var list = new PeopleList(basis, [.. merged]);
        return merged.Count > MostChanges ? new PeopleList([.. list]) : list;
    }

    /// <inheritdoc/>
    public IEnumerator<Worker> GetEnumerator()
    {
        var at = 0;
        foreach (var change in changes)
        {
            while (at < change.At)
                yield return basis[at++];
            if (change.Worker is { } worker)
                yield return worker;
            if (change.Replaces)
                at++;
        }
        while (at < basis.Length)
            yield return basis[at++];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Place of a number among things in order; where there is none, the complement of the place where it belongs.</summary>
    internal static int PlaceOf<T>(IReadOnlyList<T> sorted, EmployeeId id, Func<T, EmployeeId> idOf)
    {
        int low = 0,
            high = sorted.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = idOf(sorted[middle]).CompareTo(id);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return ~low;
    }

    /// <summary>Those of a person, among things in the order of their persons.</summary>
    internal static IEnumerable<T> Of<T>(IReadOnlyList<T> sorted, EmployeeId id, Func<T, EmployeeId> idOf)
    {
        var at = PlaceOf(sorted, id, idOf);
        if (at < 0)
            yield break;
        while (at > 0 && idOf(sorted[at - 1]) == id)
            at--;
        for (; at < sorted.Count && idOf(sorted[at]) == id; at++)
            yield return sorted[at];
    }
}
