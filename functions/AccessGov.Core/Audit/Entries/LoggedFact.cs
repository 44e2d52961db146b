namespace AccessGov.Core.Audit.Entries;

/// <summary>A fact with its place in the log.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Sequence">Its number, from 1, without holes; also its index in the log.</param>
/// <param name="Nth">
/// Which fact about its subject it is, from 1: whoever is shown some of them sees which are missing. Null of facts that were sealed before
/// these were counted.
/// </param>
public sealed record LoggedFact(Fact Fact, long Sequence, long? Nth)
{
    /// <summary>The fact as it is sealed: canonical JSON with its numbers.</summary>
    public string Content => FactText.Write(Fact, Sequence, Nth);
}
