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

    /// <summary>The person who had left serves again: what was open is open again. Said by nobody; the product sees it.</summary>
    Back,

    /// <summary>Whoever kept or removed it takes that back and decides anew (やり直し): the item is as it was before.</summary>
    Reopened,
}

/// <summary>Codes of choices in facts and kept files.</summary>
public static class ReviewChoiceCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<ReviewChoice> All { get; } =
        new(
            (ReviewChoice.Keep, "keep"),
            (ReviewChoice.Remove, "remove"),
            (ReviewChoice.Unsure, "unsure"),
            (ReviewChoice.Gone, "gone"),
            (ReviewChoice.Back, "back"),
            (ReviewChoice.Reopened, "reopened")
        );

    /// <summary>The code of one.</summary>
    /// <param name="value">A choice.</param>
    public static string Of(ReviewChoice value) => All.Of(value);

    /// <summary>The choice that somebody made; null where it is none that people make.</summary>
    /// <param name="code">Its code.</param>
    public static ReviewChoice? Made(string code) =>
        All.TryRead(code, out var choice) && choice is ReviewChoice.Keep or ReviewChoice.Remove or ReviewChoice.Unsure ? choice : null;
}
