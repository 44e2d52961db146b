using AccessGov.Core.Applying;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Tests.Worlds;

/// <summary>A small city on a day: what HR said, what else is known, and what the directory has.</summary>
internal sealed record World(
    GovernancePolicy Policy,
    IReadOnlyList<HrSnapshot> Sources,
    IReadOnlyList<HrSnapshot> LastKnown,
    GateFacts Gates,
    IReadOnlyList<Grant> Grants,
    Tenant Tenant,
    DateOnly On
)
{
    /// <summary>What is known of the directory besides its accounts and groups.</summary>
    public Beyond Beyond { get; init; } = Beyond.Nothing;

    /// <summary>Who is kept out.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>Accounts that somebody chose.</summary>
    public IReadOnlyList<ChosenAccount> Chosen { get; init; } = [];

    /// <summary>What reviews took.</summary>
    public IReadOnlyList<ReviewRemoval> Removals { get; init; } = [];

    public OneWord OneWord { get; init; } = OneWord.Nothing;
    public IReadOnlySet<EmployeeId> Named { get; init; } = new HashSet<EmployeeId>();

    public Facts Facts =>
        new(Roster.Of(Sources, Policy, LastKnown), Gates.Keys, Gates.Trainings, Gates.Reviews, Gates.Contracts, Grants)
        {
            Holds = Holds,
            EntraKeys = Gates.EntraKeys,
            Chosen = Chosen,
            Removals = Removals,
        };

    public DesiredState Desired => Entitlements.Of(Facts, Policy, On);

    /// <summary>What waits for people whatever the limits.</summary>
    public PeopleDecide Decide => new(OneWord, Policy.Limits.ApproveMyNumberGrants, Named);

    public Plan Plan(PlanPart part = PlanPart.Everything, EmployeeId? only = null) =>
        Reconciler.Plan(Desired, Tenant.Snapshot(), null, only, Beyond) is var plan && part == PlanPart.Everything
            ? plan
            : Core.Planning.Plan.Close(plan.Inputs, PlanParts.Of(plan.Actions, part, Decide), plan.Findings, plan.Population);

    /// <summary>The world after its plan was applied, and what is remembered of that.</summary>
    public World Settled() => Applies(Plan().Actions);

    /// <summary>The world after some actions, and what is remembered of them.</summary>
    public World Applies(IEnumerable<PlannedAction> actions)
    {
        var (tenant, past) = (Tenant, Looked().Beyond.Past);
        foreach (var action in actions)
        {
            tenant = tenant.Apply(action);
            var account = Worlds.Tenant.IdOf(action.Target);
            if (AccountMemory.After(past.Find(account), action, account, On) is { } news)
                past = past.With([news]);
        }
        return this with { Tenant = tenant, Beyond = Beyond with { Past = past } };
    }

    /// <summary>The world after somebody has read the directory.</summary>
    public World Looked() => this with { Beyond = Beyond with { Past = Beyond.Past.With(Beyond.Past.News(Tenant.Snapshot(), On)) } };

    public World Without(SourceId source) =>
        this with
        {
            Sources = [.. Sources.Where(s => s.Source != source)],
            LastKnown = [.. LastKnown, .. Sources.Where(s => s.Source == source)],
        };

    /// <summary>What a plan takes away, as the laws compare it.</summary>
    public HashSet<(string Kind, Target Target, EntitlementId? Right)> Revocations() =>
        [
            .. Plan()
                .Actions.Where(a => a is PlannedAction.DisableAccount or PlannedAction.RemoveMember or PlannedAction.DeleteAccount)
                .Select(a => (a.GetType().Name, a.Target, (a as PlannedAction.RemoveMember)?.Entitlement)),
        ];

    /// <summary>What a plan gives.</summary>
    public HashSet<(string Kind, EmployeeId Employee, EntitlementId? Right)> Gifts() =>
        [
            .. Plan()
                .Actions.Where(a => a is PlannedAction.AddMember or PlannedAction.EnableAccount)
                .Select(a => (a.GetType().Name, a.Target.Employee, (a as PlannedAction.AddMember)?.Entitlement)),
        ];
}

/// <summary>The four families of gate facts.</summary>
internal sealed record GateFacts(
    Known<IReadOnlyList<KeyFact>> Keys,
    Known<IReadOnlyList<TrainingFact>> Trainings,
    Known<IReadOnlyList<OverdueReview>> Reviews,
    Known<IReadOnlyList<ContractFact>> Contracts
)
{
    /// <summary>What Entra's report says; null when it was not read.</summary>
    public IReadOnlyList<EntraKey>? EntraKeys { get; init; }
}
