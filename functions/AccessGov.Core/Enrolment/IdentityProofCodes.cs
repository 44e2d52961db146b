using AccessGov.Core.Codes;

namespace AccessGov.Core.Enrolment;

/// <summary>Codes of identity checks in rows, facts and on the command line.</summary>
public static class IdentityProofCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<IdentityProof> All { get; } =
        new((IdentityProof.StaffCard, "staff-card"), (IdentityProof.PhotoDocument, "photo-document"));

    /// <summary>The code of one.</summary>
    /// <param name="value">What was seen.</param>
    public static string Of(IdentityProof value) => All.Of(value);
}
