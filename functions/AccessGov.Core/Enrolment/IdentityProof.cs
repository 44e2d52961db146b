using AccessGov.Core.Codes;

namespace AccessGov.Core.Enrolment;

/// <summary>What the counter looked at before it issued a ticket. What stands on it is not noted: only that it was seen.</summary>
[CodedBy(typeof(IdentityProofCodes))]
public enum IdentityProof
{
    /// <summary>職員証 with a photograph.</summary>
    StaffCard,

    /// <summary>An official document with a photograph: 運転免許証, 旅券, マイナンバーカード (its front).</summary>
    PhotoDocument,
}
