using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Planning;

/// <summary>A verdict in the words of facts and JSON.</summary>
public static class VerdictWords
{
    /// <summary>Its reasons; none for a clear one.</summary>
    /// <param name="verdict">What the brake said.</param>
    public static IReadOnlyList<Refusal> Reasons(Verdict verdict) =>
        verdict switch
        {
            Verdict.Clear => [],
            Verdict.NeedsApproval approval => approval.Reasons,
            Verdict.Refused refused => refused.Reasons,
            _ => throw new InvalidOperationException(verdict.GetType().Name),
        };

    internal static IEnumerable<FactBody> Body(Verdict verdict) =>
        Reasons(verdict)
            .Select(r =>
                new FactBody().Add("code", r.Code).Add("subject", r.Subject).Add("number", $"{r.Number}").Add("limit", $"{r.Limit}")
            );
}
