using AccessGov.Core.Kernel;

namespace AccessGov.Sandbox.Demo;

/// <summary>People of the city as whom somebody may look around in the portal.</summary>
/// <param name="City">Where they work.</param>
/// <param name="Staff">Somebody from whom a right is withheld, when there is one.</param>
/// <param name="Approver">Somebody who approves.</param>
/// <param name="Operator">Somebody who operates.</param>
public sealed record DemoPeople(Sandbox.City.PretendCity City, EmployeeId Staff, EmployeeId Approver, EmployeeId Operator)
{
    /// <summary>What personnel calls somebody.</summary>
    public string NameOf(EmployeeId worker) => City.WorkersOn401.First(w => w.Id == worker).DisplayName;

    /// <summary>One line for each.</summary>
    public IEnumerable<string> Lines() =>
        [
            $"{Staff}  {NameOf(Staff)}    職員。止められた権限がある / staff, a right is withheld",
            $"{Approver}  {NameOf(Approver)}    承認者 / approves plans",
            $"{Operator}  {NameOf(Operator)}    情報システム課 / operates",
        ];
}
