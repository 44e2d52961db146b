using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Planning;

/// <summary>The actions for one covered worker and at most one account.</summary>
internal sealed class AccountPlanner(
    DesiredState desired,
    DirectorySnapshot snapshot,
    Beyond beyond,
    int[] policyIndexOf,
    List<Finding> findings,
    bool tellsKept
)
{
    private readonly GovernancePolicy policy = desired.Policy;
    private readonly MembershipPlanner memberships = new(desired, snapshot, beyond, policyIndexOf, findings, tellsKept);

    /// <summary>Sign-in name of a new account.</summary>
    public static string NameOf(EmployeeId id, GovernancePolicy policy) => id.Value + policy.UserPrincipalNameSuffix;

    public void Create(WorkerDesire desire, List<PlannedAction> actions)
    {
        var target = new Target(desire.Worker.Id, null);
        var because = Why(desire, AccountGrounds.WhyCreated(desire, desired.On));
        if (because.Cause is Cause.Vanished(var since))
            findings.Add(new Finding(FindingKind.AccountVanished, desire.Worker.Id, Detail: $"{since:yyyy-MM-dd}"));
        actions.Add(new PlannedAction.CreateAccount(target, because, NameOf(desire.Worker.Id, policy), desire.Attributes!));
        if (!desire.ShouldBeEnabled)
            return;
        actions.Add(new PlannedAction.EnableAccount(target, because, new Expect.Account(false, desire.Attributes!)));
        memberships.Add(desire, target, -1, actions);
    }

    /// <summary>Offers to bring a deleted account back: mail, files and rights of years hang on it.</summary>
    public void Restore(WorkerDesire desire, DeletedAccount deleted, List<PlannedAction> actions)
    {
        findings.Add(
            new Finding(FindingKind.AccountVanished, desire.Worker.Id, deleted.ObjectId, Detail: $"{deleted.DeletedOn:yyyy-MM-dd}")
        );
        actions.Add(
            new PlannedAction.RestoreAccount(
                new Target(desire.Worker.Id, deleted.ObjectId),
                Why(desire, new Cause.WasDeleted(deleted.DeletedOn))
            )
        );
    }

    /// <summary>Shuts an account that claims to be somebody who is shut out everywhere, and takes its rights.</summary>
    /// <param name="desire">What should be: nothing.</param>
    /// <param name="index">An account that carries the worker's number.</param>
    /// <param name="actions">Where the actions go.</param>
    public void Shut(WorkerDesire desire, int index, List<PlannedAction> actions)
    {
        var account = snapshot.Accounts[index];
        var target = new Target(desire.Worker.Id, account.ObjectId);
        if (desire.Held is null)
            memberships.Remove(desire, target, index, actions);
        if (account.Enabled)
            Shut(desire.Worker.Id, account, Why(desire, AccountGrounds.WhyShut(desire)), actions);
    }

    /// <summary>Shuts an enabled account; one that only its own directory can shut at least loses its sessions, once a day.</summary>
    public void Shut(EmployeeId worker, DirectoryAccount account, Because because, List<PlannedAction> actions)
    {
        var target = new Target(worker, account.ObjectId);
        if (!account.SyncedFromOnPremises)
            actions.Add(new PlannedAction.DisableAccount(target, because, new Expect.Account(account.Enabled, account.Attributes)));
        else
        {
            findings.Add(new Finding(FindingKind.MasteredOnPremises, worker, account.ObjectId));
            if (beyond.Past.Find(account.ObjectId)?.SessionsEndedOn == desired.On)
                return;
        }
        actions.Add(new PlannedAction.RevokeSessions(target, because, new Expect.Account(false, account.Attributes)));
    }

    /// <param name="desire">What should be.</param>
    /// <param name="index">The account.</param>
    /// <param name="former">The number that the account still carries; null when it carries the worker's own.</param>
    /// <param name="isAwaited">True when another number will continue the account: it is not deleted meanwhile.</param>
    /// <param name="actions">Where the actions go.</param>
    public void Reconcile(WorkerDesire desire, int index, EmployeeId? former, bool isAwaited, List<PlannedAction> actions)
    {
        if (desire.Held is null && desire.Standing is Standing.Upcoming { From: var from } && from == DateOnly.MaxValue)
            return;
        var account = snapshot.Accounts[index];
        if (former is not null && account.SyncedFromOnPremises)
        {
            findings.Add(new Finding(FindingKind.MasteredOnPremises, desire.Worker.Id, account.ObjectId));
            return;
        }
        var target = new Target(desire.Worker.Id, account.ObjectId);
        memberships.Remove(desire, target, index, actions);
        if (account.SyncedFromOnPremises)
            OnPremises(desire, account, target, actions);
        else
            PlanAccount(desire, account, target, former, isAwaited, actions);
        // An account that only its own directory can enable gets its rights once that has happened.
        if (account.Enabled || !account.SyncedFromOnPremises)
            memberships.Add(desire, target, index, actions);
    }

    /// <summary>What its own directory must do is said; its sessions are Entra's, and end here.</summary>
    private void OnPremises(WorkerDesire desire, DirectoryAccount account, Target target, List<PlannedAction> actions)
    {
        var would = new List<PlannedAction>();
        PlanAccount(desire, account, target, null, true, would);
        if (would.Count == 0)
            return;
        if (account.Enabled && AccountGrounds.IsShutDue(desire))
            Shut(desire.Worker.Id, account, would[0].Because, actions);
        else
            findings.Add(new Finding(FindingKind.MasteredOnPremises, desire.Worker.Id, account.ObjectId));
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
        desire = desire.Beside(account.Attributes);
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
        if (account.Enabled && AccountGrounds.IsShutDue(desire))
        {
            var because = Why(desire, AccountGrounds.WhyShut(desire));
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
        if (account.Enabled)
            return;
        if (desire.ShouldBeEnabled)
            Open(desire, account, target, actions);
        if (!isAwaited && AccountGrounds.DeletedAfter(desired, desire, beyond.Past.OfShut(account, desired.On)) is { } lastDay)
            actions.Add(
                new PlannedAction.DeleteAccount(
                    target,
                    Why(desire, new Cause.RetentionOver(lastDay)),
                    new Expect.Account(false, account.Attributes)
                )
            );
    }

    private void Open(WorkerDesire desire, DirectoryAccount account, Target target, List<PlannedAction> actions)
    {
        var cause = AccountGrounds.WhyOpened(
            desire,
            beyond.Past.OfShut(account, desired.On),
            desired.HoldOf(desire.Worker.Id),
            desired.On,
            policy.Timing
        );
        if (cause is Cause.ShutByOthers(var since))
            findings.Add(new Finding(FindingKind.ShutByOthers, desire.Worker.Id, account.ObjectId, Detail: $"{since:yyyy-MM-dd}"));
        actions.Add(
            new PlannedAction.EnableAccount(target, Why(desire, cause), new Expect.Account(false, desire.Attributes ?? account.Attributes))
        );
    }

    private Because Why(WorkerDesire desire, Cause cause) => new(cause, null, policy.AccountArticle, desire.Org);
}
