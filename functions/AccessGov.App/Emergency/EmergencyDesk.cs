using AccessGov.App.Directory.Entra;
using AccessGov.App.Failures;
using AccessGov.App.Incidents;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Emergency;

/// <summary>
/// Sealed accounts by two people: asked for, agreed to, looked at anew, intended, opened, read back, told, in this order; ended by one, or
/// by the hour; reviewed by a third.
/// </summary>
public static class EmergencyDesk
{
    /// <summary>Asks for a sealed account to be opened. Whoever asked may ask anew, with another reason.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="account">The account's user principal name.</param>
    /// <param name="hours">For how long; null for as long as the policy allows.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Why not; null when it is asked for.</returns>
    public static Task<Refusal?> AskAsync(Workspace workspace, Approver by, string account, int? hours, string reason, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(reason);
        var name = EmergencyBook.NameOf(account);
        var entry = EmergencyDecider.SealedOf(workspace.Policy.ProtectedAccounts, name);
        return EmergencyRows.RunAsync<Refusal?>(
            workspace,
            async (commit, book) =>
            {
                var wish = new EmergencyWish(name, by.Id, workspace.Now, hours ?? entry?.MaxHours ?? 0, reason);
                if (EmergencyDecider.CannotAsk(entry, wish, book.Wishes.GetValueOrDefault(name), book.Openings, by) is { } why)
                    return (false, why);
                var body = new FactBody().Add("hours", wish.Hours).Add("reason", reason).Add("at", wish.At);
                commit.Put(EmergencyRows.Of(wish), wish).Tell(FactKind.EmergencyAsked, new Actor.Employee(by.Id), name, body);
                return (true, await Task.FromResult<Refusal?>(null));
            },
            ct
        );
    }

    /// <summary>Takes a wish back.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who.</param>
    /// <param name="account">The account's user principal name.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Why not; null when nothing is asked for any more.</returns>
    public static Task<Refusal?> WithdrawAsync(Workspace workspace, Approver by, string account, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(by);
        var name = EmergencyBook.NameOf(account);
        return EmergencyRows.RunAsync<Refusal?>(
            workspace,
            async (commit, book) =>
            {
                var wish = book.Wishes.GetValueOrDefault(name);
                if (EmergencyDecider.CannotWithdraw(wish, by) is { } why)
                    return (false, why);
                await EmergencyRows.RemoveAsync(workspace, commit, wish!, ct);
                commit.Tell(
                    FactKind.EmergencyWithdrawn,
                    new Actor.Employee(by.Id),
                    name,
                    new FactBody().Add("askedBy", wish!.By.Value).Add("at", workspace.Now)
                );
                return (true, null);
            },
            ct
        );
    }

    /// <summary>Agrees, and has it opened.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who agrees.</param>
    /// <param name="account">The account's user principal name.</param>
    /// <param name="ct">Cancels the operation; not once it is intended.</param>
    /// <returns>The opening, read back; or why it is not open.</returns>
    /// <exception cref="OutsideFailureException">The directory did not say how the account stands: the next turn settles it.</exception>
    public static async Task<(EmergencyOpening? Opening, Refusal? Why)> AgreeAsync(
        Workspace workspace,
        Approver by,
        string account,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        var name = EmergencyBook.NameOf(account);
        if (!workspace.IsLive)
            return (null, new Refusal("emergency-observes", name, 0, 1));
        var entry = EmergencyDecider.SealedOf(workspace.Policy.ProtectedAccounts, name);
        var seen = (await EmergencyBook.ReadAsync(workspace, ct)).Wishes.GetValueOrDefault(name);
        var asker = seen is null ? null : await WhoApproves.OfAsync(workspace, seen.By, ct);
        var found = entry is null || seen is null ? null : await SealedOf(workspace).FindAsync(name, ct);
        var person = (by, await AlsoKnownAsAsync(workspace, by.Id, ct));
        var behind = await ClockBehind.DaysAsync(workspace, (await workspace.Present.OfAsync(workspace, ct)).Facts.Roster, ct);
        var (intended, refused) = await EmergencyRows.RunAsync<(EmergencyOpening?, Refusal?)>(
            workspace,
            async (commit, book) =>
            {
                var now = workspace.Now;
                var latest = behind > 0 ? now.AddDays(behind) : book.Latest;
                // Another wish than the one whose asker was looked at.
                var wish = book.Wishes.GetValueOrDefault(name) is { } same && same == seen ? same : null;
                if (EmergencyDecider.CannotAgree(wish, asker, entry, found, book.Openings, person, now, latest) is { } why)
                    return (false, (null, why.Subject.Length > 0 ? why : why with { Subject = name }));
                var id = EmergencyRows.IdOf(workspace, wish!, by.Id, now);
                var opening = new EmergencyOpening(id, name, found!.ObjectId, wish!, by.Id, now, now.AddHours(wish!.Hours));
                await EmergencyRows.RemoveAsync(workspace, commit, wish, ct);
                var body = new FactBody()
                    .Add("account", $"{found.ObjectId}")
                    .Add("askedBy", wish.By.Value)
                    .Add("reason", wish.Reason)
                    .Add("until", opening.Until);
                EmergencyRows.Put(commit, opening, FactKind.EmergencyAgreed, new Actor.Employee(by.Id), now, body);
                return (true, (opening, null));
            },
            ct
        );
        if (intended is null)
        {
            if (refused is { Code: "emergency-enabled-outside" })
                await EmergencyIncidents.RaiseOpenOutsideAsync(workspace, new Actor.Employee(by.Id), name, ct);
            return (null, refused);
        }
        // From here on it is intended, whether or not anybody still waits.
        string? failure = null;
        try
        {
            await SealedOf(workspace).OpenAsync(intended.ObjectId, CancellationToken.None);
        }
        catch (OutsideFailureException e)
        {
            failure = e.Kind.Code;
        }
        return await EmergencyEffects.SettleAsync(workspace, new Actor.Employee(by.Id), intended.Id, failure, CancellationToken.None);
    }

