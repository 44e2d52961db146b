using AccessGov.App.Settings;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.App.Tests.Settings;

public sealed class WhoActsTests
{
    private static readonly OperatorEntry[] Operators =
    [
        new("tanaka", EmployeeId.Parse("000123"), [OperatorRole.Operator]),
        new("sato", EmployeeId.Parse("000456"), [OperatorRole.Approver]),
    ];

    [Theory]
    [InlineData("tanaka", null, "000123")]
    [InlineData("accessgov", "sato", "000456")]
    [InlineData("root", "tanaka", "000123")]
    public void A_person_acts_as_themselves_also_through_sudo(string user, string? calledBy, string employee) =>
        Assert.Equal(
            (new Actor.Employee(EmployeeId.Parse(employee)), calledBy ?? user),
            ((Actor.Employee)Session.WhoActs(Operators, user, calledBy), Session.NameOf(Operators, user, calledBy))
        );

    [Fact]
    public void An_operator_cannot_be_somebody_else_by_a_variable() =>
        Assert.Equal(new Actor.Employee(EmployeeId.Parse("000123")), Session.WhoActs(Operators, "tanaka", "sato"));

    [Theory]
    [InlineData("accessgov", null, "accessgov")]
    [InlineData("accessgov", "", "accessgov")]
    [InlineData("accessgov", "suzuki", "suzuki")]
    public void Whom_nobody_mapped_is_named_and_may_approve_nothing(string user, string? calledBy, string named) =>
        Assert.Equal(new Actor.OsUser(named), Session.WhoActs(Operators, user, calledBy));
}
