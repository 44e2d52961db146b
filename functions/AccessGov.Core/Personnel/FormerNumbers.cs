using System.Collections.Immutable;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>Which numbers continue a former one: asked by the former number, whoever else there is.</summary>
internal sealed class FormerNumbers
{
    private readonly ImmutableDictionary<EmployeeId, ImmutableSortedSet<EmployeeId>> heirs;

    /// <summary>Of some people.</summary>
    /// <param name="people">Who.</param>
    public FormerNumbers(IEnumerable<Worker> people) =>
        heirs = people
            .Where(w => w.FormerId is not null)
            .GroupBy(w => w.FormerId!.Value, w => w.Id)
            .ToImmutableDictionary(g => g.Key, g => g.ToImmutableSortedSet());

    private FormerNumbers(ImmutableDictionary<EmployeeId, ImmutableSortedSet<EmployeeId>> heirs) => this.heirs = heirs;

    /// <summary>Every former number.</summary>
    public IEnumerable<EmployeeId> All => heirs.Keys;

    /// <summary>How many former numbers there are.</summary>
    public int Count => heirs.Count;

    /// <summary>True when somebody continues the number.</summary>
    /// <param name="former">The number.</param>
    public bool Contains(EmployeeId former) => heirs.ContainsKey(former);

    /// <summary>Numbers that continue a former one, in order.</summary>
    /// <param name="former">The former one; null for none.</param>
    public IReadOnlyCollection<EmployeeId> Of(EmployeeId? former) =>
        former is { } number && heirs.TryGetValue(number, out var found) ? found : [];

    /// <summary>The same after one person is another: itself, where that person continued and continues the same number.</summary>
    /// <param name="id">Who.</param>
    /// <param name="before">Which number the person continued; null for none.</param>
    /// <param name="now">Which one now.</param>
    public FormerNumbers With(EmployeeId id, EmployeeId? before, EmployeeId? now)
    {
        if (before == now)
            return this;
        var changed = heirs;
        if (before is { } old)
        {
            var left = changed[old].Remove(id);
            changed = left.Count == 0 ? changed.Remove(old) : changed.SetItem(old, left);
        }
        if (now is { } former)
            changed = changed.SetItem(former, changed.GetValueOrDefault(former, []).Add(id));
        return new FormerNumbers(changed);
    }
}
