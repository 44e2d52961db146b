using AccessGov.App.Planning;
using AccessGov.Core.Adopting;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Adopting;

/// <summary>What came of an edited list. Closed.</summary>
public abstract record AdoptResult
{
    private AdoptResult() { }

    /// <summary>The pairs are facts, and a plan with them was made.</summary>
    /// <param name="Plan">What came of the wish to plan.</param>
    public sealed record Chosen(MakePlanResult Plan) : AdoptResult;

    /// <summary>Nothing was taken over: rows are wrong.</summary>
    /// <param name="Faults">Every fault.</param>
    public sealed record Faulty(IReadOnlyList<PairFault> Faults) : AdoptResult;

    /// <summary>Nothing was taken over: it is no such list.</summary>
    /// <param name="Reasons">Each: what is wrong and what to do.</param>
    public sealed record Unreadable(IReadOnlyList<Wording> Reasons) : AdoptResult;

    /// <summary>Nothing was taken over: no row is marked.</summary>
    public sealed record NothingMarked : AdoptResult;

    /// <summary>Nothing was taken over: somebody chose otherwise for one of these at the same moment.</summary>
    public sealed record Overtaken : AdoptResult;

    /// <summary>Nothing was taken over: something that must be known is not.</summary>
    /// <param name="Code">Stable code.</param>
    /// <param name="What">What is missing and what to do.</param>
    public sealed record NotRead(string Code, Wording What) : AdoptResult;
}
