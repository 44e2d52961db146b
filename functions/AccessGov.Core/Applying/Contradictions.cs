using AccessGov.Core.Kernel;

namespace AccessGov.Core.Applying;

/// <summary>Findings beside which nobody may say that the directory is as it should be, although no action is left to do.</summary>
public static class Contradictions
{
    /// <summary>Those among some findings.</summary>
    /// <param name="findings">What a second look found.</param>
    public static IReadOnlyList<Finding> Among(IEnumerable<Finding> findings) => [.. findings.Where(f => Contradicts(f.Kind))];

    /// <summary>
    /// True when the finding says that somebody whom the facts cover is not as they ask, or that it cannot be told. False when it speaks of
    /// accounts of nobody, or of facts that are owed.
    /// </summary>
    /// <param name="kind">What the finding is about.</param>
    public static bool Contradicts(FindingKind kind) =>
        kind switch
        {
            FindingKind.DuplicateAccount
            or FindingKind.AbsentGroup
            or FindingKind.UnreadGroup
            or FindingKind.MasteredOnPremises
            or FindingKind.NameTaken
            or FindingKind.ShutByOthers
            or FindingKind.AccountVanished
            or FindingKind.GuestWithNumber
            or FindingKind.NearNumber
            or FindingKind.RightRetired
            or FindingKind.UngovernableGroup
            or FindingKind.AttributeTooLong
            or FindingKind.ClockBehind
            or FindingKind.AdoptionVoid => true,
            FindingKind.OrphanAccount
            or FindingKind.UncoveredMember
            or FindingKind.ForeignMember
            or FindingKind.UnexplainedMembership
            or FindingKind.UnknownOrgUnit
            or FindingKind.NoPosting
            or FindingKind.TermNotContinued
            or FindingKind.ContestedWorker
            or FindingKind.UnknownGuest
            or FindingKind.GuestOutsideSource
            or FindingKind.VanishedWorker
            or FindingKind.HeldBackWorker
            or FindingKind.ReusedNumber
            or FindingKind.MissingSource
            or FindingKind.StaleSource
            or FindingKind.MissingFacts
            or FindingKind.ProtectedAccountDiffers
            or FindingKind.SeparationUndecided
            or FindingKind.AnnouncementDisagrees
            or FindingKind.NoLastDay
            or FindingKind.WorkerHeld
            or FindingKind.UndecidedAccount
            or FindingKind.ProtectedUnknown
            or FindingKind.RestoredStore
            or FindingKind.UnledgeredKey
            // While it waits there is an action, which verify counts.
            or FindingKind.AdoptionWaits => false,
            _ => throw new InvalidOperationException($"Finding {kind} is not judged."),
        };
}
