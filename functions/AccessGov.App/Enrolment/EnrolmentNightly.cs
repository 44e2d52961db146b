using AccessGov.App.Enrolment.Ceremonies;
using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Enrolment;

/// <summary>
/// Removes what has served its time: ceremonies, proofs, tickets, and who shut keys of others a day ago. The record keeps it.
/// </summary>
public static class EnrolmentNightly
{
    /// <summary>A ticket is shown at the counter for so long, also when it is used or void.</summary>
    private static readonly TimeSpan TicketsFor = TimeSpan.FromDays(7);

    /// <summary>Sweeps.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task SweepAsync(Workspace workspace, CancellationToken ct)
    {
        await KeptCeremonies.SweepAsync(workspace, ct);
        await StepUps.SweepAsync(workspace, ct);
        await SweepAsync<KeyTicket>(workspace, KeyRows.TicketPrefix, t => workspace.Now - t.IssuedAt > TicketsFor, ct);
        await SweepAsync<AskedPass>(workspace, PassDesk.Prefix, p => workspace.Now - p.At > PassDecider.AskedFor, ct);
        await SweepAsync<KeyTaking>(workspace, KeyRows.AllTakings, t => workspace.Now - t.At > KeyTaking.CountsFor, ct);
    }

    private static Task<int> SweepAsync<T>(Workspace workspace, string prefix, Func<T, bool> isOver, CancellationToken ct) =>
        SweepRows.RemoveAsync(workspace, Scopes.Keys, prefix, prefix + "~", r => isOver(PartitionCommit.Parse<T>(r)), ct);
}
