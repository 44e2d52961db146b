using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Requests;

/// <summary>
/// What is said before anybody asks: what would withhold a right from a person, with what it is at odds, what gives it already.
/// </summary>
/// <param name="Right">The right.</param>
/// <param name="ClosedGate">The gate that would withhold it today; null for none.</param>
/// <param name="Conflicts">Separation rules that forbid it together with what is due to the person, or was asked for.</param>
/// <param name="HasUntil">Last day on which the person has it anyway; null for none, or no end.</param>
/// <param name="HasAlready">True when it is due to the person already.</param>
public sealed record RequestOutlook(
    Entitlement Right,
    Gate? ClosedGate,
    IReadOnlyList<SeparationRule> Conflicts,
    DateOnly? HasUntil,
    bool HasAlready
)
{
    /// <summary>Looks.</summary>
    /// <param name="desired">People, policy and day.</param>
    /// <param name="ledger">What was asked for so far.</param>
    /// <param name="worker">For whom.</param>
    /// <param name="right">The right; null result where the policy has none of that name.</param>
    public static RequestOutlook? Of(DesiredState desired, RequestLedger ledger, Worker worker, EntitlementId right)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(worker);
        var rights = desired.Policy.Entitlements;
        var index = desired.Policy.IndexOf(right);
        if (index < 0)
            return null;
        var desire = desired.Of(worker);
        // What a review took is not had: a request that is approved later gives it afresh.
        DesiredMembership[] due =
        [
            .. desire.Memberships,
            .. desire.Withheld.Where(w => w.Reason is not WithheldReason.Reviewed).Select(w => w.Membership),
        ];
        var has = due.Where(d => d.Entitlement == index).Take(1).ToArray();
        var others = due.Select(d => rights[d.Entitlement].Id)
            .Concat(ledger.All.Where(r => r.Subject == worker.Id && r.StateOn(desired.On) == RequestState.Waits).Select(r => r.Right))
            .ToHashSet();
        return new RequestOutlook(
            rights[index],
            desired.ClosedGate(desire, index),
            [
                .. desired.Policy.SeparationRules.Where(r =>
                    (r.Keeps == right && others.Contains(r.Withholds)) || (r.Withholds == right && others.Contains(r.Keeps))
                ),
            ],
            has.Length > 0 ? has[0].Until : null,
            has.Length > 0
        );
    }
}
