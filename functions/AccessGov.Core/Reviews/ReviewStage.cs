using AccessGov.Core.Codes;

namespace AccessGov.Core.Reviews;

/// <summary>Who is asked about a right.</summary>
[CodedBy(typeof(ReviewStageCodes))]
public enum ReviewStage
{
    /// <summary>所属長.</summary>
    Head,

    /// <summary>The head of the unit that owns the right: whoever knows what it opens.</summary>
    Owner,
}

/// <summary>Codes of stages in facts and kept files.</summary>
public static class ReviewStageCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<ReviewStage> All { get; } = new((ReviewStage.Head, "head"), (ReviewStage.Owner, "owner"));

    /// <summary>The code of one.</summary>
    /// <param name="value">A stage.</param>
    public static string Of(ReviewStage value) => All.Of(value);
}
