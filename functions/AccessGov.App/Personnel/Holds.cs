using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Personnel;

/// <summary>
/// Who is kept out whatever HR says. One person places a hold, because it only protects; two lift it, because that gives. Where timers and
/// queues run, the person is planned for at once.
/// </summary>
public static class Holds
{
    /// <summary>A wish to lift that nobody agreed to for so long is void, in days: as long as any proposal of two people.</summary>
    public const int LiftValidForDays = 14;

    internal const string Prefix = "hold:";

    /// <summary>A hold as it is kept.</summary>
    /// <param name="Worker">Who is kept out.</param>
    /// <param name="Since">First day.</param>
    /// <param name="At">When it was placed.</param>
    /// <param name="By">Who placed it.</param>
    /// <param name="Reason">Why, in the words of whoever placed it.</param>
    public sealed record Kept(EmployeeId Worker, DateOnly Since, DateTimeOffset At, string By, string Reason)
    {
        /// <summary>Who asked to lift it; null for nobody.</summary>
        public EmployeeId? LiftAskedBy { get; init; }

        /// <summary>When that was asked; null for nobody, and from before this was noted.</summary>
        public DateTimeOffset? LiftAskedAt { get; init; }

        /// <summary>The day on which the second person lifted it; null while it stands.</summary>
        public DateOnly? LiftedOn { get; init; }

        /// <summary>Who asked to lift it, while a second person may agree; null for nobody.</summary>
        /// <param name="now">The instant.</param>
        public EmployeeId? AskerAt(DateTimeOffset now) =>
            LiftAskedAt is { } asked && (now - asked).TotalDays <= LiftValidForDays ? LiftAskedBy : null;
    }

    /// <summary>What came of a wish to lift a hold.</summary>
    public enum LiftResult
    {
        /// <summary>A second person must say the same.</summary>
        Asked,

        /// <summary>It is lifted.</summary>
        Lifted,

        /// <summary>Nobody holds the worker.</summary>
        NotHeld,

        /// <summary>The same person asked before: somebody else must say the same.</summary>
        AskedBefore,

        /// <summary>Nobody lifts the hold against themself.</summary>
        OwnHold,

        /// <summary>The second person may not agree.</summary>
        Denied,
    }

    /// <summary>
    /// Keeps somebody out. A hold that stands already stands on, with its reason; the new reason is recorded, and a wish to lift it is
    /// void: who asked did not know of it.
    /// </summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="worker">Whom: any number, also one that personnel does not know.</param>
    /// <param name="reason">Why: 1 to <see cref="VisibleText.LongestReason"/> characters that can be seen.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>
    /// False when somebody holds the worker already; with a refusal nothing was done: nobody would be left who could lift a hold.
    /// </returns>
    /// <exception cref="ArgumentException">The reason is none.</exception>
    public static async Task<(bool IsNew, Refusal? Why)> PlaceAsync(
        Workspace workspace,
        Actor actor,
        EmployeeId worker,
        string reason,
        CancellationToken ct
    )
    {
        VisibleText.ThrowIfNoReason(reason);
        var (isNew, why) = await PersonnelCommit.RunAsync<(bool, Refusal?)>(
            workspace,
            async commit =>
            {
                if (await LastVoiceAsync(workspace, worker, ct) is { } refusal)
                    return (false, (false, refusal));
                var known = await FindAsync(workspace, worker, ct) is { LiftedOn: null } standing ? standing : null;
                var hold = known ?? new Kept(worker, workspace.Today, workspace.Now, actor.ToString()!, reason);
                commit
                    .Put(Prefix + worker, hold with { LiftAskedBy = null, LiftAskedAt = null })
                    .Tell(FactKind.HoldPlaced, actor, worker.Value, new FactBody().Add("since", hold.Since).Add("reason", reason));
                return (true, (known is null, null));
            },
            ct
        );
        if (why is not null)
            return (false, why);
        // Also when it stood before: that time may have been killed before it asked.
        await TakeStatements.AskForPlanAsync(workspace, worker, ct);
        return (isNew, null);
    }

