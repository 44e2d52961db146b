using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Work;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment;

/// <summary>What stands in the register of keys.</summary>
public static class KeyRegister
{
    /// <summary>A key with its last use.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="LastUsedAt">最終使用: when it was used last; null for never, or unknown.</param>
    public sealed record Line(SecurityKey Key, DateTimeOffset? LastUsedAt);

    /// <summary>The keys that a person holds, by serial.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="person">Who.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Line>> OfAsync(Workspace workspace, EmployeeId person, CancellationToken ct)
    {
        var lines = new List<Line>();
        foreach (var key in await KeysToday.HeldByAsync(workspace, person, ct))
            lines.Add(await LineOfAsync(workspace, key, ct));
        return lines;
    }

    /// <summary>Every key, by serial.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="state">Only those that stand so; null for all.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<SecurityKey>> AllAsync(Workspace workspace, KeyState? state, CancellationToken ct)
    {
        var keys = await KeysToday.KeysAsync(workspace, ct);
        return state is { } only ? [.. keys.Where(k => k.State == only)] : keys;
    }

    /// <summary>One key; null when it was never taken into stock.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="serial">Its number.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<SecurityKey?> FindAsync(Workspace workspace, KeySerial serial, CancellationToken ct) =>
        KeysToday.FindAsync(workspace, serial, ct);

    /// <summary>A ticket; null when there is none.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ticket">Its number.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static Task<KeyTicket?> FindAsync(Workspace workspace, TicketId ticket, CancellationToken ct) =>
        KeyRows.FindAsync(workspace, ticket, ct);

    /// <summary>Tickets that wait for the second person, or confirmed for their key; the oldest first.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<KeyTicket>> OpenTicketsAsync(Workspace workspace, CancellationToken ct)
    {
        var now = workspace.Now;
        var tickets = await KeyRows.AllAsync<KeyTicket>(workspace, KeyRows.TicketPrefix, ct);
        return [.. tickets.Where(t => t.IsOpen(now)).OrderBy(t => t.IssuedAt).ThenBy(t => t.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>One key with its last use; null when it was never taken into stock.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="serial">Its number.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Line?> LineAsync(Workspace workspace, KeySerial serial, CancellationToken ct) =>
        await FindAsync(workspace, serial, ct) is { } key ? await LineOfAsync(workspace, key, ct) : null;

    /// <summary>
    /// The key of an enrolment that stands now: to sign in, and to prove once more. An ended one is none, in every session.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="credential">The credential that an authenticator names.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<SecurityKey?> StandingAsync(Workspace workspace, CredentialId credential, CancellationToken ct) =>
        await KeysToday.FindAsync(workspace, credential, ct) is { State: KeyState.Enrolled, Holder: not null } key
        && key.Enrolled?.Key.Credential == credential
            ? key
            : null;

    private static async Task<Line> LineOfAsync(Workspace workspace, SecurityKey key, CancellationToken ct)
    {
        var used = key.Enrolled is { } enrolled ? await KeyUse.FindAsync(workspace, enrolled.Key.Credential, ct) : null;
        return new Line(key, used?.At);
    }
}
