using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>The city's units. Parents are known and free of circles: the policy reader refuses others.</summary>
public sealed class OrgChart
{
    private readonly Dictionary<OrgCode, OrgUnit> units;

    /// <summary>Builds the chart; throws <see cref="ArgumentException"/> on a duplicate code, unknown parent or circle.</summary>
    /// <param name="orgUnits">All units, in any order.</param>
    public OrgChart(IEnumerable<OrgUnit> orgUnits)
    {
        Units = [.. orgUnits.OrderBy(u => u.Code)];
        units = [];
        foreach (var unit in Units)
            if (!units.TryAdd(unit.Code, unit))
                throw new ArgumentException($"Org unit {unit.Code} is listed twice.", nameof(orgUnits));
        foreach (var unit in Units)
            _ = PathOf(unit.Code).Count;
    }

    /// <summary>All units by code.</summary>
    public IReadOnlyList<OrgUnit> Units { get; }

    /// <summary>The unit, or null when the chart does not know the code.</summary>
    /// <param name="code">The unit's 所属コード.</param>
    public OrgUnit? Find(OrgCode code) => units.GetValueOrDefault(code);

    /// <summary>The unit and those above it, lowest first.</summary>
    /// <param name="code">The unit's 所属コード.</param>
    public IReadOnlyList<OrgCode> PathOf(OrgCode code)
    {
        var path = new List<OrgCode>(4);
        for (OrgCode? at = code; at is { } here; at = units[here].Parent)
        {
            if (!units.ContainsKey(here))
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
    public bool IsWithin(OrgCode code, OrgCode top) => units.ContainsKey(code) && PathOf(code).Contains(top);
}
