using AccessGov.Core.Codes;

namespace AccessGov.Core.Reviews;

/// <summary>What a reviewer says of one right.</summary>
[CodedBy(typeof(ReviewChoiceCodes))]
public enum ReviewChoice
{
    /// <summary>続ける.</summary>
    Keep,

    /// <summary>やめる.</summary>
    Remove,

    /// <summary>わからない: the owner of the right is asked.</summary>
    Unsure,

    /// <summary>Nothing to decide any more: the person has left. Said by nobody; the product sees it.</summary>
    Gone,
}

/// <summary>Codes of choices in facts and kept files.</summary>
public static class ReviewChoiceCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<ReviewChoice> All { get; } =
        new((ReviewChoice.Keep, "keep"), (ReviewChoice.Remove, "remove"), (ReviewChoice.Unsure, "unsure"), (ReviewChoice.Gone, "gone"));

    /// <summary>The code of one.</summary>
    /// <param name="value">A choice.</param>
    public static string Of(ReviewChoice value) => All.Of(value);
}
