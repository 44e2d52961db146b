using AccessGov.Core.Codes;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Planning;

/// <summary>One change of the directory: pure data. Closed.</summary>
[CodedBy(typeof(ActionCodes))]
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

    /// <summary>
    /// Brings attributes in line; moves an account to a new 職員番号 when HR says so (<see cref="Cause.Renumbered"/>); gives one that has
    /// none its worker's, and nothing else, when people say so (<see cref="Cause.Adopted"/>).
    /// </summary>
    /// <param name="Target">Whom it concerns.</param>
    /// <param name="Because">Why.</param>
    /// <param name="Expect">The account as the planner saw it; what is not in the list stays so.</param>
    /// <param name="Changes">
    /// What differs and nothing else, in the order of <see cref="AttributeName"/>. Approvers read it, the look before the effect checks
    /// it, the directory is told it, the record keeps it.
    /// </param>
    public sealed record ChangeAttributes(Target Target, Because Because, Expect Expect, IReadOnlyList<AttributeChange> Changes)
        : PlannedAction(Target, Because, Expect)
    {
        /// <summary>
        /// Every governed attribute as it shall be. A method, because it is no content of its own: it follows from the expectation and the
        /// list.
        /// </summary>
        public AccountAttributes ToBe() => ((Expect.Account)Expect).Attributes.With(Changes);

        /// <summary>Equal in everything, the list by its content.</summary>
        public bool Equals(ChangeAttributes? other) => base.Equals(other) && Changes.SequenceEqual(other.Changes);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Changes.Count);
    }

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

    /// <summary>
    /// Brings a deleted account back, with everything that it was; what it then should be is for the next plan.
    /// </summary>
    /// <param name="Target">Whom it concerns, and which deleted account.</param>
    /// <param name="Because">Why.</param>
    public sealed record RestoreAccount(Target Target, Because Because) : PlannedAction(Target, Because, new Expect.NoAccount());
}
