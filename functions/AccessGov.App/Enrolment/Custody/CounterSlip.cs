using System.Security.Cryptography;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;

namespace AccessGov.App.Enrolment.Custody;

/// <summary>Draws numbers of tickets.</summary>
internal static class CounterSlip
{
    /// <summary>A number that no ticket has.</summary>
    public static async Task<TicketId> DrawAsync(Workspace workspace, CancellationToken ct)
    {
        while (true)
        {
            var id = new TicketId(RandomNumberGenerator.GetString(TicketId.Letters, TicketId.Length));
            if (await KeyRows.FindAsync(workspace, id, ct) is null)
                return id;
        }
    }
}
