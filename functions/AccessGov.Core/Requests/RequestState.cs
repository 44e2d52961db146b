using AccessGov.Core.Codes;

namespace AccessGov.Core.Requests;

/// <summary>How a request stands on a day.</summary>
[CodedBy(typeof(RequestStateCodes))]
public enum RequestState
{
    /// <summary>Somebody has still to agree: it gives nothing.</summary>
    Waits,

    /// <summary>Everybody agreed, and its end has not come.</summary>
    InForce,

    /// <summary>Its end has come.</summary>
    Expired,

    /// <summary>It was ended otherwise (<see cref="RightRequest.End"/>).</summary>
    Ended,
}
