using AccessGov.Core.Codes;

namespace AccessGov.Core.Policy;

/// <summary>What gives a right that is held: every one is held on exactly one of these grounds.</summary>
[CodedBy(typeof(ReviewGroundKindCodes))]
public enum ReviewGroundKind
{
    /// <summary>A birthright rule: the duty.</summary>
    Rule,

    /// <summary>An approved request (利用申請).</summary>
    Request,

    /// <summary>例外措置.</summary>
    Exception,

    /// <summary>Nothing that anybody knows.</summary>
    Unexplained,
}

/// <summary>Codes of grounds, in the policy file and in kept rounds.</summary>
public static class ReviewGroundKindCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<ReviewGroundKind> All { get; } =
        new(
            (ReviewGroundKind.Rule, "rule"),
            (ReviewGroundKind.Request, "request"),
            (ReviewGroundKind.Exception, "exception"),
            (ReviewGroundKind.Unexplained, "unexplained")
        );

    /// <summary>The code of one.</summary>
    /// <param name="value">The ground.</param>
    public static string Of(ReviewGroundKind value) => All.Of(value);
}
