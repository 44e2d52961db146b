using AccessGov.App.Yaml;

namespace AccessGov.App.Policy;

/// <summary>Every kind of mapping of the policy file.</summary>
internal static class KeySets
{
    public static KeySet Policy { get; } =
        new(
            "policy",
            [
                "tenant",
                "title",
                "time-zone",
                "upn-suffix",
                "articles",
                "account-article",
                "organs",
                "sources",
                "org-units",
                "entitlements",
                "birthright-rules",
                "timing",
                "limits",
            ],
            ["separation-rules", "protected-accounts", "approvals", "key-models", "heads", "reviews", "help-desk"]
        );

    public static KeySet Article { get; } = new("article", ["number", "title"], []);

    public static KeySet Source { get; } = new("source", ["id", "name", "max-age-days"], []);

    public static KeySet OrgUnit { get; } = new("org-unit", ["code", "name"], ["organ", "source", "parent", "from", "until", "children"]);

    public static KeySet Entitlement { get; } =
        new(
            "entitlement",
            ["id", "name", "zone", "classification", "owner", "group", "review-every-months", "article"],
            ["gates", "requestable", "last-holder", "privileged"]
        );

    public static KeySet Classification { get; } = new("classification", ["confidentiality", "integrity", "availability"], []);

    public static KeySet BirthrightRule { get; } =
        new("birthright-rule", ["id", "grants", "article"], ["orgs", "employments", "postings", "posts"]);

    public static KeySet SeparationRule { get; } = new("separation-rule", ["id", "keeps", "withholds", "article"], []);

    public static KeySet Timing { get; } =
        new(
            "timing",
            ["joiner-lead-days", "retention-days", "training-valid-days"],
            ["overlap-days", "on-leave", "record-years", "keep-days"]
        );

    public static KeySet OverlapDays { get; } = new("overlap-days", [], [.. PolicyVocabulary.Zones.Select(z => z.English)]);

    public static KeySet OnLeave { get; } = new("on-leave", [], [.. PolicyVocabulary.Leaves.Select(l => l.English)]);

    public static KeySet Limits { get; } =
        new(
            "limits",
            [
                "approval",
                "refusal",
                "minimum-population",
                "window-days",
                "approval-from-actions",
                "approve-my-number-grants",
                "approve-deletions",
                "max-shrink-share",
                "max-rejected-share",
            ],
            []
        );

    public static KeySet CapSet { get; } =
        new("cap-set", ["disables", "removals", "removals-per-zone", "removals-per-org"], ["creations", "enables"]);

    public static KeySet Cap { get; } = new("cap", ["count", "share"], []);

    public static KeySet ProtectedAccount { get; } =
        new("protected-account", ["kind", "note"], ["upn", "object-id", "sealed", "max-hours"]);

    public static KeySet KeyModel { get; } = new("key-model", ["aaguid", "name"], []);

    public static KeySet HelpDesk { get; } = new("help-desk", ["name"], ["phone", "mail"]);

    public static KeySet Review { get; } =
        new(
            "review",
            ["id", "name", "from", "due-days", "silence", "article"],
            ["every-months", "first", "undo-days", "remind-days", "silence-for", .. ReviewScopeSection.Keys]
        );

    public static KeySet ReviewClassification { get; } = new("review-classification", [], ["confidentiality", "integrity", "availability"]);

    public static KeySet SilenceFor { get; } = new("silence-for", [], [.. PolicyVocabulary.Zones.Select(z => z.English)]);

    public static KeySet Approvals { get; } = new("approvals", [], ["roles", "named"]);

    public static KeySet ApprovalRoles { get; } = new("approval-roles", [], ApprovalSection.Codes);

    public static IReadOnlyList<KeySet> All { get; } =
    [
        Policy,
        Article,
        Source,
        OrgUnit,
        Entitlement,
        Classification,
        BirthrightRule,
        SeparationRule,
        Timing,
        OverlapDays,
        OnLeave,
        Limits,
        CapSet,
        Cap,
        ProtectedAccount,
        KeyModel,
        HelpDesk,
        Review,
        ReviewClassification,
        SilenceFor,
        Approvals,
        ApprovalRoles,
    ];
}
