using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Planning;

/// <summary>The actions for one covered worker and at most one account.</summary>
internal sealed class AccountPlanner(DesiredState desired, DirectorySnapshot snapshot, int[] policyIndexOf, List<Finding> findings)
{
    private readonly GovernancePolicy policy = desired.Policy;
    private readonly MembershipPlanner memberships = new(desired, snapshot, policyIndexOf, findings);

    /// <summary>Sign-in name of a new account.</summary>
    public static string NameOf(EmployeeId id, GovernancePolicy policy) => id.Value + policy.UserPrincipalNameSuffix;

    public void Create(WorkerDesire desire, List<PlannedAction> actions)
    {
        var target = new Target(desire.Worker.Id, null);
        var because = Why(desire, JoinsOrOnDuty(desire));
        actions.Add(new PlannedAction.CreateAccount(target, because, NameOf(desire.Worker.Id, policy), desire.Attributes!));
        if (!desire.ShouldBeEnabled)
            return;
        actions.Add(new PlannedAction.EnableAccount(target, because, new Expect.Account(false, desire.Attributes!)));
        memberships.Add(desire, target, -1, actions);
    }

    /// <param name="desire">What should be.</param>
    /// <param name="index">The account.</param>
    /// <param name="former">The number that the account still carries; null when it carries the worker's own.</param>
    /// <param name="isAwaited">True when another number will continue the account: it is not deleted meanwhile.</param>
    /// <param name="actions">Where the actions go.</param>
    public void Reconcile(WorkerDesire desire, int index, EmployeeId? former, bool isAwaited, List<PlannedAction> actions)
    {
        if (desire.Standing is Standing.Upcoming { From: var from } && from == DateOnly.MaxValue)
            return;
        var account = snapshot.Accounts[index];
        if (former is not null && account.SyncedFromOnPremises)
        {
            findings.Add(new Finding(FindingKind.MasteredOnPremises, desire.Worker.Id, account.ObjectId));
            return;
        }
        var target = new Target(desire.Worker.Id, account.ObjectId);
        memberships.Remove(desire, target, index, actions);
        var first = actions.Count;
        PlanAccount(desire, account, target, former, isAwaited, actions);
        if (account.SyncedFromOnPremises && actions.Count > first)
        {
            actions.RemoveRange(first, actions.Count - first);
            findings.Add(new Finding(FindingKind.MasteredOnPremises, desire.Worker.Id, account.ObjectId));
        }
        // An account that only its own directory can enable gets its rights once that has happened.
        if (account.Enabled || !account.SyncedFromOnPremises)
            memberships.Add(desire, target, index, actions);
    }

    private void PlanAccount(
        WorkerDesire desire,
        DirectoryAccount account,
        Target target,
        EmployeeId? former,
        bool isAwaited,
        List<PlannedAction> actions
    )
    {
        var expect = new Expect.Account(account.Enabled, account.Attributes);
        if (former is { } number)
        {
            actions.Add(
                new PlannedAction.ChangeAttributes(
                    target,
                    Why(desire, new Cause.Renumbered(number)),
                    expect,
                    [
                        new AttributeChange(AttributeName.EmployeeId, number.Value, desire.Worker.Id.Value),
                        .. AttributeChange.Between(account.Attributes, desire.Attributes!),
                    ]
                )
            );
            account = account with { Attributes = desire.Attributes! };
            expect = new Expect.Account(account.Enabled, account.Attributes);
        }
        if (account.Enabled && !desire.ShouldBeEnabled)
        {
            var because = Why(desire, WhyDisabled(desire));
            actions.Add(new PlannedAction.DisableAccount(target, because, expect));
            expect = new Expect.Account(false, account.Attributes);
            actions.Add(new PlannedAction.RevokeSessions(target, because, expect));
        }
        if (desire.ShouldExist && desire.Attributes is { } attributes && attributes != account.Attributes)
            actions.Add(
                new PlannedAction.ChangeAttributes(
                    target,
                    Why(desire, new Cause.AttributesDiffer()),
                    expect,
                    AttributeChange.Between(account.Attributes, attributes)
                )
            );
        if (!account.Enabled && desire.ShouldBeEnabled)
            actions.Add(
                new PlannedAction.EnableAccount(
                    target,
                    Why(desire, JoinsOrOnDuty(desire)),
                    new Expect.Account(false, desire.Attributes ?? account.Attributes)
                )
            );
        if (
            !isAwaited
            && desire.Standing is Standing.Ended { Returns: false, LastDay: { } lastDay }
            && desired.On.DayNumber - lastDay.DayNumber > policy.Timing.RetentionDays
        )
            actions.Add(
                new PlannedAction.DeleteAccount(
                    target,
                    Why(desire, new Cause.RetentionOver(lastDay)),
                    new Expect.Account(false, account.Attributes)
                )
            );
    }

    private Because Why(WorkerDesire desire, Cause cause) => new(cause, null, policy.AccountArticle, desire.Org);

    private Cause JoinsOrOnDuty(WorkerDesire desire) =>
        desire.Standing switch
        {
            Standing.Preparing preparing => new Cause.Joins(preparing.Term.Days.From),
            Standing.OnDuty { Term.Days.From: var from } when from == desired.On => new Cause.Joins(from),
            _ => new Cause.OnDuty(),
        };

    internal static Cause WhyDisabled(WorkerDesire desire) =>
        desire.Standing switch
        {
            Standing.Ended ended => new Cause.Left(ended.LastDay, ended.Last.EndsAtOnce),
            Standing.OnLeave leave => new Cause.OnLeave(leave.Leave),
            Standing.Preparing preparing => new Cause.Joins(preparing.Term.Days.From),
            Standing.Upcoming upcoming => new Cause.Joins(upcoming.From),
            _ => throw new InvalidOperationException($"{desire.Standing} disables nobody."),
        };
}
