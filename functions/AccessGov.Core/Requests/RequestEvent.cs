using AccessGov.Core.Kernel;

namespace AccessGov.Core.Requests;

/// <summary>What happened with a request. Closed.</summary>
public abstract record RequestEvent
{
    private RequestEvent(string id, DateTimeOffset at) => (Id, At) = (id, at);

    /// <summary>Which request.</summary>
    public string Id { get; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Somebody asked.</summary>
    /// <param name="Request">What, as it was asked.</param>
    public sealed record WasAsked(RightRequest Request) : RequestEvent(Request.Id, Request.AskedAt);

    /// <summary>Somebody agreed.</summary>
    /// <param name="Id">Which request.</param>
    /// <param name="At">When.</param>
    /// <param name="Stage">To which stage.</param>
    /// <param name="By">Who.</param>
    /// <param name="On">The day, in the policy's time zone: the last agreement's is the first of the term.</param>
    public sealed record WasAgreed(string Id, DateTimeOffset At, RequestStage Stage, EmployeeId By, DateOnly On) : RequestEvent(Id, At);

    /// <summary>It ended other than by its term.</summary>
    /// <param name="Id">Which request.</param>
    /// <param name="End">How.</param>
    public sealed record HasEnded(string Id, RequestEnd End) : RequestEvent(Id, End.At);

    /// <summary>The person was told that the end comes.</summary>
    /// <param name="Id">Which request.</param>
    /// <param name="At">When.</param>
    public sealed record EndWasTold(string Id, DateTimeOffset At) : RequestEvent(Id, At);
}
