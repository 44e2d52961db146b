using AccessGov.App.Work;
using AccessGov.Core.Audit;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel;

/// <summary>
/// Who is kept out whatever HR says. One person places a hold, because it only protects; two lift it, because that gives. Where timers and
/// queues run, the person is planned for at once.
/// </summary>
public static class Holds
{
    /// <summary>Longest reason, in characters.</summary>
    public const int LongestReason = 200;

    private const string Prefix = "hold:";
    private static readonly FactKind Placed = FactKind.Parse("hold-placed");
    private static readonly FactKind LiftAsked = FactKind.Parse("hold-lift-asked");
    private static readonly FactKind Lifted = FactKind.Parse("hold-lifted");

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

        /// <summary>The day on which the second person lifted it; null while it stands.</summary>
        public DateOnly? LiftedOn { get; init; }
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
    }

    /// <summary>Keeps somebody out. A hold that stands already is not replaced.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="worker">Whom: any number, also one that personnel does not know.</param>
    /// <param name="reason">Why: 1 to <see cref="LongestReason"/> characters that can be seen.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>False when somebody holds the worker already.</returns>
    /// <exception cref="ArgumentException">The reason is none.</exception>
    public static async Task<bool> PlaceAsync(Workspace workspace, Actor actor, EmployeeId worker, string reason, CancellationToken ct)
    {
        if (!IsReason(reason))
            throw new ArgumentException($"A reason has 1 to {LongestReason} characters that can be seen.", nameof(reason));
        var isNew = await PersonnelCommit.RunAsync(
            workspace,
            async commit =>
            {
                if (await FindAsync(workspace, worker, ct) is { LiftedOn: null })
                    return (false, false);
                commit
                    .Put(Prefix + worker, new Kept(worker, workspace.Today, workspace.Now, actor.ToString()!, reason))
                    .Tell(Placed, actor, worker.Value, new FactBody().Add("since", workspace.Today).Add("reason", reason));
                return (true, true);
            },
            ct
        );
        // Also when it stood before: that time may have been killed before it asked.
        await TakeStatements.AskForPlanAsync(workspace, worker, ct);
        return isNew;
    }

    /// <summary>Asks to lift a hold, or lifts what somebody else asked to lift.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="worker">Who is held.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<LiftResult> LiftAsync(Workspace workspace, EmployeeId by, EmployeeId worker, CancellationToken ct)
    {
        var result = await PersonnelCommit.RunAsync(
            workspace,
            async commit =>
            {
                if (await FindAsync(workspace, worker, ct) is not { LiftedOn: null } hold)
                    return (false, LiftResult.NotHeld);
                if (by == worker)
                    return (false, LiftResult.OwnHold);
                if (hold.LiftAskedBy == by)
                    return (false, LiftResult.AskedBefore);
                var actor = new Actor.Employee(by);
                if (hold.LiftAskedBy is not { } first)
                {
                    commit
                        .Put(Prefix + worker, hold with { LiftAskedBy = by })
                        .Tell(LiftAsked, actor, worker.Value, new FactBody().Add("since", hold.Since));
                    return (true, LiftResult.Asked);
                }
                commit
                    .Put(Prefix + worker, hold with { LiftedOn = workspace.Today })
                    .Tell(Lifted, actor, worker.Value, new FactBody().Add("since", hold.Since).Add("askedBy", first.Value));
                return (true, LiftResult.Lifted);
            },
            ct
        );
        if (result == LiftResult.Lifted)
            await TakeStatements.AskForPlanAsync(workspace, worker, ct);
        return result;
    }

    /// <summary>Every hold that stands, by worker.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<IReadOnlyList<Kept>> StandingAsync(Workspace workspace, CancellationToken ct) =>
        [.. (await AllAsync(workspace, ct)).Where(h => h.LiftedOn is null)];

    /// <summary>True for a text that may be a reason.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsReason(string? text) =>
        !string.IsNullOrWhiteSpace(text)
        && text.Length <= LongestReason
        && VisibleText.FirstHidden(text) is null
        // What a wrong encoding left of a character.
        && !text.Contains('\uFFFD', StringComparison.Ordinal);

    /// <summary>As facts, the lifted ones among them: that two people lifted it is a fact too.</summary>
    internal static async Task<IReadOnlyList<Hold>> FactsAsync(Workspace workspace, CancellationToken ct) =>
        [.. (await AllAsync(workspace, ct)).Select(h => new Hold(h.Worker, h.Since, h.LiftedOn))];

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
