using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>Everything the city decided, as read from its policy file.</summary>
/// <param name="Tenant">Which municipality.</param>
/// <param name="Title">Name of the policy it puts into practice.</param>
/// <param name="AccountArticle">Article under which accounts are created, changed, disabled and deleted, e.g. <c>第6(6)</c>.</param>
/// <param name="ContentHash">SHA-256 (lower-case hex) of the file: the policy's version.</param>
/// <param name="TimeZone">IANA zone in which days are counted, e.g. <c>Asia/Tokyo</c>.</param>
/// <param name="UserPrincipalNameSuffix">What follows the employee id in a new account's UPN, e.g. <c>@city.example.jp</c>.</param>
/// <param name="Sources">Expected 任命権者.</param>
/// <param name="OrgChart">Units.</param>
/// <param name="Entitlements">Rights, in id order.</param>
/// <param name="BirthrightRules">Rules, in id order.</param>
/// <param name="SeparationRules">Rights that exclude each other.</param>
/// <param name="Timing">Days.</param>
/// <param name="Limits">Brakes.</param>
/// <param name="ProtectedAccounts">Accounts out of reach.</param>
public sealed record GovernancePolicy(
    TenantId Tenant,
    string Title,
    Article AccountArticle,
    string ContentHash,
    string TimeZone,
    string UserPrincipalNameSuffix,
    IReadOnlyList<SourceRule> Sources,
    OrgChart OrgChart,
    IReadOnlyList<Entitlement> Entitlements,
    IReadOnlyList<BirthrightRule> BirthrightRules,
    IReadOnlyList<SeparationRule> SeparationRules,
    Timing Timing,
    Limits Limits,
    IReadOnlyList<ProtectedAccount> ProtectedAccounts
)
{
    /// <summary>Who may agree to what.</summary>
    public ApprovalRules Approvals { get; init; } = ApprovalRules.Usual;

    /// <summary>Models of security keys that may be enrolled; null: every one whose maker is believed.</summary>
    public IReadOnlyList<AllowedKeyModel>? KeyModels { get; init; }

    /// <summary>職名 whose holders head the unit of their posting, in order; empty: nobody heads anything.</summary>
    public IReadOnlyList<string> Heads { get; init; } = [];

    /// <summary>Whom people turn to; null: advice speaks of whoever is in charge.</summary>
    public HelpDesk? HelpDesk { get; init; }

    /// <summary>棚卸し that are held, in id order; empty: none is opened by itself.</summary>
    public IReadOnlyList<ReviewRule> Reviews { get; init; } = [];

    /// <summary>Place of a right among <see cref="Entitlements"/>; -1 for none.</summary>
    /// <param name="right">The right's id.</param>
    public int IndexOf(EntitlementId right)
    {
        for (var at = 0; at < Entitlements.Count; at++)
            if (Entitlements[at].Id == right)
                return at;
        return -1;
    }

    /// <summary>Name of a source for people; its id where the policy has none of that id.</summary>
    /// <param name="source">The source's id.</param>
    public string NameOf(SourceId source) => Sources.FirstOrDefault(s => s.Id == source)?.Name ?? source.Value;

    /// <summary>Name of a right for people; its id where the policy has none of that id.</summary>
    /// <param name="right">The right's id.</param>
    public string NameOf(EntitlementId right) => IndexOf(right) is >= 0 and var at ? Entitlements[at].Name : right.Value;
}
