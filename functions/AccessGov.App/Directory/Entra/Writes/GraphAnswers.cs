using AccessGov.App.Directory.Entra.Batch;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Failures;
using AccessGov.Core.Applying;
using AccessGov.Core.Planning;

namespace AccessGov.App.Directory.Entra.Writes;

/// <summary>
/// What Graph says in a reply; what that means for an action <see cref="OutcomeDecider"/> knows. Texts of refusals as captured from the
/// service (canvas-lms specs, Microsoft's group-membership-management); they are recognised by the part that both wordings share.
/// </summary>
internal static class GraphAnswers
{
    private const string AlreadyMember = "object references already exist",
        NoMember = "object references do not exist",
        ObjectMissing = "objects being referenced don't exist",
        Synced = "on-premises mastered",
        Taken = "already exists";

    public static DirectoryAnswer Of(PlannedAction action, SubReply reply) =>
        reply switch
        {
            SubReply.Unanswered lost => NotReached(lost.Failure, lost.Until),
            SubReply.Answered { Succeeded: true } => new DirectoryAnswer.Accepted(),
            SubReply.Answered refused => OfRefusal(action, refused),
            _ => throw new InvalidOperationException("Unknown reply."),
        };

    /// <summary>Patience for what may pass, else the end.</summary>
    public static DirectoryAnswer NotReached(OutsideFailure failure, DateTimeOffset until) =>
        failure is OutsideFailure.Transient ? new DirectoryAnswer.Busy(until) : new DirectoryAnswer.Refused(failure.Code);

    /// <summary>One bad member may have spoilt a PATCH of several: the single requests tell which.</summary>
    public static bool AreWorthTryingOneByOne(SubReply reply) => reply is SubReply.Answered { Status: 400 or 404 };

    public static bool IsNameTaken(SubReply reply) =>
        reply is SubReply.Answered { Status: 400 or 409 } refused && (refused.Error.DetailCode == "ObjectConflict" || Says(refused, Taken));

    private static DirectoryAnswer OfRefusal(PlannedAction action, SubReply.Answered refused) =>
        (action, refused.Status) switch
        {
            (PlannedAction.AddMember, 400) when Says(refused, AlreadyMember) => new DirectoryAnswer.SoBefore(),
            (PlannedAction.RemoveMember, 400) when Says(refused, NoMember) => new DirectoryAnswer.SoBefore(),
            (PlannedAction.AddMember, 400) when Says(refused, ObjectMissing) => new DirectoryAnswer.Absent(),
            (not PlannedAction.CreateAccount, 404) => new DirectoryAnswer.Absent(),
            (_, 400) when Says(refused, Synced) => new DirectoryAnswer.Refused("on-premises"),
            _ => new DirectoryAnswer.Refused(GraphFailures.CodeOf(refused.Status, refused.Error)),
        };

    private static bool Says(SubReply.Answered refused, string text) =>
        refused.Error.Message.Contains(text, StringComparison.OrdinalIgnoreCase);
}
