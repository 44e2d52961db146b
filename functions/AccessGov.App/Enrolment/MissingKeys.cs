using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Planning;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.App.Enrolment;

/// <summary>Who needs a key and has none, and whether a way to one leads from where each of them stands.</summary>
public static class MissingKeys
{
    /// <summary>Fewer than this many on duty issue no ticket: one looks, another confirms.</summary>
    private const int PeopleOfCounter = 2;

    /// <summary>Somebody without a key that counts.</summary>
    /// <param name="Worker">Who.</param>
    /// <param name="Unit">所属; null when unknown.</param>
    /// <param name="Rights">Rights that a key opens, or would.</param>
    /// <param name="InHand">A key that was handed out to the person and waits to be enrolled; null for none.</param>
    /// <param name="TicketUntil">Until when a ticket of the person is valid; null for none.</param>
    /// <param name="HasCounter">True when two who are not the person serve at the counter today.</param>
    public sealed record Person(
        EmployeeId Worker,
        OrgCode? Unit,
        IReadOnlyList<EntitlementId> Rights,
        KeySerial? InHand,
        DateTimeOffset? TicketUntil,
        bool HasCounter
    )
    {
        /// <summary>True when nobody can tell whether the person has a key: no list of keys has come.</summary>
        public bool IsUnknown { get; init; }

        /// <summary>True when the person can come to a key: it is at hand, and a ticket or a counter that issues one.</summary>
        public bool HasPath => InHand is not null && (HasCounter || TicketUntil is not null);
    }

    /// <summary>未登録者: from whom a right of the My Number zone is withheld for want of a key, by unit and number.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Person>> WithheldAsync(Workspace workspace, CancellationToken ct)
    {
        var desired = await workspace.Present.OfAsync(workspace, ct);
        return await WithPathsAsync(
            workspace,
            desired,
            d => Withheld(d).Where(i => desired.Policy.Entitlements[i].Zone == Zone.MyNumber),
            ct
        );
    }

    /// <summary>
    /// Who would be stuck when the gate of a right closed: to whom it is due, or would be with a key, and who holds none that counts. Asked
    /// before a right is put behind a key, and before the list of keys is taken to be whole.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="right">The right; null for every right of the My Number zone.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Person>> StuckAsync(Workspace workspace, EntitlementId? right, CancellationToken ct)
    {
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var holders = KeyHolders.On(desired.Facts, desired.On);
        return await WithPathsAsync(
            workspace,
            desired,
            d => holders.Contains(d.Worker.Id) ? [] : Needs(d).Where(i => IsMeant(desired.Policy.Entitlements[i])),
            ct
        );

        bool IsMeant(Entitlement entitlement) => right is { } one ? entitlement.Id == one : entitlement.Zone == Zone.MyNumber;
    }

    /// <summary>
    /// Rights that are due, or would be were every gate open, by index. Not those alone that a key would give: whoever has a key and lacks
    /// the training would vanish from both sides of the rate, and a campaign that enrols people would show none of them.
    /// </summary>
    internal static IEnumerable<int> Needs(WorkerDesire desire) =>
        desire
            .Memberships.Select(m => m.Entitlement)
            .Concat(
                desire
                    .Withheld.Where(w => w.Reason is WithheldReason.GateClosed or WithheldReason.GateUnknown)
                    .Select(w => w.Membership.Entitlement)
            );

    /// <summary>True when a right of the My Number zone is due, or would be were every gate open.</summary>
    internal static bool NeedsKey(GovernancePolicy policy, WorkerDesire desire) =>
        Needs(desire).Any(i => policy.Entitlements[i].Zone == Zone.MyNumber);

    private static IEnumerable<int> Withheld(WorkerDesire desire) =>
        desire
            .Withheld.Where(w =>
                w.Reason is WithheldReason.GateClosed { Gate: Gate.MfaKey } or WithheldReason.GateUnknown { Gate: Gate.MfaKey }
            )
            .Select(w => w.Membership.Entitlement);

    private static async Task<IReadOnlyList<Person>> WithPathsAsync(
        Workspace workspace,
        DesiredState desired,
        Func<WorkerDesire, IEnumerable<int>> rights,
        CancellationToken ct
    )
    {
        var inHand = (await KeysToday.KeysAsync(workspace, ct))
            .Where(k => k is { State: KeyState.Unenrolled, Holder: not null })
            .ToLookup(k => k.Holder!.Value, k => k.Serial);
        var now = workspace.Now;
        var tickets = (await KeyRows.AllAsync<KeyTicket>(workspace, KeyRows.TicketPrefix, ct))
            .Where(t => t.Flaw(t.Person, t.Serial, now) is null)
            .ToLookup(t => t.Person);
        var serving = new HashSet<EmployeeId>();
        foreach (var id in workspace.Operators.Select(o => o.Worker).Distinct())
            if (KeyActor.Of(await WhoApproves.OfAsync(workspace, id, ct)).CannotServe is null)
                serving.Add(id);
        var hasKey = KeyHolders.Ask(desired.Facts, desired.On);
        var people = new List<Person>();
        foreach (var desire in desired.Workers)
        {
            EntitlementId[] missing = [.. rights(desire).Distinct().Order().Select(i => desired.Policy.Entitlements[i].Id)];
            if (missing.Length == 0)
                continue;
            var id = desire.Worker.Id;
            people.Add(
                new Person(
                    id,
                    desire.Org,
                    missing,
                    inHand[id].Cast<KeySerial?>().FirstOrDefault(),
                    tickets[id].Max(t => t.ValidUntil),
                    serving.Count - (serving.Contains(id) ? 1 : 0) >= PeopleOfCounter
                )
                {
                    IsUnknown = hasKey(id) is null,
                }
            );
        }
        return [.. people.OrderBy(p => p.Unit?.Value, StringComparer.Ordinal).ThenBy(p => p.Worker)];
    }
}
