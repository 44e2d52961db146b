using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Safeguards;

public sealed class UrgentLeaversTests
{
    private static EmployeeId No(int n) => new($"{n}");

    [Fact]
    public void Each_of_a_few_gets_a_plan_alone() =>
        Assert.Equal([No(1), No(2)], Assert.IsType<UrgentLeavers.OneByOne>(UrgentLeavers.Of([No(2), No(1), No(2)], A.Limits)).Workers);

    [Fact]
    public void More_than_the_brake_lets_pass_are_a_broken_file_and_nobody_is_shut_out_unseen() =>
        Assert.Equal(
            new Refusal("urgent-needs-approval", "", A.Limits.Refusal.Disables.Count + 1, A.Limits.Refusal.Disables.Count),
            Assert
                .IsType<UrgentLeavers.TooMany>(
                    UrgentLeavers.Of(Enumerable.Range(0, A.Limits.Refusal.Disables.Count + 1).Select(No), A.Limits)
                )
                .Met
        );

    [Fact]
    public void Only_who_leaves_at_once_is_urgent()
    {
        var before = A.City(A.April, A.Worker("1"), A.Worker("2"), A.Worker("3")).Settled();
        var plan = before.Says(A.Worker("1", [A.Term(atOnce: true)]), A.Worker("2", [A.Term(A.Until(A.Day(3, 31)))]), A.Worker("3")).Plan();
        Assert.Equal([No(1)], Assert.IsType<UrgentLeavers.OneByOne>(UrgentLeavers.In(plan, A.Limits)).Workers);
        // And whom somebody holds.
        var held = before with { Holds = [new Core.Grants.Hold(No(3), A.April)] };
        Assert.Equal([No(3)], Assert.IsType<UrgentLeavers.OneByOne>(UrgentLeavers.In(held.Plan(), A.Limits)).Workers);
    }
}
