using AccessGov.Core.Codes;

namespace AccessGov.Core.Requests;

/// <summary>What ended a request before its term did.</summary>
[CodedBy(typeof(RequestEndKindCodes))]
public enum RequestEndKind
{
    /// <summary>Somebody who could have agreed said no.</summary>
    Rejected,

    /// <summary>It was taken back before everybody had agreed.</summary>
    Withdrawn,

    /// <summary>The right was returned before its end.</summary>
    Returned,

    /// <summary>The person's service has ended.</summary>
    Left,

    /// <summary>The person no longer serves at the unit that was the ground.</summary>
    Moved,

    /// <summary>Nobody decided within <see cref="RequestDecider.DecidedWithinDays"/>, or before its own end.</summary>
    NotDecided,
}
