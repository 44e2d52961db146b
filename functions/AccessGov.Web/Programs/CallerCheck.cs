using AccessGov.Web.Http;

namespace AccessGov.Web.Programs;

/// <summary>Who asks. Closed.</summary>
internal abstract record CallerCheck
{
    private CallerCheck() { }

    /// <summary>Somebody who may.</summary>
    /// <param name="Caller">Who.</param>
    /// <param name="Signature">What binds the request to its body; null for a bearer token, which does not.</param>
    public sealed record Known(Caller Caller, CallerSignature? Signature = null) : CallerCheck;

    /// <summary>Nobody who may.</summary>
    /// <param name="Problem">What to answer.</param>
    public sealed record Refused(Problem Problem) : CallerCheck;
}
