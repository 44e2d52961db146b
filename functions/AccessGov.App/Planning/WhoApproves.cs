using AccessGov.App.Governance;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>Looks up somebody who wants to agree to something.</summary>
public static class WhoApproves
{
    /// <summary>The person as personnel knows them today, with the roles that are in force.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="id">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<Approver> OfAsync(Workspace workspace, EmployeeId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return OfAsync(workspace, id, workspace.Operators, ct);
    }

    /// <summary>The same with the roles of a table that may not be in force yet.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="id">Who.</param>
    /// <param name="table">The entries of the table.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Approver> OfAsync(Workspace workspace, EmployeeId id, IReadOnlyList<OperatorEntry> table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var worker = desired.Facts.Roster.Find(id);
        // Whom somebody keeps out has no voice either: that account may be in wrong hands.
        var onDuty = worker is not null && desired.Of(worker) is { Standing: Standing.OnDuty, Held: null };
        // Asked of the hold itself: whoever personnel does not know may be held too.
        var isHeld = desired.Facts.Holds.Any(h => h.Worker == id && h.LiftedOn is null);
        return new Approver(id, worker is not null, onDuty, OperatorTable.RolesOf(table, id)) { IsHeld = isHeld };
    }
}
