using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Planning;

/// <summary>One change of the directory: pure data. Closed.</summary>
public abstract record PlannedAction
{
    private PlannedAction(Target target, Because because, Expect expect) => (Target, Because, Expect) = (target, because, expect);

    /// <summary>Whom it concerns.</summary>
    public Target Target { get; init; }

    /// <summary>Why.</summary>
    public Because Because { get; init; }

    /// <summary>What the planner saw.</summary>
    public Expect Expect { get; init; }

    /// <summary>Idempotency key, set when the plan is closed.</summary>
    public ActionId Id { get; init; }

    /// <summary>Creates an account.</summary>
    /// <param name="Target">Whom it concerns.</param>
    /// <param name="Because">Why.</param>
    /// <param name="UserPrincipalName">Sign-in name.</param>
    /// <param name="Attributes">Initial attributes.</param>
    public sealed record CreateAccount(Target Target, Because Because, string UserPrincipalName, AccountAttributes Attributes)
        : PlannedAction(Target, Because, new Expect.NoAccount());

    /// <summary>Brings attributes in line; moves an account to a new employee id when HR says so.</summary>
    /// <param name="Target">Whom it concerns.</param>
    /// <param name="Because">Why.</param>
    /// <param name="Expect">What the planner saw.</param>
    /// <param name="Attributes">All governed attributes as they shall be.</param>
    /// <param name="NewEmployeeId">Set only for <see cref="Cause.Renumbered"/>.</param>
    public sealed record ChangeAttributes(
        Target Target,
        Because Because,
        Expect Expect,
        AccountAttributes Attributes,
        EmployeeId? NewEmployeeId
    ) : PlannedAction(Target, Because, Expect);

    /// <summary>Enables sign-in.</summary>
    /// <param name="Target">Whom it concerns.</param>
    /// <param name="Because">Why.</param>
    /// <param name="Expect">What the planner saw.</param>
    public sealed record EnableAccount(Target Target, Because Because, Expect Expect) : PlannedAction(Target, Because, Expect);

    /// <summary>Disables sign-in.</summary>
    /// <param name="Target">Whom it concerns.</param>
    /// <param name="Because">Why.</param>
    /// <param name="Expect">What the planner saw.</param>
    public sealed record DisableAccount(Target Target, Because Because, Expect Expect) : PlannedAction(Target, Because, Expect);

    /// <summary>Ends every session that is open now.</summary>
    /// <param name="Target">Whom it concerns.</param>
    /// <param name="Because">Why.</param>
    /// <param name="Expect">What the planner saw.</param>
    public sealed record RevokeSessions(Target Target, Because Because, Expect Expect) : PlannedAction(Target, Because, Expect);

    /// <summary>Gives a right.</summary>
    /// <param name="Target">Whom it concerns.</param>
    /// <param name="Because">Why.</param>
    /// <param name="Entitlement">Which right.</param>
    /// <param name="Zone">Its zone.</param>
    /// <param name="GroupId">Its group.</param>
    public sealed record AddMember(Target Target, Because Because, EntitlementId Entitlement, Zone Zone, Guid GroupId)
        : PlannedAction(Target, Because, new Expect.Membership(false));

    /// <summary>Takes a right.</summary>
    /// <param name="Target">Whom it concerns.</param>
    /// <param name="Because">Why.</param>
    /// <param name="Entitlement">Which right.</param>
    /// <param name="Zone">Its zone.</param>
    /// <param name="GroupId">Its group.</param>
    public sealed record RemoveMember(Target Target, Because Because, EntitlementId Entitlement, Zone Zone, Guid GroupId)
        : PlannedAction(Target, Because, new Expect.Membership(true));

    /// <summary>Deletes an account (soft for 30 days).</summary>
    /// <param name="Target">Whom it concerns.</param>
    /// <param name="Because">Why.</param>
    /// <param name="Expect">What the planner saw.</param>
    public sealed record DeleteAccount(Target Target, Because Because, Expect Expect) : PlannedAction(Target, Because, Expect);
}