    /// <summary>Has an account shut: what is open by two people, or what somebody opened in the directory.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who.</param>
    /// <param name="account">The account's user principal name.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Why not; null when it was read back shut.</returns>
    /// <exception cref="OutsideFailureException">The directory refused, or did not answer; an opening is tried every turn.</exception>
    public static async Task<Refusal?> EndAsync(Workspace workspace, Approver by, string account, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (EmergencyDecider.CannotEnd(by) is { } cannot)
            return cannot;
        var (name, actor) = (EmergencyBook.NameOf(account), new Actor.Employee(by.Id));
        var book = await EmergencyBook.ReadAsync(workspace, ct);
        if (book.Openings.FirstOrDefault(o => !o.IsOver && o.Account == name) is { } opening)
        {
            await EmergencyEffects.CloseAsync(workspace, actor, opening, ct);
            return null;
        }
        if (EmergencyDecider.SealedOf(workspace.Policy.ProtectedAccounts, name) is null)
            return new Refusal("emergency-not-sealed", name, 0, 1);
        if (await SealedOf(workspace).FindAsync(name, ct) is not { Enabled: true } found)
            return new Refusal("emergency-not-open", name, 0, 1);
        await EmergencyEffects.ShutOutsideAsync(workspace, actor, name, found.ObjectId, ct);
        return null;
    }

    /// <summary>Says what was done with an account that was open. The incident is settled by it.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who reviews.</param>
    /// <param name="id">The opening.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Why not; null when it is reviewed.</returns>
    public static async Task<Refusal?> ReviewAsync(Workspace workspace, Approver by, string id, string result, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(by);
        var person = (by, await AlsoKnownAsAsync(workspace, by.Id, ct));
        var refused = await EmergencyRows.RunAsync<Refusal?>(
            workspace,
            (commit, book) =>
            {
                var opening = book.Find(id);
                if (EmergencyDecider.CannotReview(opening, result, person) is { } why)
                    return Task.FromResult<(bool, Refusal?)>((false, why.Subject.Length > 0 ? why : why with { Subject = id }));
                var reviewed = opening! with { ReviewedAt = workspace.Now, ReviewedBy = by.Id, Result = result };
                EmergencyRows.Put(
                    commit,
                    reviewed,
                    FactKind.EmergencyReviewed,
                    new Actor.Employee(by.Id),
                    reviewed.ReviewedAt.Value,
                    new FactBody().Add("result", result)
                );
                return Task.FromResult<(bool, Refusal?)>((true, null));
            },
            ct
        );
        if (refused is null)
            foreach (var incident in await IncidentLog.ListAsync(workspace, ct))
                if (incident.IsOpen && incident.Code is EmergencyIncidents.Open && incident.Subject == id)
                    await IncidentLog.CloseAsync(workspace, by.Id, incident.Id, result, ct);
        return refused;
    }

    internal static SealedAccounts SealedOf(Workspace workspace) =>
        workspace.Sealed ?? throw new InvalidOperationException("The directory opens no sealed accounts.");

    /// <summary>Other numbers of the same person, as far as personnel tells.</summary>
    private static async Task<IReadOnlyList<EmployeeId>> AlsoKnownAsAsync(Workspace workspace, EmployeeId id, CancellationToken ct)
    {
        var workers = (await workspace.Present.OfAsync(workspace, ct)).Facts.Roster.Workers;
        return
        [
            .. workers.Where(w => w.Id == id).Select(w => w.FormerId).OfType<EmployeeId>(),
            .. workers.Where(w => w.FormerId == id).Select(w => w.Id),
        ];
    }
}
