namespace AccessGov.Core.Kernel;

/// <summary>Codes of findings in kept plans and JSON.</summary>
public static class FindingCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<FindingKind> All { get; } =
        new(
            (FindingKind.OrphanAccount, "OrphanAccount"),
            (FindingKind.DuplicateAccount, "DuplicateAccount"),
            (FindingKind.UncoveredMember, "UncoveredMember"),
            (FindingKind.ForeignMember, "ForeignMember"),
            (FindingKind.UnexplainedMembership, "UnexplainedMembership"),
            (FindingKind.UnknownOrgUnit, "UnknownOrgUnit"),
            (FindingKind.NoPosting, "NoPosting"),
            (FindingKind.TermNotContinued, "TermNotContinued"),
            (FindingKind.ContestedWorker, "ContestedWorker"),
            (FindingKind.UnknownGuest, "UnknownGuest"),
            (FindingKind.GuestOutsideSource, "GuestOutsideSource"),
            (FindingKind.VanishedWorker, "VanishedWorker"),
            (FindingKind.ReusedNumber, "ReusedNumber"),
            (FindingKind.MissingSource, "MissingSource"),
            (FindingKind.StaleSource, "StaleSource"),
            (FindingKind.MissingFacts, "MissingFacts"),
            (FindingKind.AbsentGroup, "AbsentGroup"),
            (FindingKind.UnreadGroup, "UnreadGroup"),
            (FindingKind.ProtectedAccountDiffers, "ProtectedAccountDiffers"),
            (FindingKind.MasteredOnPremises, "MasteredOnPremises"),
            (FindingKind.SeparationUndecided, "SeparationUndecided"),
            (FindingKind.AnnouncementDisagrees, "AnnouncementDisagrees"),
            (FindingKind.NoLastDay, "NoLastDay"),
            (FindingKind.NameTaken, "NameTaken")
        );

    /// <summary>The code of one.</summary>
    public static string Of(FindingKind value) => All.Of(value);
}
