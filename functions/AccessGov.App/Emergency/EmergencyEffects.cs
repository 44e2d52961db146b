using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Emergency;

/// <summary>What is done to a sealed account in the directory, and what came of it. Every step bears repeating.</summary>
internal static class EmergencyEffects
{
    /// <summary>Looks how an intended account stands, and tells it. What is to be shut by now is not called open.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="id">The opening.</param>
    /// <param name="failure">Code of what went wrong when it was enabled; null for nothing that is known.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="OutsideFailureException">The directory did not answer: the next turn looks again.</exception>
    public static async Task<(EmergencyOpening? Opening, Refusal? Why)> SettleAsync(
        Workspace workspace,
        Actor actor,
        string id,
        string? failure,
        CancellationToken ct
    )
    {
        var opening = (await EmergencyBook.ReadAsync(workspace, ct)).Find(id)!;
        var now = await EmergencyDesk.SealedOf(workspace).LookAsync(opening.ObjectId, ct);
        var isOpen = now is { Enabled: true };
        if (!isOpen && now is not null)
            // What was asked of the directory may still be under way.
            await TryShutAsync(workspace, opening.ObjectId, ct);
        var code = failure ?? (now is null ? "account-gone" : "not-enabled");
        var told = await ToldAsync(
            workspace,
            id,
            current => current is { IsOver: false, ClosingAt: null, OpenedAt: null },
            (commit, current) =>
            {
                var at = workspace.Now;
                if (isOpen)
                    EmergencyRows.Put(commit, current with { OpenedAt = at }, FactKind.EmergencyOpened, actor, at, new FactBody());
                else
                {
                    var body = new FactBody().Add("code", code);
                    EmergencyRows.Put(commit, current with { FailedAt = at }, FactKind.EmergencyFailed, actor, at, body);
                }
            },
            ct
        );
        if (told.OpenedAt is null && isOpen)
        {
            // Somebody ended it, or its hour came, before it was open.
            await ShutAsync(workspace, opening.ObjectId, ct);
            return (null, new Refusal("emergency-ended-meanwhile", opening.Account, 1, 0));
        }
        if (isOpen)
        {
            await EmergencyIncidents.RaiseOpenAsync(workspace, actor, told, ct);
            return (told, null);
        }
        return (null, new Refusal(failure == "forbidden" ? "emergency-forbidden" : "emergency-not-enabled", opening.Account, 0, 1));
    }

    /// <summary>Shuts what was opened, reads it back, tells it.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who or what has it shut.</param>
    /// <param name="opening">The opening.</param>
    /// <param name="ct">Cancels the operation; not once it is intended.</param>
    /// <exception cref="OutsideFailureException">The directory refused, or did not answer; an incident says so.</exception>
    public static async Task CloseAsync(Workspace workspace, Actor actor, EmergencyOpening opening, CancellationToken ct)
    {
        await ToldAsync(
            workspace,
            opening.Id,
            current => current is { IsOver: false, ClosingAt: null },
            (commit, current) =>
            {
                var at = workspace.Now;
                var closing = current with { ClosingAt = at, ClosingBy = actor.ToString() };
                EmergencyRows.Put(commit, closing, FactKind.EmergencyClosing, actor, at, new FactBody());
            },
            ct
        );
        try
        {
            await ShutAsync(workspace, opening.ObjectId, CancellationToken.None);
        }
        catch (OutsideFailureException e)
        {
            await EmergencyIncidents.RaiseNotClosedAsync(workspace, actor, opening, e.Kind.Code, CancellationToken.None);
            throw;
        }
        await ToldAsync(
            workspace,
            opening.Id,
            current => !current.IsOver,
            (commit, current) =>
            {
                var at = workspace.Now;
                EmergencyRows.Put(commit, current with { EndedAt = at }, FactKind.EmergencyEnded, actor, at, new FactBody());
            },
            CancellationToken.None
        );
        await IncidentLog.EndOfAsync(
            workspace,
            actor,
            EmergencyIncidents.NotClosed,
            opening.Id,
            Wording.Of("Over.shut"),
            CancellationToken.None
        );
    }

    /// <summary>Shuts an account that nobody opened here. Killed in the middle, it is still found open and shut again.</summary>
    public static async Task ShutOutsideAsync(Workspace workspace, Actor actor, string name, Guid account, CancellationToken ct)
    {
        await TellAsync(FactKind.EmergencyClosing);
        await ShutAsync(workspace, account, CancellationToken.None);
        await TellAsync(FactKind.EmergencyEnded);

        Task<bool> TellAsync(FactKind kind) =>
            EmergencyRows.RunAsync(
                workspace,
                (commit, _) =>
                {
                    commit.Tell(kind, actor, name, new FactBody().Add("account", $"{account}").Add("at", workspace.Now));
                    return Task.FromResult((true, true));
                },
                ct
            );
    }

    /// <summary>Nothing is called shut before it is read back.</summary>
    private static async Task ShutAsync(Workspace workspace, Guid account, CancellationToken ct)
    {
        var accounts = EmergencyDesk.SealedOf(workspace);
        await accounts.ShutAsync(account, ct);
        if (await accounts.LookAsync(account, ct) is { Enabled: true })
            throw new OutsideFailureException(new OutsideFailure.Transient("still-enabled"), Wording.Of("Outside.still-enabled"));
    }

    private static async Task TryShutAsync(Workspace workspace, Guid account, CancellationToken ct)
    {
        try
        {
            await ShutAsync(workspace, account, ct);
        }
        catch (OutsideFailureException)
        {
            // It reads as disabled; what refused to enable it refuses this too. Whoever looks for open accounts finds it otherwise.
        }
    }

    /// <summary>Writes where the opening still is as it must be.</summary>
    /// <returns>The opening as it is told of now.</returns>
    private static async Task<EmergencyOpening> ToldAsync(
        Workspace workspace,
        string id,
        Func<EmergencyOpening, bool> still,
        Action<PartitionCommit, EmergencyOpening> write,
        CancellationToken ct
    )
    {
        await EmergencyRows.RunAsync(
            workspace,
            (commit, book) =>
            {
                var current = book.Find(id)!;
                var writes = still(current);
                if (writes)
                    write(commit, current);
                return Task.FromResult((writes, true));
            },
            ct
        );
        return (await EmergencyBook.ReadAsync(workspace, ct)).Find(id)!;
    }
}
