namespace AccessGov.Sandbox.City;

/// <summary>Draws org units by their share of the staff.</summary>
internal static class Offices
{
    private static readonly Dictionary<string, OrgUnit> ByCode = OrgUnits.All.ToDictionary(u => u.Code);
    private static readonly int[] Regulars = Sums(u => u.Regulars);
    private static readonly int[] Others = Sums(u => u.Others);

    /// <summary>The unit of a code.</summary>
    public static OrgUnit Of(string code) => ByCode[code];

    /// <summary>A unit for a new person.</summary>
    public static OrgUnit Pick(ref SplitMix random, bool isRegular)
    {
        var sums = isRegular ? Regulars : Others;
        var at = Array.BinarySearch(sums, random.Below(sums[^1]) + 1);
        if (at < 0)
            at = ~at;
        // Units without a share repeat the sum before them; the first unit with the sum is the one drawn.
        while (at > 0 && sums[at - 1] == sums[at])
            at--;
        return OrgUnits.All[at];
    }

    /// <summary>Another unit of the same source.</summary>
    public static OrgUnit PickOther(ref SplitMix random, OrgUnit current, bool isRegular)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            var unit = Pick(ref random, isRegular);
            if (unit.Source == current.Source && unit.Code != current.Code)
                return unit;
        }
        return OrgUnits.All.First(u => u.Source == current.Source && u.Code != current.Code && !u.IsOutside);
    }

    /// <summary>The 課付 unit that holds who works elsewhere.</summary>
    public static OrgUnit Outside(string source) => OrgUnits.All.First(u => u.IsOutside && u.Source == source);

    private static int[] Sums(Func<OrgUnit, int> share)
    {
        var sum = 0;
        return [.. OrgUnits.All.Select(u => sum += share(u))];
    }
}
