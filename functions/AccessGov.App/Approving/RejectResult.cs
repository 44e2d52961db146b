using AccessGov.App.Planning;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Approving;

/// <summary>What became of a wish to say no to a plan. Closed: nobody is told that something happened which did not.</summary>
public abstract record RejectResult
{
    private RejectResult() { }

    /// <summary>It is rejected now: nobody can approve or apply it any more.</summary>
    /// <param name="State">Where it stands.</param>
    public sealed record Rejected(PlanState State) : RejectResult;

    /// <summary>Nothing happened: somebody had approved or rejected it, or it had begun.</summary>
    /// <param name="State">Where it stands.</param>
    public sealed record Before(PlanState State) : RejectResult;

    /// <summary>Nothing happened: it waits for nobody's approval, or no longer, because it is too old.</summary>
    /// <param name="State">Where it stands.</param>
    public sealed record NotWaiting(PlanState State) : RejectResult;

    /// <summary>The person may not.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Denied(Refusal Refusal) : RejectResult;
}
