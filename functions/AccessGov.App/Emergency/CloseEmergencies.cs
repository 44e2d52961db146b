using AccessGov.App.Failures;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Emergency;

/// <summary>
/// The turn of every minute: what is due is shut, also after an outage and whatever the policy says by now; what was interrupted is settled
/// by looking; what is not reviewed keeps its alarm.
/// </summary>
public static class CloseEmergencies
{
    /// <summary>What a turn found.</summary>
    /// <param name="Open">Accounts that two people opened and that are open still.</param>
    /// <param name="NotClosed">Those of them that are to be shut and could not be.</param>
    public sealed record Turn(int Open, int NotClosed);

    /// <summary>Runs one.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Turn> RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var book = await EmergencyBook.ReadAsync(workspace, ct);
        var latest = book.Latest;
        if (book.Openings.Any(o => !o.IsOver) && await LatestDay.DaysBehindAsync(workspace, [], ct) is > 0 and var behind)
            latest = workspace.Now.AddDays(behind);
        var (open, notClosed) = (0, 0);
        foreach (var opening in book.Openings.Where(o => o.AwaitsReview))
        {
            if (!opening.IsOver && !await TryAsync(workspace, actor, opening, latest, ct))
                notClosed++;
            var after = (await EmergencyBook.ReadAsync(workspace, ct)).Find(opening.Id)!;
            if (after.IsOver)
                await LatestTurn.ForgetAsync(workspace, after, ct);
            else
                open++;
            if (after is { AwaitsReview: true } and not { IsOver: false, OpenedAt: null, ClosingAt: null })
                await EmergencyIncidents.RaiseOpenAsync(workspace, actor, after, ct);
        }
        return new Turn(open, notClosed);
    }

    /// <returns>False when it is to be shut and could not be, or nobody could look: the next turn tries again.</returns>
    private static async Task<bool> TryAsync(
        Workspace workspace,
        Actor actor,
        EmergencyOpening opening,
        DateTimeOffset latest,
        CancellationToken ct
    )
    {
        try
        {
            // What is due already waits for no note.
            if (EmergencyDecider.IsDue(opening, workspace.Now, latest) || await WasSetBackAsync(workspace, opening, ct))
                await EmergencyEffects.CloseAsync(workspace, actor, opening, ct);
            else if (EmergencyDecider.IsUnsettled(opening, workspace.Now))
                await EmergencyEffects.SettleAsync(workspace, actor, opening.Id, null, ct);
            return true;
        }
        catch (OutsideFailureException)
        {
            // Told by an incident where it was to be shut; the others must not wait for this one.
            return false;
        }
    }

    /// <summary>A clock that is set back keeps nothing open, also by a process that was begun anew.</summary>
    private static async Task<bool> WasSetBackAsync(Workspace workspace, EmergencyOpening opening, CancellationToken ct)
    {
        var now = workspace.Now;
        return EmergencyDecider.IsDue(opening, now, await LatestTurn.NoteAsync(workspace, opening, ct));
    }
}
