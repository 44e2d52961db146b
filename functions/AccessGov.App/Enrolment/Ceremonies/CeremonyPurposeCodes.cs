using AccessGov.Core.Codes;

namespace AccessGov.App.Enrolment.Ceremonies;

/// <summary>Codes of purposes in rows.</summary>
public static class CeremonyPurposeCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<CeremonyPurpose> All { get; } =
        new(
            (CeremonyPurpose.EnrolFirst, "enrol-first"),
            (CeremonyPurpose.EnrolSpare, "enrol-spare"),
            (CeremonyPurpose.StepUp, "step-up"),
            (CeremonyPurpose.SignIn, "sign-in")
        );
}
