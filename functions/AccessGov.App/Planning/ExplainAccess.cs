using AccessGov.App.Personnel;
using AccessGov.App.Work;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.App.Planning;

/// <summary>Why somebody should have a right, or what withholds it and how to fix it.</summary>
public static class ExplainAccess
{
    /// <summary>What is due to one worker.</summary>
    /// <param name="Desire">The worker and everything due or withheld.</param>
    /// <param name="Policy">The policy it follows from.</param>
    /// <param name="On">For which day.</param>
    public sealed record Explanation(WorkerDesire Desire, GovernancePolicy Policy, DateOnly On)
    {
        /// <summary>
        /// Rights that nothing gives and that stay if held, because a source told nothing. Looked for by <see cref="RunAsync"/>.
        /// </summary>
        public IReadOnlyList<(EntitlementId Right, SourceId Source)> Kept { get; init; } = [];

        /// <summary>Units of the worker that the policy does not know. Looked for by <see cref="RunAsync"/>.</summary>
        public IReadOnlyList<OrgCode> UndecidedUnits { get; init; } = [];
    }

    /// <summary>Explains, or null when no source knows the worker.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="worker">The worker.</param>
    /// <param name="on">On which day.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<Explanation?> RunAsync(Workspace workspace, EmployeeId worker, DateOnly on, CancellationToken ct)
    {
        var desired = await workspace.Present.OfAsync(workspace, on, new HashSet<SourceId>(), ct);
        if (desired.Facts.Roster.Find(worker) is not { } known)
            return null;
        var desire = desired.Of(known);
        return new Explanation(desire, workspace.Policy, on)
        {
            Kept = Reconciler.Kept(desired, desire),
            UndecidedUnits = [.. desired.UndecidedUnits(known)],
        };
    }

    /// <summary>The sources that claim a worker about whom nothing is decided; empty when no source knows the number.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="worker">The worker.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<SourceId>> ClaimsAsync(Workspace workspace, EmployeeId worker, CancellationToken ct)
    {
        var desired = await workspace.Present.OfAsync(workspace, ct);
        return [.. desired.Facts.Roster.HeldBack.Where(w => w.Id == worker).Select(w => w.Home).Distinct().Order()];
    }

    /// <summary>The sources whose latest file has a worker of whom nothing was taken over, in the order of the policy.</summary>
    /// <param name="workspace">The tenant's stores and policy.</param>
    /// <param name="worker">Who is asked about.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<SourceState>> HoldingBackAsync(Workspace workspace, EmployeeId worker, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var holding = new List<SourceState>();
        foreach (var source in workspace.Policy.Sources)
            if (await ImportHr.StateAsync(workspace, source.Id, ct) is { HeldBack: { } heldBack } state && heldBack.Contains(worker))
                holding.Add(state);
        return holding;
    }

    /// <summary>That somebody was held back at import: whose file it is, and what to do.</summary>
    /// <param name="workspace">The tenant's policy.</param>
    /// <param name="worker">Who is asked about.</param>
    /// <param name="by">The source.</param>
    public static Wording HeldBackWording(Workspace workspace, EmployeeId worker, SourceState by)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(by);
        return Wording.Of("Hr.held-back", worker, workspace.Policy.NameOf(by.Source), $"{by.AsOf:yyyy-MM-dd}", by.Source);
    }

    /// <summary>Everybody from whom a right is withheld on the day, by employee id.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="on">On which day.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <param name="zone">Only where a right of this zone is; null for any.</param>
    public static async Task<IReadOnlyList<WorkerDesire>> WithheldAsync(
        Workspace workspace,
        DateOnly on,
        CancellationToken ct,
        Zone? zone = null
    )
    {
        var desired = await workspace.Present.OfAsync(workspace, on, new HashSet<SourceId>(), ct);
        var rights = desired.Policy.Entitlements;
        return [.. desired.Workers.Where(w => w.Withheld.Any(x => zone is null || rights[x.Membership.Entitlement].Zone == zone))];
    }

    /// <summary>Everybody to whom a right of a zone is due today, gates open, by employee id.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<WorkerDesire>> DueAsync(Workspace workspace, Zone zone, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var desired = await workspace.Present.OfAsync(workspace, ct);
        var rights = desired.Policy.Entitlements;
        return [.. desired.Workers.Where(w => w.Memberships.Any(m => rights[m.Entitlement].Zone == zone))];
    }
}
