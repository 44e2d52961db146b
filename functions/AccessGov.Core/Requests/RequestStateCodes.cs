using AccessGov.Core.Codes;

namespace AccessGov.Core.Requests;

/// <summary>Codes of how requests stand, in answers.</summary>
public static class RequestStateCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<RequestState> All { get; } =
        new(
            (RequestState.Waits, "waits"),
            (RequestState.InForce, "in-force"),
            (RequestState.Expired, "expired"),
            (RequestState.Ended, "ended")
        );

    /// <summary>The code of one.</summary>
    public static string Of(RequestState value) => All.Of(value);
}
