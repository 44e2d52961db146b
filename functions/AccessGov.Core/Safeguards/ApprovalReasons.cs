namespace AccessGov.Core.Safeguards;

/// <summary>The reasons for which a plan may need approval; <see cref="Brake"/> gives no others.</summary>
public static class ApprovalReasons
{
    /// <summary>Every reason by its code: a policy names the role that each asks for.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "disables",
        "removals",
        "removals-in-zone",
        "people-in-org-unit",
        "creations",
        "enables",
        "unexplained-enables",
        "returns-after-stop",
        "unexplained-creations",
        "restores",
        "retired-rights",
        "restored-store",
        "plan-size",
        "my-number-grants",
        "deletions",
        "first-plan",
        "named-approval",
        "adoptions",
        "supplied-by-hand",
    ];
}
