using AccessGov.Core.Codes;

namespace AccessGov.Core.Requests;

/// <summary>Codes of what ended requests, in records and answers.</summary>
public static class RequestEndKindCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<RequestEndKind> All { get; } =
        new(
            (RequestEndKind.Rejected, "rejected"),
            (RequestEndKind.Withdrawn, "withdrawn"),
            (RequestEndKind.Returned, "returned"),
            (RequestEndKind.Left, "left"),
            (RequestEndKind.Moved, "moved"),
            (RequestEndKind.NotDecided, "not-decided")
        );

    /// <summary>The code of one.</summary>
    public static string Of(RequestEndKind value) => All.Of(value);
}
