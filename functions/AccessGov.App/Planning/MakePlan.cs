using AccessGov.App.Directory;
using AccessGov.App.Governance;
using AccessGov.App.Personnel;
using AccessGov.App.Reviews.Rounds;
using AccessGov.App.Work;
using AccessGov.Core.Applying;
using AccessGov.Core.Audit;
using AccessGov.Core.Desired;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>Reads the directory, plans, judges and keeps the plan. Changes nothing in the directory.</summary>
public static partial class MakePlan
{
    private sealed record Completed(PlanId Id);

    /// <summary>What to plan.</summary>
    /// <param name="On">For which day.</param>
    /// <param name="Only">One worker, or null for everybody.</param>
    /// <param name="Without">Sources in a planned outage.</param>
    /// <param name="Again">How many plans in a row had found the directory or the facts other than planned and changed nothing.</param>
    public sealed record Question(DateOnly On, EmployeeId? Only, IReadOnlySet<SourceId> Without, int Again = 0)
    {
        /// <summary>Which of the actions.</summary>
        public PlanPart Part { get; init; } = PlanPart.Everything;

        /// <summary>What it leaves out of all that is to do today, in a word; empty for nothing (<see cref="PlanState.Asked"/>).</summary>
        /// <param name="today">The day.</param>
        internal string LeftOut(DateOnly today) =>
            string.Join(
                '|',
                new[]
                {
                    Part switch
                    {
                        PlanPart.Everything => "",
                        // What waits beside what is taken is what would wait with it another night.
                        PlanPart.Others => PlanPartCodes.Of(PlanPart.Plain),
                        _ => PlanPartCodes.Of(Part),
                    },
                    Without.Count == 0 ? "" : $"without {string.Join(',', Without.Order())}",
                    On == today ? "" : $"on {On:yyyy-MM-dd}",
                }.Where(t => t.Length > 0)
            );

        /// <summary>True where what is taken is a plan of its own when the whole would wait: nobody's leaving waits with it.</summary>
        internal bool MaySplit { get; init; }

        /// <summary>True for somebody who only looks: what a clock that is behind keeps back is named all the same.</summary>
        internal bool IgnoresClock { get; init; }
    }

    /// <summary>Code of a plan that is not made because no source knows the one worker that it is asked for.</summary>
    public const string UnknownWorker = "worker-unknown";

