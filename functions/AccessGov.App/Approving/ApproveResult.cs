using AccessGov.App.Planning;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Approving;

/// <summary>What became of a wish to agree to a plan. Closed: nobody is told that something happened which did not.</summary>
public abstract record ApproveResult
{
    private ApproveResult() { }

    /// <summary>The wish was granted: the plan is approved now.</summary>
    /// <param name="State">Where it stands.</param>
    public sealed record Approved(PlanState State) : ApproveResult;

    /// <summary>Nothing happened: somebody had approved it, or it had begun.</summary>
    /// <param name="State">Where it stands.</param>
    public sealed record Before(PlanState State) : ApproveResult;

    /// <summary>Nothing happened: it may be applied without anybody's approval.</summary>
    /// <param name="State">Where it stands.</param>
    public sealed record NotNeeded(PlanState State) : ApproveResult;

    /// <summary>The person may not, or nobody may.</summary>
    /// <param name="Refusal">Why.</param>
    public sealed record Denied(Refusal Refusal) : ApproveResult;
}