    /// <summary>Asks to lift a hold, or lifts what somebody else asked to lift. Anybody may ask; who agrees lets somebody in.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="approver">Who says so.</param>
    /// <param name="needed">The role that the second person must have.</param>
    /// <param name="worker">Who is held.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>What came of it; with <see cref="LiftResult.Denied"/>, why.</returns>
    public static async Task<(LiftResult Result, Refusal? Why)> LiftAsync(
        Workspace workspace,
        Approver approver,
        OperatorRole needed,
        EmployeeId worker,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(approver);
        var by = approver.Id;
        var result = await PersonnelCommit.RunAsync(
            workspace,
            async commit =>
            {
                if (await FindAsync(workspace, worker, ct) is not { LiftedOn: null } hold)
                    return Said(false, LiftResult.NotHeld);
                if (by == worker)
                    return Said(false, LiftResult.OwnHold);
                var asker = hold.AskerAt(workspace.Now);
                if (asker == by)
                    return Said(false, LiftResult.AskedBefore);
                var actor = new Actor.Employee(by);
                if (asker is not { } first)
                {
                    commit
                        .Put(Prefix + worker, hold with { LiftAskedBy = by, LiftAskedAt = workspace.Now })
                        .Tell(FactKind.HoldLiftAsked, actor, worker.Value, new FactBody().Add("since", hold.Since));
                    return Said(true, LiftResult.Asked);
                }
                if (approver.Lacks(needed) is { } why)
                    return Said(false, LiftResult.Denied, why);
                commit
                    .Put(Prefix + worker, hold with { LiftedOn = workspace.Today })
                    .Tell(FactKind.HoldLifted, actor, worker.Value, new FactBody().Add("since", hold.Since).Add("askedBy", first.Value));
                return Said(true, LiftResult.Lifted);
            },
            ct
        );
        if (result.Result == LiftResult.Lifted)
            await TakeStatements.AskForPlanAsync(workspace, worker, ct);
        return result;

        static (bool Writes, (LiftResult Result, Refusal? Why)) Said(bool writes, LiftResult result, Refusal? why = null) =>
            (writes, (result, why));
    }

    /// <summary>Every hold that stands, by worker.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Kept>> StandingAsync(Workspace workspace, CancellationToken ct) =>
        [.. (await AllAsync(workspace, ct)).Where(h => h.LiftedOn is null)];

    /// <summary>As facts, the lifted ones among them: that two people lifted it is a fact too.</summary>
    internal static async Task<IReadOnlyList<Hold>> FactsAsync(Workspace workspace, CancellationToken ct) =>
        [.. (await AllAsync(workspace, ct)).Select(h => new Hold(h.Worker, h.Since, h.LiftedOn))];

    /// <summary>Holding the last approver who is not held would leave nobody who could agree to lift anything.</summary>
    private static async Task<Refusal?> LastVoiceAsync(Workspace workspace, EmployeeId worker, CancellationToken ct)
    {
        var voices = workspace
            .Operators.Where(o => o.Roles.Contains(OperatorRole.Approver) || o.Roles.Contains(OperatorRole.Officer))
            .Select(o => o.Worker)
            .ToHashSet();
        if (!voices.Contains(worker))
            return null;
        voices.ExceptWith((await StandingAsync(workspace, ct)).Select(h => h.Worker));
        return voices.Contains(worker) && voices.Count == 1 ? new Refusal("hold-of-last-approver", worker.Value, 0, 1) : null;
    }

    private static Task<Kept?> FindAsync(Workspace workspace, EmployeeId worker, CancellationToken ct) =>
        PartitionCommit.ReadAsync<Kept>(workspace, Scopes.Personnel, Prefix + worker, ct);

    private static async Task<List<Kept>> AllAsync(Workspace workspace, CancellationToken ct)
    {
        var all = new List<Kept>();
        await foreach (var record in workspace.Records.RangeAsync(new(workspace.Tenant, Scopes.Personnel), Prefix, Prefix + "~", ct))
            all.Add(PartitionCommit.Parse<Kept>(record));
        return all;
    }
}
