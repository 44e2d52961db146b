using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.Core.Applying;

/// <summary>Whether a plan looks at an account before it gives a right: looking once is enough.</summary>
public static class EarlierLook
{
    /// <summary>True when an earlier action of the plan looks at the worker's account.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="employee">The worker.</param>
    public static bool Happens(Plan plan, EmployeeId employee) =>
        Has(plan, employee, ActionOrder.PhaseOfChanges) || Has(plan, employee, ActionOrder.PhaseOfEnabling);

    /// <summary>Within the phases of changing and enabling a plan is in order of the employees: no need to walk through it.</summary>
    private static bool Has(Plan plan, EmployeeId employee, int phase)
    {
        var (low, high) = (0, plan.Actions.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Compare(plan.Actions[middle]) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low < plan.Actions.Count && Compare(plan.Actions[low]) == 0;

        int Compare(PlannedAction action) =>
            ActionOrder.PhaseOf(action).CompareTo(phase) is var order && order != 0 ? order : action.Target.Employee.CompareTo(employee);
    }
}
