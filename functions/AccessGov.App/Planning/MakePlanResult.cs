using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.App.Planning;

/// <summary>What came of a wish to plan. Closed.</summary>
public abstract record MakePlanResult
{
    private MakePlanResult() { }

    /// <summary>A plan was made, judged and kept.</summary>
    /// <param name="Plan">The plan, ordered and named.</param>
    /// <param name="State">Where it stands.</param>
    public sealed record Made(Plan Plan, PlanState State) : MakePlanResult
    {
        /// <summary>True when the plan is the plain part, and something was left out that only people can decide.</summary>
        public bool LeavesDoubts { get; init; }

        /// <summary>True when the plan is what is taken, because the rest of what facts ask for would have held it up.</summary>
        public bool LeavesOthers { get; init; }
    }

    /// <summary>No plan: something that must be known is not.</summary>
    /// <param name="Code">Stable code.</param>
    /// <param name="What">What is missing and what to do.</param>
    public sealed record NotMade(string Code, Wording What) : MakePlanResult;
}
