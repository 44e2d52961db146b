using AccessGov.Core.Adopting;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Adopting;

/// <summary>What came of looking for accounts that may be somebody's. Closed.</summary>
public abstract record ProposeResult
{
    private ProposeResult() { }

    /// <summary>Personnel and directory were read.</summary>
    /// <param name="Candidates">Who may be whose.</param>
    public sealed record Found(Candidates Candidates) : ProposeResult;

    /// <summary>Something that must be known is not.</summary>
    /// <param name="Code">Stable code, as of a plan that is not made.</param>
    /// <param name="What">What is missing and what to do.</param>
    public sealed record NotFound(string Code, Wording What) : ProposeResult;
}
