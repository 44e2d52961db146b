using AccessGov.Core.Codes;

namespace AccessGov.Core.Safeguards;

/// <summary>Codes of verdicts: one word in facts and answers, another, older one in the state of a plan.</summary>
public static class VerdictCodes
{
    /// <summary>In the state of a plan.</summary>
    public static CaseCodes<Verdict> All { get; } =
        new CaseCodes<Verdict>().With<Verdict.Clear>("Clear").With<Verdict.NeedsApproval>("NeedsApproval").With<Verdict.Refused>("Refused");

    /// <summary>In facts and answers.</summary>
    public static CaseCodes<Verdict> Words { get; } =
        new CaseCodes<Verdict>()
            .With<Verdict.Clear>("clear")
            .With<Verdict.NeedsApproval>("needs-approval")
            .With<Verdict.Refused>("refused");

    /// <summary>The word of one in facts and answers.</summary>
    public static string Of(Verdict value) => Words.Of(value);
}
