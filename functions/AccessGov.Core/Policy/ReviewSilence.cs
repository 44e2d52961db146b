using AccessGov.Core.Codes;

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
