using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>The city's units. Parents are known and free of circles: the policy reader refuses others.</summary>
public sealed class OrgChart
{
    private readonly Dictionary<string, OrgUnit> units = new(StringComparer.Ordinal);

    /// <summary>Builds the chart; throws <see cref="ArgumentException"/> on a duplicate code, unknown parent or circle.</summary>
    /// <param name="orgUnits">All units, in any order.</param>
    public OrgChart(IEnumerable<OrgUnit> orgUnits)
    {
        Units = [.. orgUnits.OrderBy(u => u.Code.Value, StringComparer.Ordinal)];
        foreach (var unit in Units)
            if (!units.TryAdd(unit.Code.Value, unit))
                throw new ArgumentException($"Org unit {unit.Code} is listed twice.", nameof(orgUnits));
        foreach (var unit in Units)
            RefuseEndlessPath(unit);
    }

    /// <summary>A path of more units than there are has one of them twice.</summary>
    private void RefuseEndlessPath(OrgUnit unit)
    {
        var (at, steps) = (unit, 0);
        while (at.Parent is { } parent)
        {
            at = Find(parent) ?? throw new ArgumentException($"Org unit {parent} is not in the chart.");
            if (++steps > Units.Count)
                throw new ArgumentException($"Org unit {parent} is above itself.");
        }
    }

    /// <summary>All units by code.</summary>
    public IReadOnlyList<OrgUnit> Units { get; }

    /// <summary>The unit, or null when the chart does not know the code.</summary>
    /// <param name="code">The unit's 所属コード.</param>
    public OrgUnit? Find(OrgCode code) => units.GetValueOrDefault(code.Value);

    /// <summary>The unit and those above it, lowest first.</summary>
    /// <param name="code">The unit's 所属コード.</param>
    public IReadOnlyList<OrgCode> PathOf(OrgCode code)
    {
        var path = new List<OrgCode>(4);
        for (OrgCode? at = code; at is { } here; at = units[here.Value].Parent)
        {
            if (!units.ContainsKey(here.Value))
                throw new ArgumentException($"Org unit {here} is not in the chart.");
            if (path.Contains(here))
                throw new ArgumentException($"Org unit {here} is above itself.");
            path.Add(here);
        }
        return path;
    }

    /// <summary>True when the unit is the other one or lies below it.</summary>
    /// <param name="code">The unit's 所属コード.</param>
    /// <param name="top">The other one.</param>
    public bool IsWithin(OrgCode code, OrgCode top) => units.ContainsKey(code.Value) && PathOf(code).Contains(top);
}