    /// <summary>Makes a plan.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="actor">On whose behalf; the record names it.</param>
    /// <param name="question">The day, the one worker if any, and sources to leave out.</param>
    /// <param name="progress">Told of each page that was read; null for nobody.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<MakePlanResult> RunAsync(
        Workspace workspace,
        Actor actor,
        Question question,
        IProgress<CaptureProgress>? progress,
        CancellationToken ct
    )
    {
        // Before the facts: what is told from here on is in no word of this plan.
        var words = await SuppliedByHand.WordsAsync(workspace, ct);
        var (desired, read) = await DesiredAndActual.ReadAsync(workspace, question, progress, ct);
        var whyNot = DesiredAndActual.WhyNot(desired, read);
        if (whyNot is (DesiredAndActual.NoFacts, var noFacts))
            return new MakePlanResult.NotMade(DesiredAndActual.NoFacts, noFacts);
        if (question.Only is { } only && !IsKnown(desired, only))
            return await HeldBackAsync(workspace, desired.Facts.Roster, only, ct);
        var governed = Governed(workspace.Policy);
        if (whyNot is var (code, what))
            return new MakePlanResult.NotMade(code, what);
        var complete = (DirectoryRead.Complete)read!;
        if (await RefusedGroupsAsync(workspace, governed, ct) is { } refused)
            return refused;

        if (question.Only is null)
            await ReviewEffects.SettleAsync(workspace, actor, complete.Snapshot, ct);
        if (question.Only is null && await ChosenAccounts.SettleAsync(workspace, actor, complete.Snapshot, ct))
            desired = await workspace.Present.OfAsync(workspace, question.On, question.Without, ct);
        var after = await PartitionCommit.ReadAsync<Completed>(workspace, Scopes.Plans, Scopes.LastCompleted, ct);
        var (first, leavesDoubts) = await DesiredAndActual.PlanAsync(workspace, question, desired, complete, after?.Id, ct);
        var (plan, earlier) = await NotRejectedAsync(workspace, await GivenRights.ExplainAsync(workspace, first, ct), ct);
        var behind = plan.Findings.FirstOrDefault(f => f.Kind == FindingKind.ClockBehind);
        if (behind is not null)
            await ClockBehind.TellAsync(workspace, actor, behind.Detail, ct);
        else
            await ClockBehind.EndAsync(workspace, actor, ct);
        var verdict = await BrakeNow.JudgeAsync(workspace, plan, ct);
        var leavesOthers = false;
        if (question.MaySplit && verdict is not Verdict.Clear && await TakingsAsync(workspace, plan, ct) is { } takings)
        {
            ((plan, earlier), verdict, leavesOthers) = (takings, new Verdict.Clear(), true);
            question = question with { Part = PlanPart.Takings };
        }
        var kept = await workspace.Kept.KeepAsync(plan, ct);
        await KeepPolicy.RunAsync(workspace, actor, ct);
        // What a clock that is behind kept back has been in no plan: it is new still.
        var isWhole =
            question is { Only: null, Without.Count: 0, Part: PlanPart.Everything or PlanPart.Plain }
            && question.On == workspace.Today
            && !leavesDoubts
            && !leavesOthers
            && behind is null;
        var isFirst = isWhole && workspace.IsBeforeFirstPlan;
        var known = await SuppliedByHand.KnownToAsync(workspace, words, plan, desired, isFirst, ct);
        var result = await KeepAsync(workspace, actor, plan, verdict, (kept, known), isWhole, question, earlier, ct);
        return result is MakePlanResult.Made made ? made with { LeavesDoubts = leavesDoubts, LeavesOthers = leavesOthers } : result;
    }

    /// <summary>What a plan takes, where that may be done although the plan may not; null otherwise.</summary>
    private static async Task<(Plan, IReadOnlyList<EmployeeId>)?> TakingsAsync(Workspace workspace, Plan plan, CancellationToken ct)
    {
        // What people decide is not in the plan any more.
        var taken = PlanParts.Of(plan.Actions, PlanPart.Takings, PeopleDecide.Nothing);
        if (taken.Count == 0 || taken.Count == plan.Actions.Count)
            return null;
        var (takings, authors) = await NotRejectedAsync(workspace, Plan.Close(plan.Inputs, taken, plan.Findings, plan.Population), ct);
        return await BrakeNow.JudgeAsync(workspace, takings, ct) is Verdict.Clear ? (takings, authors) : null;
    }

    /// <summary>True for whom a present source knows, and for whom somebody holds.</summary>
    internal static bool IsKnown(DesiredState desired, EmployeeId id) =>
        desired.Facts.Roster.Find(id) is not null || desired.Facts.Holds.Any(h => h.Worker == id && h.LiftedOn is null);

    /// <summary>Entitlements whose groups are read and changed: all but 独自系.</summary>
    /// <param name="policy">The city's policy.</param>
    public static IReadOnlyList<Entitlement> Governed(GovernancePolicy policy) =>
        [.. policy.Entitlements.Where(e => e.Zone != Zone.Independent)];

    /// <summary>
    /// Remembers the plan that was completed last, so that the same state met again makes a new plan, and what is no longer new by it.
    /// </summary>
    internal static async Task CompletedAsync(Workspace workspace, Actor actor, PlanState state, CancellationToken ct)
    {
        if (state is { Approval: not null, Words: { } words })
            await SuppliedByHand.AgreedAsync(workspace, actor, words, ct);
        if (state.IsWhole)
            await SuppliedByHand.WholePlanAsync(workspace, state.MadeAt, state.On, ct);
        // Whose accounts are whose comes before the first plan: that one still shows what would be taken and given.
        if (workspace.IsBeforeFirstPlan && state is { Actions: > 0, OnlyAdopts: false })
            await DecisionsInForce.FirstPlanDoneAsync(workspace, ct);
        await OptimisticCommit.RunAsync(
            async () =>
                (
                    (PartitionCommit?)
                        (await PartitionCommit.OpenAsync(workspace, Scopes.Plans, ct)).Put(Scopes.LastCompleted, new Completed(state.Id)),
                    true
                ),
            ct
        );
    }

    /// <summary>
    /// Who supplied by hand what may be new in a plan: facts of the people it touches, the policy, the table of operators.
    /// </summary>
    private static async Task<IReadOnlyList<EmployeeId>> AuthorsAsync(Workspace workspace, Plan plan, CancellationToken ct)
    {
        if (plan.Actions.Count == 0)
            return [];
        var authors = new SortedSet<EmployeeId>(await SuppliedByHand.AuthorsAsync(workspace, PlanParts.PeopleOf(plan.Actions), ct));
        // Whoever chose an account stays an author, however long ago that was.
        authors.UnionWith(plan.Actions.Select(a => a.Because.Cause).OfType<Cause.Adopted>().Select(c => c.By));
        var decisions = await DecisionsInForce.ReadAsync(workspace, ct);
        foreach (var decided in new[] { decisions.Policy, decisions.Operators })
            foreach (var giver in decided?.Givers ?? [])
                if (await SuppliedByHand.IsNewAsync(workspace, giver.At, ct))
                    authors.Add(giver.By);
        return [.. authors];
    }

    /// <summary>
    /// What somebody said no to stays rejected. The same state met again is another plan, which comes after it; who is an author of the one
    /// is one of the other.
    /// </summary>
    private static async Task<(Plan Plan, IReadOnlyList<EmployeeId> Authors)> NotRejectedAsync(
        Workspace workspace,
        Plan plan,
        CancellationToken ct
    )
    {
        var authors = new List<EmployeeId>();
        while (await PlanList.StateAsync(workspace, plan.Id, ct) is { Status: PlanStatus.Rejected } rejected)
        {
            authors.AddRange(rejected.Author is { } author ? [author, .. rejected.Authors] : rejected.Authors);
            plan = Plan.Close(plan.Inputs with { After = plan.Id }, plan.Actions, plan.Findings, plan.Population);
        }
        return (plan, authors);
    }

    private static async Task<MakePlanResult> KeepAsync(
        Workspace workspace,
        Actor actor,
        Plan plan,
        Verdict verdict,
        (string Plan, string? Words) kept,
        bool isWhole,
        Question question,
        IReadOnlyList<EmployeeId> earlier,
        CancellationToken ct
    )
    {
        var madeAt = workspace.Now;
        EmployeeId[] authors = [.. earlier.Concat(await AuthorsAsync(workspace, plan, ct)).Distinct().Order()];
        // Nothing to do: everybody has what the facts give.
        if (isWhole && plan.Actions.Count == 0)
            await SuppliedByHand.WholePlanAsync(workspace, madeAt, plan.Inputs.On, ct);
        if (await PlanList.StateAsync(workspace, plan.Id, ct) is { Status: not PlanStatus.Made } begun)
            return new MakePlanResult.Made(plan, begun);
        // Another partition, so before the commit: killed between, the list names a plan that is not there, and passes it over.
        await PlanList.AddAsync(workspace, plan.Id, madeAt, isWhole ? plan.Population : null, ct);
        return await OptimisticCommit.RunAsync<MakePlanResult>(
            async () =>
            {
                var scope = Scopes.Plan(plan.Id);
                var commit = await PartitionCommit.OpenAsync(workspace, scope, ct);
                var known = await PartitionCommit.ReadAsync<PlanState>(workspace, scope, Scopes.State, ct);
                if (known is { Status: not PlanStatus.Made })
                    return (null, new MakePlanResult.Made(plan, known));
                var state = new PlanState
                {
                    Id = plan.Id,
                    Kept = kept.Plan,
                    Status = PlanStatus.Made,
                    On = plan.Inputs.On,
                    Only = plan.Inputs.Only,
                    Author = known is null ? (actor as Actor.Employee)?.Id : known.Author,
                    Authors = known is null ? authors : [.. Asked(actor, known).Concat(known.Authors).Concat(authors).Distinct().Order()],
                    IsWhole = isWhole,
                    MadeAt = madeAt,
                    Verdict = verdict,
                    Actions = plan.Actions.Count,
                    Findings = plan.Findings.Count,
                    OnlyAdopts = plan.Actions.Count > 0 && plan.Actions.All(PlanParts.IsAdoption),
                    IsUrgent = NextStep.IsUrgent(plan),
                    Again = question.Again,
                    Asked = question.LeftOut(workspace.Today),
                    Words = kept.Words,
                };
                commit
                    .Put(Scopes.State, state)
                    .Tell(
                        FactKind.PlanMade,
                        actor,
                        plan.Id.Value,
                        new FactBody()
                            .Add("on", plan.Inputs.On)
                            .Add("only", plan.Inputs.Only?.Value)
                            .Add("policy", plan.Inputs.PolicyHash)
                            .Add("facts", plan.Inputs.FactsDigest)
                            .Add("directory", plan.Inputs.SnapshotDigest)
                            .Add("after", plan.Inputs.After?.Value)
                            .Add("actions", plan.Actions.Count)
                            .Add("findings", plan.Findings.Count)
                            .Add("verdict", VerdictCodes.Of(verdict))
                            .Add("reasons", VerdictWords.Body(verdict))
                            .Add("kept", kept.Plan)
                            .Add("authors", state.Authors.Select(a => a.Value))
                            .Add("made", state.Digest())
                    );
                return (commit, new MakePlanResult.Made(plan, state));
            },
            ct
        );
    }

    /// <summary>Whoever asks for a plan that was made before is an author of it too.</summary>
    private static IEnumerable<EmployeeId> Asked(Actor actor, PlanState known) =>
        actor is Actor.Employee { Id: var asker } && asker != known.Author ? [asker] : [];

    private static async Task<MakePlanResult.NotMade> HeldBackAsync(
        Workspace workspace,
        Roster roster,
        EmployeeId only,
        CancellationToken ct
    )
    {
        if (await ExplainAccess.HoldingBackAsync(workspace, only, ct) is [var by, ..])
            return new("worker-undecided", ExplainAccess.HeldBackWording(workspace, only, by));
        var claims = roster.HeldBack.Where(w => w.Id == only).Select(w => w.Home).Distinct().Order().ToArray();
        return claims.Length == 0
            ? new(UnknownWorker, Wording.Of("Plan.worker-unknown", only))
            : new("worker-undecided", Wording.Of("Plan.worker-undecided", only, claims.Select(workspace.Policy.NameOf)));
    }
}
