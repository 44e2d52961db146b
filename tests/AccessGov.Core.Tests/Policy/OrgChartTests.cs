using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Policy;

public sealed class OrgChartTests
{
    private static OrgUnit Unit(string code, string? parent) =>
        new(new OrgCode(code), code, "内部部局", A.Mayor, parent is null ? null : new OrgCode(parent), A.Since(2000));

    [Fact]
    public void A_unit_lies_within_itself_and_those_above_it()
    {
        var chart = new OrgChart([Unit("1", null), Unit("11", "1"), Unit("111", "11"), Unit("2", null)]);
        Assert.Equal(["111", "11", "1"], chart.PathOf(new OrgCode("111")).Select(c => c.Value));
        Assert.True(chart.IsWithin(new OrgCode("111"), new OrgCode("1")));
        Assert.False(chart.IsWithin(new OrgCode("1"), new OrgCode("111")));
        Assert.False(chart.IsWithin(new OrgCode("9"), new OrgCode("9")));
        Assert.Null(chart.Find(new OrgCode("9")));
        Assert.Throws<ArgumentException>(() => chart.PathOf(new OrgCode("9")));
    }

    [Fact]
    public void A_chart_with_a_duplicate_an_unknown_parent_or_a_circle_is_no_chart()
    {
        Assert.Throws<ArgumentException>(() => new OrgChart([Unit("1", null), Unit("1", null)]));
        Assert.Throws<ArgumentException>(() => new OrgChart([Unit("1", "9")]));
        Assert.Throws<ArgumentException>(() => new OrgChart([Unit("1", "2"), Unit("2", "1")]));
    }

    [Fact]
    public void My_Number_never_overlaps_whatever_is_configured() =>
        Assert.Equal(
            (0, 7, 0),
            (A.Policy.Timing.OverlapOf(Zone.MyNumber), A.Policy.Timing.OverlapOf(Zone.Lgwan), A.Policy.Timing.OverlapOf(Zone.Internet))
        );

    [Fact]
    public void A_cap_speaks_of_shares_only_where_there_are_enough_people()
    {
        var cap = new Cap(5, 0.1m);
        Assert.True(cap.IsExceededBy(6, 19, 20));
        Assert.False(cap.IsExceededBy(5, 19, 20));
        Assert.True(cap.IsExceededBy(3, 20, 20));
        Assert.False(cap.IsExceededBy(2, 20, 20));
        Assert.Equal((5, 2), (cap.AllowanceFor(19, 20), cap.AllowanceFor(20, 20)));
    }
}
