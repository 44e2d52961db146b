using AccessGov.Core.Personnel;

namespace AccessGov.App.Personnel.Reading;

/// <summary>What became of a person's facts in JSON. Closed.</summary>
public abstract record PersonRead
{
    private PersonRead() { }

    /// <summary>Understood whole; not yet judged against what is known.</summary>
    /// <param name="Statement">What is said.</param>
    public sealed record Read(PersonStatement Statement) : PersonRead;

    /// <summary>Nothing of it is used.</summary>
    /// <param name="Faults">Every fault found.</param>
    public sealed record Refused(IReadOnlyList<PersonFault> Faults) : PersonRead;
}
