using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>A named right, realised by membership of one Entra group.</summary>
/// <param name="Id">Name in the policy.</param>
/// <param name="Name">Name on screens.</param>
/// <param name="Zone">Network domain.</param>
/// <param name="Classification">Of what it opens.</param>
/// <param name="Owner">Org unit that owns it.</param>
/// <param name="GroupId">Object id of the Entra group.</param>
/// <param name="ReviewEveryMonths">Rhythm of 棚卸し, 1 to 24.</param>
/// <param name="Gates">What must hold besides the grant; My Number always includes <see cref="Gate.MfaKey"/>.</param>
/// <param name="Article">Article that the right is governed under.</param>
public sealed record Entitlement(
    EntitlementId Id,
    string Name,
    Zone Zone,
    Classification Classification,
    OrgCode Owner,
    Guid GroupId,
    int ReviewEveryMonths,
    IReadOnlyList<Gate> Gates,
    Article Article
)
{
    /// <summary>True when somebody may ask for it (利用申請); otherwise only a birthright or an exception gives it.</summary>
    public bool IsRequestable { get; init; }

    /// <summary>True when no review may leave it without a holder: a reviewer's やめる about the last one is refused.</summary>
    public bool KeepsLastHolder { get; init; }

    /// <summary>True for a privileged right (特権): reviews may ask for these alone, and one hand for many never keeps one.</summary>
    public bool IsPrivileged { get; init; }
}
