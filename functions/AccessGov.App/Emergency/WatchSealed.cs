using AccessGov.App.Work;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Emergency;

/// <summary>What is not as it should be with sealed accounts. Says so and shuts nothing: that people do, knowingly.</summary>
public static class WatchSealed
{
    /// <summary>One thing.</summary>
    /// <param name="Code">
    /// <c>sealed-account-open</c>, <c>emergency-open</c>, <c>emergency-not-reviewed</c>, <c>emergency-not-closed</c> or
    /// <c>emergency-differs</c>.
    /// </param>
    /// <param name="Subject">The account, the opening, or the row.</param>
    public sealed record Trouble(string Code, string Subject);

    /// <summary>Looks at every sealed account of the policy and at the store.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="Failures.OutsideFailureException">The directory did not answer.</exception>
    public static async Task<IReadOnlyList<Trouble>> RunAsync(Workspace workspace, Actor actor, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var book = await EmergencyBook.ReadAsync(workspace, ct);
        var found = new List<Trouble>();
        foreach (var row in await (await EmergencyBook.ReadAnewAsync(workspace, ct)).StraysAsync(workspace, ct))
        {
            found.Add(new Trouble(EmergencyIncidents.Differs, row));
            await EmergencyIncidents.RaiseDiffersAsync(workspace, actor, row, ct);
        }
        if (workspace.Sealed is { } accounts)
            foreach (var entry in workspace.Policy.ProtectedAccounts.Where(a => a.IsSealed))
            {
                var name = EmergencyBook.NameOf(entry.UserPrincipalName!);
                if (
                    await accounts.FindAsync(name, ct) is not { Enabled: true } account
                    || book.Openings.Any(o => !o.IsOver && o.ObjectId == account.ObjectId)
                )
                    continue;
                found.Add(new Trouble(EmergencyIncidents.OpenOutside, name));
                await EmergencyIncidents.RaiseOpenOutsideAsync(workspace, actor, name, ct);
            }
        found.AddRange(book.Openings.Where(o => o.AwaitsReview).Select(o => new Trouble(CodeOf(o, workspace.Now), o.Id)));
        return found;
    }

    /// <summary>
    /// True while there is anything to look after: an account is sealed, or one that the policy seals no longer is open or not reviewed.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<bool> IsNeededAsync(Workspace workspace, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return workspace.Policy.ProtectedAccounts.Any(a => a.IsSealed)
            || (await EmergencyBook.ReadAsync(workspace, ct)).Openings.Any(o => o.AwaitsReview);
    }

    /// <summary>Looks whether an account is enabled now.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="account">The account's user principal name.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Null where the directory did not say.</returns>
    public static async Task<bool?> IsEnabledAsync(Workspace workspace, string account, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        try
        {
            return workspace.Sealed is { } accounts ? (await accounts.FindAsync(EmergencyBook.NameOf(account), ct))?.Enabled : null;
        }
        catch (Failures.OutsideFailureException)
        {
            return null;
        }
    }

    private static string CodeOf(EmergencyOpening opening, DateTimeOffset now) =>
        opening.IsOver ? "emergency-not-reviewed"
        : opening.ClosingAt is not null || now >= opening.Until ? EmergencyIncidents.NotClosed
        : EmergencyIncidents.Open;
}
