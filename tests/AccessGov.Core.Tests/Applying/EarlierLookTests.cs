using AccessGov.Core.Applying;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Tests.Laws;
using AccessGov.Core.Tests.Worlds;

namespace AccessGov.Core.Tests.Applying;

public sealed class EarlierLookTests
{
    [Fact]
    public void Whose_account_is_changed_or_enabled_before_the_rights_is_looked_at_then_and_nobody_else_is() =>
        WorldGen.Any.Hold(world =>
        {
            var plan = world.Plan();
            foreach (var id in Names.People.Append(new EmployeeId("Z")))
                Assert.Equal(plan.Actions.Any(a => a.Target.Employee == id && Looks(a)), EarlierLook.Happens(plan, id));
        });

    // A number that an account gets comes before everything, and what follows looks at the account again.
    private static bool Looks(PlannedAction action) =>
        action is PlannedAction.EnableAccount
        || action is PlannedAction.ChangeAttributes { Because.Cause: not Cause.Renumbered and not Cause.Adopted };
}
