using AccessGov.Core.Codes;

namespace AccessGov.Core.Requests;

/// <summary>Codes of the stages in records and answers.</summary>
public static class RequestStageCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<RequestStage> All { get; } =
        new((RequestStage.Head, "head"), (RequestStage.Owner, "owner"), (RequestStage.Officer, "officer"));

    /// <summary>The code of one.</summary>
    public static string Of(RequestStage value) => All.Of(value);
}
