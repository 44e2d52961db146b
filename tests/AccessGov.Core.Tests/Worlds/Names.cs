using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Worlds;

/// <summary>The few names that small worlds use, so that collisions are frequent.</summary>
internal static class Names
{
    public static readonly DateOnly FirstOfApril = new(2026, 4, 1);
    public static readonly SourceId[] Sources = [new("mayor"), new("fire"), new("water")];
    public static readonly EmployeeId[] People = [.. Enumerable.Range(0, 10).Select(i => new EmployeeId($"E{i:000}"))];
    public static readonly OrgCode[] Orgs = [.. Enumerable.Range(0, 7).Select(i => new OrgCode($"0{i}"))];
    public static readonly OrgCode UnknownOrg = new("99");
    public static readonly EntitlementId[] Rights = [.. Enumerable.Range(0, 8).Select(i => new EntitlementId($"right-{i}"))];
    public static readonly string[] Posts = ["課長", "主査", ""];

    public static Guid GroupOf(EntitlementId right) => new(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)right.Value[^1]);

    public static Guid AccountNo(int n) => new(3, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)n);
}
