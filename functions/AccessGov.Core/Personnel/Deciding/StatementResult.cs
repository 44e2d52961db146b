using AccessGov.Core.Codes;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel.Deciding;

/// <summary>What became of a statement about one person. Closed.</summary>
[CodedBy(typeof(StatementResultCodes))]
public abstract record StatementResult
{
    private StatementResult() { }

    /// <summary>It is what the source says of the person from now on.</summary>
    public sealed record Taken : StatementResult;

    /// <summary>The same event was taken before; nothing changes.</summary>
    public sealed record Repeated : StatementResult;

    /// <summary>The source has said something later of the person; that stands.</summary>
    /// <param name="By">When the later one occurred.</param>
    public sealed record Overtaken(DateTimeOffset By) : StatementResult;

    /// <summary>An event of this id was taken before, and it said something else.</summary>
    public sealed record OtherContent : StatementResult;

    /// <summary>It is not believed; what the source said before stands.</summary>
    /// <param name="Refusals">Why, with numbers and limits.</param>
    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : StatementResult;
}
