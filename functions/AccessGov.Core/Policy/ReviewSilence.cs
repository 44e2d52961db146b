using AccessGov.Core.Codes;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>What becomes of a right that nobody decided about in time.</summary>
[CodedBy(typeof(ReviewSilenceCodes))]
public enum ReviewSilence
{
    /// <summary>It stays, and the record says that nobody decided.</summary>
    Keep,

    /// <summary>It is taken: what was shown a week before, and nothing else.</summary>
    Remove,

    /// <summary>The owner of the right is asked, and after as many days again it stays.</summary>
    Escalate,
}

/// <summary>Codes of what silence means, in the policy file and in facts.</summary>
public static class ReviewSilenceCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<ReviewSilence> All { get; } =
        new((ReviewSilence.Keep, "keep"), (ReviewSilence.Remove, "remove"), (ReviewSilence.Escalate, "escalate"));

    /// <summary>The code of one.</summary>
    /// <param name="value">What silence means.</param>
    public static string Of(ReviewSilence value) => All.Of(value);
}

/// <summary>What silence means for the rights of one zone in a review.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Silence">What it means there.</param>
/// <param name="Rights">The reviewed rights of the zone, as the policy had them when it was read; in order.</param>
public sealed record ZoneSilence(Zone Zone, ReviewSilence Silence, IReadOnlyList<EntitlementId> Rights);
