using AccessGov.App.Directory.Entra.Batch;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.Core.Applying;
using AccessGov.Core.Planning;

namespace AccessGov.App.Directory.Entra.Writes;

/// <summary>
/// What a reply means for an action. Texts of refusals as captured from the service (canvas-lms specs, Microsoft's
/// group-membership-management); they are recognised by the part that both wordings share.
/// </summary>
internal static class Outcomes
{
    private const string AlreadyMember = "object references already exist",
        NoMember = "object references do not exist",
        ObjectMissing = "objects being referenced don't exist",
        Synced = "on-premises mastered",
        Taken = "already exists";

    private static readonly ActionOutcome Applied = new ActionOutcome.Applied(),
        AlreadyTrue = new ActionOutcome.AlreadyTrue();

    public static ActionOutcome Of(PlannedAction action, SubReply reply) =>
        reply switch
        {
            SubReply.Unanswered lost => NotReached(lost.Failure, lost.Until),
            SubReply.Answered { Succeeded: true } => Applied,
            SubReply.Answered refused => OfRefusal(action, refused),
            _ => throw new InvalidOperationException("Unknown reply."),
        };

    /// <summary>Patience for what may pass, else the end.</summary>
    public static ActionOutcome NotReached(OutsideFailure failure, DateTimeOffset until) =>
        failure is OutsideFailure.Transient ? new ActionOutcome.Deferred(until) : new ActionOutcome.Failed(failure.Code);

    /// <summary>One bad member may have spoilt a PATCH of several: the single requests tell which.</summary>
    public static bool AreWorthTryingOneByOne(SubReply reply) => reply is SubReply.Answered { Status: 400 or 404 };

    public static bool IsNameTaken(SubReply reply) =>
        reply is SubReply.Answered { Status: 400 or 409 } refused && (refused.Error.DetailCode == "ObjectConflict" || Says(refused, Taken));

    private static ActionOutcome OfRefusal(PlannedAction action, SubReply.Answered refused) =>
        (action, refused.Status) switch
        {
            (PlannedAction.AddMember, 400) when Says(refused, AlreadyMember) => AlreadyTrue,
            (PlannedAction.RemoveMember, 400) when Says(refused, NoMember) => AlreadyTrue,
            // Wherever the member or the group went, the right is gone.
            (PlannedAction.RemoveMember, 404) => AlreadyTrue,
            (PlannedAction.DeleteAccount, 404) => AlreadyTrue,
            (PlannedAction.AddMember, 404) => new ActionOutcome.Stale("The group or the account does not exist."),
            (PlannedAction.AddMember, 400) when Says(refused, ObjectMissing) => new ActionOutcome.Stale(
                "The group or the account does not exist."
            ),
            (not PlannedAction.CreateAccount, 404) => new ActionOutcome.Stale("The account does not exist."),
            (_, 400) when Says(refused, Synced) => new ActionOutcome.Failed("on-premises"),
            _ => new ActionOutcome.Failed(GraphFailures.CodeOf(refused.Status, refused.Error)),
        };

    private static bool Says(SubReply.Answered refused, string text) =>
        refused.Error.Message.Contains(text, StringComparison.OrdinalIgnoreCase);
}
