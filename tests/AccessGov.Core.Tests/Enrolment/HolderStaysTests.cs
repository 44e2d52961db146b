using AccessGov.Core.Desired;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Enrolment;

public sealed class HolderStaysTests
{
    private static readonly EmployeeId One = new("1");

    [Theory]
    [InlineData("serves", true)]
    [InlineData("leaves soon", false)]
    [InlineData("claimed twice", true)]
    [InlineData("source is silent", true)]
    [InlineData("nobody knows", false)]
    public void Who_is_unknown_is_not_taken_to_leave(string what, bool stays)
    {
        var worker = what switch
        {
            "leaves soon" => A.Worker("1", [A.Term(A.Until(A.April.AddDays(20)))]),
            "nobody knows" => A.Worker("2"),
            _ => A.Worker("1"),
        };
        var (mine, theirs) = (
            A.Snapshot(worker),
            A.Accepted(HrIntake.Judge(A.Extract([A.Worker("1", home: A.Fire)], A.Fire), null, A.Limits)).Snapshot
        );
        var roster = what switch
        {
            "claimed twice" => Roster.Of([mine, theirs], A.Policy),
            "source is silent" => Roster.Of([], A.Policy, [mine]),
            _ => Roster.Of([mine], A.Policy),
        };
        var desired = Entitlements.Of(A.City(A.April, A.Worker("1")).Facts with { Roster = roster }, A.Policy, A.April);
        Assert.Equal(stays, HolderStays.Of(desired, One));
        Assert.False(HolderStays.Of(desired, null));
    }
}
