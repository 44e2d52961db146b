using System.Globalization;

namespace AccessGov.Core.Policy;

/// <summary>
/// What a new policy changes. Premise: whoever edits the file alone could give himself a right. Consequence: only what is plainly stricter,
/// or changes a name, takes effect without a second person; whatever is not known to be that needs one.
/// </summary>
/// <param name="Changes">Every key that differs, in order.</param>
public sealed record PolicyDifference(IReadOnlyList<PolicyChange> Changes)
{
    /// <summary>Every key that differs, in order.</summary>
    public IReadOnlyList<string> Changed { get; } = [.. Changes.Select(c => c.Key)];

    /// <summary>Those of them that a second person must agree to.</summary>
    public IReadOnlyList<string> Loosened { get; } = [.. Changes.Where(c => c.Loosens).Select(c => c.Key)];

    private static readonly string[] StricterWhenLower =
    [
        "limits.approval.",
        "limits.approval-from-actions",
        "limits.minimum-population",
        "limits.max-",
        "timing.overlap-days.",
        "timing.training-valid-days",
        "timing.joiner-lead-days",
    ];

    /// <summary>The key of the list of models of security keys.</summary>
    internal const string KeyModels = "key-models";

    private static readonly string[] StricterWhenHigher = ["limits.window-days", "timing.retention-days", "timing.on-leave."];

    // Of one right or source each: how seldom it is reviewed, how old it may become.
    private static readonly string[] StricterWhenLowerOfEach = [".review-every-months", ".max-age-days"];

    private static readonly string[] StricterWhenGoneOfRight = [".requestable", ".last-holder"];

    /// <summary>Compares two policies.</summary>
    /// <param name="former">The one in force.</param>
    /// <param name="now">The new one.</param>
    public static PolicyDifference Between(GovernancePolicy former, GovernancePolicy now)
    {
        var (before, after) = (PolicyKeys.Of(former), PolicyKeys.Of(now));
        var changed = before
            .Keys.Union(after.Keys, StringComparer.Ordinal)
            .Where(k => before.GetValueOrDefault(k) != after.GetValueOrDefault(k))
            .Order(StringComparer.Ordinal);
        var goneRules = former.BirthrightRules.Select(r => r.Id).Except(now.BirthrightRules.Select(r => r.Id)).ToHashSet();
        bool IsOfGoneRule(string key) => goneRules.Any(r => key.StartsWith($"birthright-rules.{r}.", StringComparison.Ordinal));
        PolicyChange Of(string key)
        {
            var (was, willBe) = (before.GetValueOrDefault(key), after.GetValueOrDefault(key));
            return new PolicyChange(key, was, willBe, !IsOfGoneRule(key) && !IsStricter(key, was, willBe));
        }
        return new PolicyDifference([.. changed.Select(Of)]);
    }

    private static bool IsStricter(string key, string? before, string? after)
    {
        bool Ends(string[] ends) => Array.Exists(ends, e => key.EndsWith(e, StringComparison.Ordinal));
        bool Begins(string[] prefixes) => Array.Exists(prefixes, p => key.StartsWith(p, StringComparison.Ordinal));
        var isInBoth = before is not null && after is not null;
        if (key == "title" || (isInBoth && key.EndsWith(".name", StringComparison.Ordinal)))
            return true;
        // A name comes and goes with its model, which the list itself tells.
        if (key.StartsWith(KeyModels + ".", StringComparison.Ordinal))
            return true;
        if (key == KeyModels)
            return after is not null && (before is null || after.Split(' ').All(before.Split(' ').Contains));
        if (isInBoth && Ends(StricterWhenLowerOfEach))
            return Number(after!) <= Number(before!);
        if (key.StartsWith("limits.approve-", StringComparison.Ordinal))
            return after == "true";
        if (Begins(StricterWhenLower))
            return after is not null && (before is null || Number(after) <= Number(before));
        // Without a word it is the usual number.
        if (key == "timing.keep-days")
            return Days(after) >= Days(before);
        // What is erased sooner, or at all, is gone.
        if (key == "timing.record-years")
            return after is null || (before is not null && Number(after) >= Number(before));
        if (Begins(StricterWhenHigher))
            return Number(after!) >= Number(before!);
        if (key.StartsWith("entitlements.", StringComparison.Ordinal) && key.Contains(".gates.", StringComparison.Ordinal))
            return before is null;
        // Privileged it is reviewed as such, and nobody keeps it with one hand for many.
        if (key.StartsWith("entitlements.", StringComparison.Ordinal) && key.EndsWith(".privileged", StringComparison.Ordinal))
            return after is not null;
        // What may no longer be asked for is given to nobody by it; a last holder who is no longer kept may be taken by a reviewer.
        if (key.StartsWith("entitlements.", StringComparison.Ordinal) && Ends(StricterWhenGoneOfRight))
            return after is null;
        if (key.StartsWith("birthright-rules.", StringComparison.Ordinal) && key.Contains(".grants.", StringComparison.Ordinal))
            return after is null;
        if (key.StartsWith("separation-rules.", StringComparison.Ordinal) || key.StartsWith("approvals.named.", StringComparison.Ordinal))
            return before is null;
        // A role that nobody holds, or a cap that refuses every dismissal, would lock everybody out of undoing it: not stricter, but shut.
        return false;
    }

    private static decimal Days(string? text) => text is null ? Timing.UsualKeepDays : Number(text);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
