namespace AccessGov.Core.Audit;

/// <summary>How many gaps of a sort, and the first of them.</summary>
/// <param name="Count">All of them.</param>
/// <param name="First">The first by line, at most <see cref="Limit"/>.</param>
public sealed record GapList(long Count, IReadOnlyList<Gap> First)
{
    /// <summary>How many are listed.</summary>
    public const int Limit = 20;
}
