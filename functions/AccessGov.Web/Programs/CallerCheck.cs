using AccessGov.Web.Http;

namespace AccessGov.Web.Programs;

/// <summary>Who asks. Closed.</summary>
internal abstract record CallerCheck
{
    private CallerCheck() { }

    /// <summary>Somebody who may.</summary>
    /// <param name="Caller">Who.</param>
    public sealed record Known(Caller Caller) : CallerCheck;

    /// <summary>Nobody who may.</summary>
    /// <param name="Problem">What to answer.</param>
    public sealed record Refused(Problem Problem) : CallerCheck;
}
